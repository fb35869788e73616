namespace Settee.Transport;

/// <summary>What became of an attempt to hand a request to a connection.</summary>
internal enum SendResult
{
    /// <summary>The connection owns the request now.</summary>
    Accepted,

    /// <summary>The connection is closed; the request was not sent.</summary>
    Closed,

    /// <summary>Too much is waiting to be sent; the request was not taken. Wait for room.</summary>
    Full,
}
