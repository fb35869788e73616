using Microsoft.Extensions.Logging;
using Settee.Topology;

namespace Settee.Diagnostics;

/// <summary>Log messages of dispatch: nodes, maps, collections.</summary>
internal static partial class DispatchLog
{
    [LoggerMessage(100, LogLevel.Debug, "Connected to {Endpoint} for bucket '{Bucket}'.")]
    public static partial void NodeConnected(this ILogger logger, Redacted endpoint, Redacted bucket);

    [LoggerMessage(101, LogLevel.Warning, "Cannot connect to {Endpoint} for bucket '{Bucket}'; trying again in {Delay}.")]
    public static partial void NodeConnectFailed(this ILogger logger, Redacted endpoint, Redacted bucket, TimeSpan delay, Exception cause);

    [LoggerMessage(102, LogLevel.Information, "The connection to {Endpoint} for bucket '{Bucket}' ended.")]
    public static partial void NodeLost(this ILogger logger, Redacted endpoint, Redacted bucket, Exception cause);

    [LoggerMessage(103, LogLevel.Warning, "All nodes of bucket '{Bucket}' are lost, and the seeds cannot be reached either.")]
    public static partial void RecoveryFailed(this ILogger logger, Redacted bucket, Exception cause);

    [LoggerMessage(110, LogLevel.Debug, "New cluster map: {Map}.")]
    public static partial void MapPublished(this ILogger logger, Redacted map);

    [LoggerMessage(111, LogLevel.Trace, "Ignored the cluster map {Map}: {Verdict}.")]
    public static partial void MapIgnored(this ILogger logger, Redacted map, MapVerdict verdict);

    [LoggerMessage(112, LogLevel.Warning, "No cluster map from {Host}.")]
    public static partial void MapFailed(this ILogger logger, Redacted host, Exception cause);

    [LoggerMessage(120, LogLevel.Warning,
        "A durable write to bucket '{Bucket}' was given {Given}; servers take {Minimum} at least, so that is what it has. Further ones are not reported.")]
    public static partial void DurableTimeoutRaised(this ILogger logger, TimeSpan given, Redacted bucket, TimeSpan minimum);
}
