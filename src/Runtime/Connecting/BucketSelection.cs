using System.Text;
using Settee.Topology;
using Settee.Transport;
using Settee.Wire;

namespace Settee.Connecting;

/// <summary>Turns a connection without a bucket into one of a bucket: SELECT_BUCKET and the bucket's cluster map in one turn.</summary>
internal static class BucketSelection
{
    /// <exception cref="BucketNotFoundException">There is no such bucket, or the user may not use it.</exception>
    /// <exception cref="ConnectFailedException">The server refused for another reason, or did not answer in time.</exception>
    public static async Task<OfferedMap> SelectAsync(IControlChannel channel, NodeEndpoint endpoint, string bucket, CancellationToken cancellationToken)
    {
        var selecting = channel.Pipeline(new ControlRequest(Opcode.SelectBucket, Key: Encoding.UTF8.GetBytes(bucket)), cancellationToken);
        var asking = channel.Pipeline(new ControlRequest(Opcode.GetClusterConfig), cancellationToken);
        var step = ConnectStep.SelectBucket;
        try
        {
            CheckSelected(await selecting.ConfigureAwait(false), endpoint, bucket);
            step = ConnectStep.ClusterMap;
            return OfferedMap.From(await asking.ConfigureAwait(false), bucket);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ConnectionLostException)
        {
            throw new ConnectFailedException([new ConnectFailure(endpoint, step, ConnectFailure.CauseOf(exception))]);
        }
    }

    /// <summary>Throws what a refused SELECT_BUCKET means.</summary>
    public static void CheckSelected(ControlResponse response, NodeEndpoint endpoint, string bucket)
    {
        switch (response.Status)
        {
            case Status.Success:
                return;
            case Status.KeyNotFound:
                throw new BucketNotFoundException($"The bucket '{bucket}' does not exist ({endpoint} says so). Check the name.");
            case Status.NoAccess or Status.NoBucket:
                throw new BucketNotFoundException(
                    $"{endpoint} gives no access to the bucket '{bucket}': it does not exist, or the user lacks the privilege to use it.");
            default:
                throw new ConnectFailedException([
                    new ConnectFailure(
                        endpoint, ConnectStep.SelectBucket, new CouchbaseException($"The server answered {ServerText.Describe(response)}."))]);
        }
    }
}
