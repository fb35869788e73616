using Settee.Topology;
using Settee.Transport;

namespace Settee.Connecting;

/// <summary>A connection after its handshake, with the cluster map that came along.</summary>
internal sealed record EstablishedConnection(Connection Connection, OfferedMap Map)
{
    public byte[]? ClusterMap => Map.Json;

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

    /// <summary>What is being connected to at the moment, for reports.</summary>
    IEnumerable<ConnectAttempt> Attempts => [];
}

/// <summary>A connection in the making.</summary>
internal sealed class ConnectAttempt(NodeEndpoint node, string? bucket)
{
    private volatile ConnectStep _step = ConnectStep.Resolve;
    private Handshake? _handshake;

    public NodeEndpoint Node { get; } = node;

    public string? Bucket { get; } = bucket;

    /// <summary>What is being done; after a failure, what failed.</summary>
    public ConnectStep Step => Volatile.Read(ref _handshake)?.Step ?? _step;

    public void Enter(ConnectStep step) => _step = step;

    /// <summary>From now on the handshake knows the step.</summary>
    public void Enter(Handshake handshake) => Volatile.Write(ref _handshake, handshake);

    /// <summary>What there is to say about it as long as it runs.</summary>
    public override string ToString() => $"{Node} is still at {Step.Describe()}, without an answer";
}
