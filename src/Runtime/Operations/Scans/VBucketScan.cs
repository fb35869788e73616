using System.Text;
using System.Threading.Channels;
using Settee.Dispatch;
using Settee.Transport;
using Settee.Wire;

namespace Settee.Operations.Scans;

/// <summary>
/// The scan of one vbucket. It belongs to a connection: when that is lost, or the vbucket moves, a new scan goes on behind the last key. A
/// sample has no order in which it could go on: it is taken anew, with the same seed, and what was delivered already is left out.
/// </summary>
internal sealed class VBucketScan<TItem>(RangeScan scan, ushort vbucket, ScanDecoder<TItem> decode, ChannelWriter<TItem> output)
{
    private readonly BucketDispatcher _bucket = scan.Collection.Dispatcher;
    private readonly int _batchItems = scan.Options.BatchItems > 0 ? scan.Options.BatchItems : RangeScan.DefaultBatchItems;
    private readonly int _batchBytes = scan.Options.BatchBytes > 0 ? scan.Options.BatchBytes : RangeScan.DefaultBatchBytes;
    private readonly HashSet<string>? _delivered = scan.Range.SampleSize is null ? null : [];
    private byte[]? _lastKey;
    private int _failures;
    private string? _node;
    private Exception? _obstacle;

    public async Task RunAsync(CancellationToken stop)
    {
        while (!await TryRunAsync(stop).ConfigureAwait(false))
        {
        }
    }

    /// <summary>Scans until the end, or false when the scan has to be started anew.</summary>
    private async Task<bool> TryRunAsync(CancellationToken stop)
    {
        using var deadline = new CancellationTokenSource(scan.Limits.Timeout, _bucket.Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stop);
        try
        {
            var change = _bucket.StateChanged.NextChange;
            if (_bucket.Routing?.OwnerOf(vbucket)?.Connection is not { } connection)
            {
                await change.WaitAsync(linked.Token).ConfigureAwait(false);
                return false;
            }

            _node = connection.RemoteName;
            if (await StartAsync(connection, linked.Token).ConfigureAwait(false) is not { } start)
                return false;

            return start.Length == 0 || await ReadAsync(connection, start, stop).ConfigureAwait(false);
        }
        catch (ConnectionLostException e)
        {
            var lost = new RequestCanceledException("the connection was lost during the scan", scan.Describe(null, _node), e);
            await BackOffAsync(RetryReason.SocketClosedWhileInFlight, lost, linked.Token).ConfigureAwait(false);
            return false;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw TimedOut();
        }
    }

