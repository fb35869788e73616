using Microsoft.Extensions.Logging;

namespace Settee.Emulator;

/// <summary>What the emulator has to say. Requests are not logged: tests send too many.</summary>
internal static partial class EmulatorLog
{
    [LoggerMessage(1, LogLevel.Information, "Node {Node} listens on {Host}:{Port}")]
    public static partial void NodeStarted(this ILogger logger, int node, string host, int port);

    [LoggerMessage(2, LogLevel.Information, "Node {Node} stopped")]
    public static partial void NodeStopped(this ILogger logger, int node);

    [LoggerMessage(3, LogLevel.Debug, "Node {Node}: connection {Connection} opened")]
    public static partial void ConnectionOpened(this ILogger logger, int node, long connection);

    [LoggerMessage(4, LogLevel.Debug, "Node {Node}: connection {Connection} closed")]
    public static partial void ConnectionClosed(this ILogger logger, int node, long connection);

    [LoggerMessage(5, LogLevel.Error, "Node {Node}: connection {Connection} was closed because a request could not be worked on")]
    public static partial void ConnectionFailed(this ILogger logger, Exception problem, int node, long connection);

    [LoggerMessage(6, LogLevel.Debug, "Configuration revision {Revision}")]
    public static partial void ConfigurationChanged(this ILogger logger, long revision);

    [LoggerMessage(7, LogLevel.Warning, "Node {Node}: a connection beyond the {Most} allowed ones was closed")]
    public static partial void TooManyConnections(this ILogger logger, int node, int most);
}
