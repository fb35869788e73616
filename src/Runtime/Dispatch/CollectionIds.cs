using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;
using Settee.Transport;
using Settee.Wire;

namespace Settee.Dispatch;

/// <summary>The collections of one bucket and their ids, asked for once and again when a server says that an id is out of date.</summary>
internal sealed class CollectionIds(BucketDispatcher bucket)
{
    // Extras of the answer: manifest uid (8 bytes), collection id (4 bytes).
    private const int IdOffset = 8;

    private readonly ConcurrentDictionary<Keyspace, CollectionAddress> _addresses = new();
    private readonly ConcurrentDictionary<CollectionAddress, Task<Status>> _lookups = new();

    public CollectionAddress AddressOf(Keyspace keyspace) =>
        _addresses.GetOrAdd(keyspace, static (key, dispatcher) => new CollectionAddress(dispatcher, key), bucket);

    /// <summary>
    /// Asks for the id over a connection. Concurrent callers share one question; a failure is not remembered, so a collection that is
    /// created later is found by the next operation.
    /// </summary>
    public async Task<Status> ResolveAsync(CollectionAddress address, Connection connection, CancellationToken cancellationToken)
    {
        if (!connection.Features.Has(HelloFeature.Collections))
            return Status.NotSupported;

        var lookup = _lookups.GetOrAdd(address, (key, channel) => LookUpAsync(key, channel), connection);
        return await lookup.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<Status> LookUpAsync(CollectionAddress address, Connection connection)
    {
        // Yield first: the entry must be in the dictionary before it can be removed.
        await Task.Yield();
        try
        {
            // Another lookup may have ended between the caller's look at the id and this one.
            if (address.Id is not null)
                return Status.Success;

            var request = new ControlRequest(Opcode.GetCollectionId, Value: Encoding.UTF8.GetBytes(address.Keyspace.ToString()));
            using var timeout = new CancellationTokenSource(bucket.Cluster.Options.KeyValueTimeout, bucket.Time);
            var response = await connection.RequestAsync(request, timeout.Token).ConfigureAwait(false);
            if (response.Status == Status.Success && response.Extras.Length >= IdOffset + sizeof(uint))
                address.Resolved(BinaryPrimitives.ReadUInt32BigEndian(response.Extras.AsSpan(IdOffset)));

            return response.Status;
        }
        catch (Exception e) when (e is CouchbaseException or OperationCanceledException)
        {
            // The connection broke or fell silent; whoever waits asks another one.
            return Status.TemporaryFailure;
        }
        finally
        {
            _lookups.TryRemove(address, out _);
        }
    }
}