    /// <summary>The id of the scan; empty when the vbucket has nothing in the range, null when it has to be tried again.</summary>
    private async ValueTask<byte[]?> StartAsync(Connection connection, CancellationToken token)
    {
        if (scan.Collection.Id is null)
        {
            var resolved = await _bucket.Collections.ResolveAsync(scan.Collection, connection, token).ConfigureAwait(false);
            if (resolved != Status.Success)
                return await HandleAsync(connection, resolved, [], token).ConfigureAwait(false);
        }

        var consistent = scan.Options.ConsistentWith?.Where(t => t.VBucket == vbucket && t.Bucket == _bucket.BucketName)
            .OrderByDescending(t => t.SequenceNumber).Cast<MutationToken?>().FirstOrDefault();
        var id = scan.Collection.Id ?? 0;
        var json = ScanRequest.Write(id, scan.Range, scan.KeysOnly, _lastKey, consistent, scan.Limits.Timeout);
        var request = new ControlRequest(Opcode.RangeScanCreate, Value: json, VBucket: vbucket, DataType: DataType.Json);
        var response = await connection.RequestAsync(request, token).ConfigureAwait(false);
        switch (response.Status)
        {
            case Status.Success:
                return response.Value;
            case Status.KeyNotFound:
                return [];
            case Status.UnknownCollection:
                scan.Collection.Forget(id);
                goto default;

            // A sample that is larger than the vbucket: there is nothing to choose from.
            case Status.OutOfRange when scan.Range.SampleSize is not null:
                return [];
            default:
                return await HandleAsync(connection, response.Status, response.Value, token).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> ReadAsync(Connection connection, byte[] scanId, CancellationToken stop)
    {
        var ended = false;
        try
        {
            while (true)
            {
                using var deadline = new CancellationTokenSource(scan.Limits.Timeout, _bucket.Time);
                using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stop);
                var part = await ScanContinue.SendAsync(connection, vbucket, scanId, _batchItems, _batchBytes, linked.Token).ConfigureAwait(false);
                if (part.Status is not (Status.RangeScanMore or Status.RangeScanComplete))
                {
                    // Unknown id or moved: the scan is gone. Busy: it is still at work for an earlier request.
                    ended = part.Status != Status.Busy;
                    if (part.Status != Status.KeyNotFound)
                        await HandleAsync(connection, part.Status, part.Content, linked.Token).ConfigureAwait(false);
                    else
                        await BackOffAsync(RetryReason.TemporaryFailure, Refused(part.Status), linked.Token).ConfigureAwait(false);

                    return false;
                }

                _failures = 0;
                ended = part.Status == Status.RangeScanComplete;
                foreach (var item in Decode(part.Content))
                    await output.WriteAsync(item, stop).ConfigureAwait(false);

                if (ended)
                    return true;
            }
        }
        finally
        {
            if (!ended)
                Cancel(connection, scanId);
        }
    }

    private List<TItem> Decode(byte[] content)
    {
        List<TItem> items = [];
        ReadOnlySpan<byte> rest = content;
        while (!rest.IsEmpty)
        {
            if (!ScanItem.TryRead(ref rest, scan.KeysOnly, out var item))
                throw new DecodingFailureException("the answer ends in the middle of an item", scan.Describe(null, _node));

            // Latin-1 has a character for every byte: different keys make different texts, whatever is in them.
            if (_delivered?.Add(Encoding.Latin1.GetString(item.Key)) != false)
                items.Add(decode(scan, item));

            if (rest.IsEmpty)
                _lastKey = item.Key.ToArray();
        }

        return items;
    }

    /// <summary>Waits when the status means "not here" or "not now", and throws otherwise.</summary>
    /// <returns>Null, so that a caller can hand it on.</returns>
    private async ValueTask<byte[]?> HandleAsync(Connection connection, Status status, byte[] body, CancellationToken token)
    {
        switch (status)
        {
            case Status.NotMyVBucket or Status.ConfigOnly:
                var change = _bucket.StateChanged.NextChange;
                _bucket.MapWatch.Offer(status == Status.NotMyVBucket ? body : [], connection.RemoteHost);
                var patience = TimeSpan.FromMilliseconds(1 << Math.Min(_failures++, 9));
                await Task.WhenAny(change, Task.Delay(patience, _bucket.Time, token)).ConfigureAwait(false);
                token.ThrowIfCancellationRequested();
                return null;

            // The id was out of date; if the collection is gone, asking for it anew will tell.
            case Status.UnknownCollection when scan.Collection.Id is null && _failures++ == 0:
                return null;

            case Status.TemporaryFailure or Status.Busy or Status.OutOfMemory or Status.NotInitialized or Status.WouldThrottle or Status.Cancelled:
                await BackOffAsync(RetryReason.TemporaryFailure, Refused(status), token).ConfigureAwait(false);
                return null;

            default:
                throw Refused(status);
        }
    }

    private async ValueTask BackOffAsync(RetryReason reason, Exception error, CancellationToken token)
    {
        _failures++;
        if (scan.Limits.RetryStrategy.DelayBefore(reason, _failures, idempotent: true) is not { } delay)
            throw error;

        _obstacle = error;
        await Task.Delay(delay, _bucket.Time, token).ConfigureAwait(false);
    }

    // Best effort: a scan that nobody continues ends by itself after a while.
    private void Cancel(Connection connection, byte[] scanId)
    {
        if (!connection.IsClosed)
            _bucket.Cluster.Tasks.Track(CancelAsync(connection, scanId));
    }

    private async Task CancelAsync(Connection connection, byte[] scanId)
    {
        using var timeout = new CancellationTokenSource(_bucket.Cluster.Options.KeyValueTimeout, _bucket.Time);
        try
        {
            var request = new ControlRequest(Opcode.RangeScanCancel, Extras: scanId, VBucket: vbucket);
            await connection.RequestAsync(request, timeout.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is CouchbaseException or OperationCanceledException)
        {
        }
    }

    private Exception Refused(Status status) => StatusErrors.For(status, scan.Describe(null, _node, status));

    private UnambiguousTimeoutException TimedOut() =>
        new($"vbucket {vbucket} did not answer within {scan.Limits.Timeout}", scan.Describe(null, _node), _obstacle);
}
