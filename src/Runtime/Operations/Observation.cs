using System.Buffers.Binary;
using System.Globalization;
using Settee.Dispatch;
using Settee.Transport;
using Settee.Wire;

namespace Settee.Operations;

/// <summary>
/// Waits until enough nodes have a write: asks all that hold the document's vbucket how far they are (OBSERVE_SEQNO), each for itself, so
/// that a silent one does not hide the others.
/// </summary>
internal sealed class Observation
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);

    private readonly BucketDispatcher _bucket;
    private readonly Durability _durability;
    private readonly OperationContext _context;
    private readonly long _started;
    private readonly TimeSpan _timeout;
    private readonly CancellationToken _cancellationToken;
    private readonly Lock _gate = new();

    // By node, not by copy: a failover makes a replica the active copy.
    private readonly Dictionary<KeyValueNode, Progress> _progress = [];
    private Cas _cas;
    private MutationToken _token;
    private CopyCount _seen;
    private Exception? _failure;
    private bool _isReached;

    /// <param name="write">The write, before it is sent.</param>
    /// <param name="durability">What to wait for.</param>
    public Observation(RoutedRequest write, Durability durability)
    {
        _bucket = write.Collection.Dispatcher;
        _durability = durability;
        _context = RequestErrors.ContextOf(write);
        _started = write.StartedAt;
        _timeout = write.Timeout;
        _cancellationToken = write.CancellationToken;
    }

    /// <exception cref="DurabilityAmbiguousException">The write may be lost: its history ended before it.</exception>
    /// <exception cref="DurabilityImpossibleException">Too few nodes are left.</exception>
    /// <exception cref="AmbiguousTimeoutException">Not enough nodes have it in time.</exception>
    public async ValueTask WaitAsync(Cas cas, MutationToken? token)
    {
        _cas = cas;
        _token = token ?? throw new DurabilityAmbiguousException($"{Written}, but the answer has no mutation token to observe it by", Context());
        var left = _timeout - _bucket.Time.GetElapsedTime(_started);
        using var deadline = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, _bucket.Time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, _cancellationToken, _bucket.Cluster.Lifetime);
        var copies = _bucket.Routing!.Map.VBuckets!.ReplicaSlots + 1;
        await Task.WhenAll(Enumerable.Range(0, copies).Select(copy => ObserveAsync(copy, ended))).ConfigureAwait(false);
        if (_isReached)
            return;

        _cancellationToken.ThrowIfCancellationRequested();
        throw _failure ?? (_bucket.Cluster.Lifetime.IsCancellationRequested
            ? new RequestCanceledException($"{Written}, but the cluster was disposed before enough nodes had it", Context())
            : new AmbiguousTimeoutException(
                string.Create(CultureInfo.InvariantCulture, $"{Written}, but {_durability} was not reached within {_timeout.TotalMilliseconds:0.#} ms: {_seen}"), Context()));
    }

    private string Written => $"it was executed (CAS {_cas})";

    private async Task ObserveAsync(int copy, CancellationTokenSource ended)
    {
        try
        {
            for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
            {
                var routing = _bucket.Routing!;
                CheckReplicas(routing);
                if ((copy == 0 ? routing.OwnerOf(_token.VBucket) : routing.ReplicaOf(_token.VBucket, copy)) is { Connection: { } connection } node)
                    await AskAsync(node, connection, isActive: copy == 0, ended.Token).ConfigureAwait(false);

                if (Note(routing))
                {
                    await ended.CancelAsync().ConfigureAwait(false);
                    return;
                }

                await Task.Delay(pause, _bucket.Time, ended.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            lock (_gate)
                _failure ??= e;

            await ended.CancelAsync().ConfigureAwait(false);
        }
    }

    private void CheckReplicas(RoutingTable routing)
    {
        if (routing.Map.VBuckets!.ReplicasOf(_token.VBucket) is var replicas && replicas < _durability.NeededReplicas)
        {
            throw new DurabilityImpossibleException(
                $"{Written}, but {_durability.NeededReplicas} replicas are needed, and the cluster map now has nodes for {replicas}", Context());
        }
    }

    private async ValueTask AskAsync(KeyValueNode node, Connection connection, bool isActive, CancellationToken token)
    {
        var uuid = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(uuid, _token.VBucketUuid);
        ControlResponse response;
        try
        {
            response = await connection.RequestAsync(new ControlRequest(Opcode.ObserveSeqno, Value: uuid, VBucket: _token.VBucket), token).ConfigureAwait(false);
        }
        catch (ConnectionLostException)
        {
            return;
        }

        switch (response.Status)
        {
            case Status.Success when Progress.TryRead(response.Value, _token.SequenceNumber, out var progress):
                if (isActive && progress.IsLost)
                    throw Lost(node, $"the history of vbucket {_token.VBucket} that it belongs to ended at sequence number {progress.EndOfHistory}, before it");

                lock (_gate)
                    _progress[node] = progress;
                break;

            case Status.Success:
                throw new DecodingFailureException($"{Written}, but the answer about its replication is too short", Context(node, response.Status));

            case Status.NotMyVBucket:
                _bucket.MapWatch.Offer(response.Value, connection.RemoteHost);
                break;

            // A replica that is new may not have heard of the history yet; the active copy must know it.
            case Status.KeyNotFound when isActive:
                throw Lost(node, $"the node does not know the history of vbucket {_token.VBucket} that it belongs to");

            case Status.KeyNotFound or Status.ConfigOnly or Status.TemporaryFailure or Status.Busy or Status.OutOfMemory or Status.NotInitialized:
                break;

            default:
                throw StatusErrors.For(response.Status, Context(node, response.Status));
        }
    }

    /// <summary>Counts the copies that have the write, by the nodes that hold them now; whether they are enough.</summary>
    private bool Note(RoutingTable routing)
    {
        lock (_gate)
        {
            var seen = CopyCount.Of(ProgressOf(routing.OwnerOf(_token.VBucket)));
            for (var copy = 1; copy <= routing.Map.VBuckets!.ReplicaSlots; copy++)
                seen = seen.WithReplica(ProgressOf(routing.ReplicaOf(_token.VBucket, copy)));

            _seen = seen;
            return _isReached |= seen.Satisfies(_durability);
        }
    }

    private Progress ProgressOf(KeyValueNode? node) => node is null ? default : _progress.GetValueOrDefault(node);

    private DurabilityAmbiguousException Lost(KeyValueNode node, string how) =>
        new($"{Written}, but {how}: a failover may have lost it", Context(node, null));

    private OperationContext Context(KeyValueNode? node = null, Status? status = null) => _context with
    {
        Node = node?.Name,
        LastStatus = status?.Describe(),
        Attempts = 1,
        Elapsed = _bucket.Time.GetElapsedTime(_started),
    };

    /// <summary>What a node says of its copy, compared with the write.</summary>
    /// <param name="HasIt">The copy includes the write.</param>
    /// <param name="IsOnDisk">So does the part of the copy that is on disk.</param>
    /// <param name="IsLost">The history of the write ended before it.</param>
    /// <param name="EndOfHistory">Where it ended; 0 while it goes on.</param>
    private readonly record struct Progress(bool HasIt, bool IsOnDisk, bool IsLost, ulong EndOfHistory)
    {
        // Format (1 byte), vbucket (2), current uuid (8), last persisted (8) and last known sequence number (8); with format 1 also the
        // old uuid (8) and the last sequence number of its history (8).
        private const int Length = 27;
        private const int LengthAfterFailover = 43;

        public static bool TryRead(ReadOnlySpan<byte> value, ulong sequenceNumber, out Progress progress)
        {
            progress = default;
            if (value.Length < Length || (value[0] != 0 && value.Length < LengthAfterFailover))
                return false;

            var end = value[0] == 0 ? 0 : BinaryPrimitives.ReadUInt64BigEndian(value[35..]);
            var isLost = value[0] != 0 && end < sequenceNumber;
            progress = new Progress(
                !isLost && BinaryPrimitives.ReadUInt64BigEndian(value[19..]) >= sequenceNumber,
                !isLost && BinaryPrimitives.ReadUInt64BigEndian(value[11..]) >= sequenceNumber,
                isLost,
                end);
            return true;
        }
    }

    /// <summary>How many copies have the write.</summary>
    private readonly record struct CopyCount(bool OnActive, bool OnDiskOfActive, int Replicated, int Persisted)
    {
        public static CopyCount Of(Progress active) => new(active.HasIt, active.IsOnDisk, 0, active.IsOnDisk ? 1 : 0);

        public CopyCount WithReplica(Progress replica) =>
            this with { Replicated = Replicated + (replica.HasIt ? 1 : 0), Persisted = Persisted + (replica.IsOnDisk ? 1 : 0) };

        // Replicas count only with the active copy: what it has lost, they will give up, too.
        public bool Satisfies(Durability durability) => OnActive
            && Replicated >= (int)durability.ReplicateTo
            && (durability.PersistTo == PersistTo.Active ? OnDiskOfActive : Persisted >= (int)durability.PersistTo);

        public override string ToString() => $"{Replicated} replicas have it, {Persisted} copies have it on disk";
    }
}
