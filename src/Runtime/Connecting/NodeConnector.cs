namespace Settee.Connecting;

internal sealed class NodeConnector(ResolvedOptions options) : INodeConnector
{
    public Task<EstablishedConnection> ConnectAsync(NodeEndpoint endpoint, string? bucket, CancellationToken cancellationToken) => throw new NotImplementedException(options.Network);
}
