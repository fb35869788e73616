namespace Settee.Transport;

/// <summary>
/// A request on its way. While it sits in a connection's slot table the connection owns it; whoever takes it out (answer, time-out,
/// withdrawal, lost connection) owns it alone, so exactly one of the callbacks below runs per send.
/// </summary>
internal abstract class PendingRequest
{
    /// <summary>The connection that carries or carried the request; set before the request becomes visible to its answer.</summary>
    internal Connection? Connection { get; set; }

    /// <summary>The opaque of the last send; it names the slot, and the use of the slot, that the request sits in.</summary>
    internal uint Opaque { get; set; }

    /// <summary>Moment of the connection's clock after which the request has timed out; <see cref="long.MaxValue"/> for never.</summary>
    internal abstract long Deadline { get; }

    /// <summary>Exact number of bytes that <see cref="WriteFrame"/> writes on this connection.</summary>
    internal abstract int GetFrameLength(Connection connection);

    /// <summary>Writes the whole frame. Runs under the connection's send lock: copies bytes, nothing more.</summary>
    internal abstract void WriteFrame(Connection connection, Span<byte> destination, uint opaque);

    /// <summary>
    /// The answer arrived. Runs on the receive loop, so it decodes and hands over, and never runs user continuations inline.
    /// </summary>
    internal abstract void OnResponse(Connection connection, in ResponseFrame frame);

    /// <summary>The deadline passed; a late answer will be dropped.</summary>
    internal abstract void OnTimeout(Connection connection);

    /// <summary>The connection went away before the answer. Whether the server executed the request is unknown.</summary>
    internal abstract void OnConnectionLost(Connection connection, Exception cause);
}
