namespace Settee.Transport;

/// <summary>Limits of one connection.</summary>
internal sealed record ConnectionOptions
{
    /// <summary>Bytes that may wait to be sent before callers have to wait for room.</summary>
    public int MaxWaitingBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>How often deadlines are looked at while requests are in flight: the precision of time-outs.</summary>
    public TimeSpan DeadlineResolution { get; init; } = TimeSpan.FromMilliseconds(10);
}

/// <summary>Who is told what happens on a connection beside answers.</summary>
internal interface IConnectionOwner
{
    /// <summary>The server sent a request of its own (a changed cluster map). Runs on the receive loop.</summary>
    void OnServerRequest(Connection connection, in ResponseFrame frame);

    /// <summary>The connection ended, for whatever reason; called once, after all its requests were told.</summary>
    void OnClosed(Connection connection, Exception cause);
}
