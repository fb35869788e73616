using Settee.Transport;

namespace Settee.Connecting;

/// <summary>A host and a port to dial.</summary>
internal readonly record struct NodeEndpoint(string Host, int Port)
{
    /// <summary>As host:port, with brackets around an IPv6 address.</summary>
    public override string ToString() => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}

/// <summary>A connection after its handshake, with the cluster map that came along; null when the server gave none.</summary>
internal sealed record EstablishedConnection(Connection Connection, byte[]? ClusterMap)
{
    /// <summary>The node's own words about statuses that this client does not know.</summary>
    public ErrorMap ErrorMap { get; init; } = ErrorMap.Empty;
}

/// <summary>Makes connections that are ready for requests: resolved, connected, secured, authenticated, bucket selected.</summary>
internal interface INodeConnector
{
    /// <summary>Connects to one node; without a bucket the connection serves the cluster level only.</summary>
    /// <exception cref="ConnectFailedException">The node, the step and the cause.</exception>
    Task<EstablishedConnection> ConnectAsync(NodeEndpoint endpoint, string? bucket, CancellationToken cancellationToken);

    /// <summary>Presents replaced credentials on a connection in use, where their kind calls for it.</summary>
    /// <exception cref="AuthenticationFailureException">The server refuses them; the connection must be closed.</exception>
    Task ReauthenticateAsync(Connection connection, NodeEndpoint endpoint, CancellationToken cancellationToken);
}
