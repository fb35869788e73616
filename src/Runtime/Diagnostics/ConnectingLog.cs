using Microsoft.Extensions.Logging;

namespace Settee.Diagnostics;

/// <summary>Log messages of connecting.</summary>
internal static partial class ConnectingLog
{
    [LoggerMessage(200, LogLevel.Debug, "The DNS SRV record {Name} names {Count} host(s): {Hosts}.")]
    public static partial void SrvFound(this ILogger logger, string name, int count, string hosts);

    [LoggerMessage(201, LogLevel.Debug, "There is no DNS SRV record {Name}; the host itself is used.")]
    public static partial void SrvMissing(this ILogger logger, string name);

    [LoggerMessage(202, LogLevel.Information, "The DNS SRV record {Name} could not be looked up ({Reason}); the host itself is used.")]
    public static partial void SrvFailed(this ILogger logger, string name, string reason);

    [LoggerMessage(203, LogLevel.Warning, "{Warning}")]
    public static partial void OptionWarning(this ILogger logger, string warning);
}
