using Settee.Connecting;
using Settee.Diagnostics;
using Settee.Topology;
using Settee.Transport;

namespace Settee.Dispatch;

/// <summary>One connection to a node: made in the background, and made again whenever it is lost, with a back-off of its own.</summary>
internal sealed class NodeLink : IConnectionOwner, IAsyncDisposable
{
    private readonly KeyValueNode _node;
    private readonly BucketDispatcher _bucket;
    private readonly CancellationTokenSource _stopping = new();
    private Connection? _connection;
    private TaskCompletionSource? _connectionEnded;
    private Task _running = Task.CompletedTask;

    public NodeLink(KeyValueNode node, BucketDispatcher bucket)
    {
        _node = node;
        _bucket = bucket;
    }

    /// <summary>The connection that is ready for requests; null while there is none.</summary>
    public Connection? Connection => Volatile.Read(ref _connection);

    /// <summary>Why there is no connection; null while there is one or the first attempt is still running.</summary>
    public Exception? LastFailure { get; private set; }

    /// <summary>Attempts to connect that failed since the last connection.</summary>
    public int FailedAttempts { get; private set; }

    /// <summary>What the node says about statuses that this client does not know.</summary>
    public ErrorMap ErrorMap { get; private set; } = ErrorMap.Empty;

    /// <summary>The node whose connection this is.</summary>
    public KeyValueNode Node => _node;

    /// <summary>Starts to connect, or takes over a connection that exists already.</summary>
    public void Start(EstablishedConnection? existing = null)
    {
        // A connection that is there already is usable when this returns: whoever opened the bucket may send at once.
        _running = existing is null ? Task.Run(() => RunAsync(existing: null)) : RunAsync(existing);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _stopping.Dispose();
    }

    void IConnectionOwner.OnServerRequest(Connection connection, in ResponseFrame frame) =>
        _bucket.MapWatch.OnServerRequest(connection, frame);

    void IConnectionOwner.OnClosed(Connection connection, Exception cause)
    {
        Volatile.Write(ref _connection, null);
        Volatile.Read(ref _connectionEnded)?.TrySetResult();
    }

    private async Task RunAsync(EstablishedConnection? existing)
    {
        var backoff = default(ReconnectBackoff);
        var stop = _stopping.Token;
        while (!stop.IsCancellationRequested)
        {
            TimeSpan delay;
            try
            {
                var lived = await ServeOneConnectionAsync(existing, stop).ConfigureAwait(false);
                delay = backoff.AfterConnection(lived);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LastFailure = e;
                FailedAttempts++;
                delay = backoff.AfterFailure();
                _bucket.Log.NodeConnectFailed(_bucket.Redaction.System(_node.Endpoint), _bucket.Redaction.Metadata(_bucket.BucketName), delay, e);
                _bucket.StateChanged.Raise();
            }

            existing = null;
            await Task.Delay(delay, _bucket.Time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Connects, serves until the connection ends, and tells how long that was.</summary>
    private async Task<TimeSpan> ServeOneConnectionAsync(EstablishedConnection? existing, CancellationToken stop)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _connectionEnded, ended);
        var established = existing ?? await ConnectAsync(stop).ConfigureAwait(false);
        var connection = established.Connection;
        await using (connection.ConfigureAwait(false))
        {
            ErrorMap = established.ErrorMap;
            connection.Owner = this;
            var since = _bucket.Time.GetTimestamp();
            LastFailure = null;
            FailedAttempts = 0;
            Volatile.Write(ref _connection, connection);
            if (connection.CloseCause is { } early)
            {
                // It ended before this node became its owner, who would have been told.
                Volatile.Write(ref _connection, null);
                throw early;
            }

            _bucket.Log.NodeConnected(_bucket.Redaction.System(_node.Endpoint), _bucket.Redaction.Metadata(_bucket.BucketName));
            if (established.ClusterMap is { } map)
                _bucket.MapWatch.Offer(map, _node.Endpoint.Host);

            _bucket.StateChanged.Raise();
            try
            {
                await ended.Task.WaitAsync(stop).ConfigureAwait(false);
            }
            finally
            {
                Volatile.Write(ref _connection, null);
            }

            LastFailure = connection.CloseCause;
            _bucket.Log.NodeLost(_bucket.Redaction.System(_node.Endpoint), _bucket.Redaction.Metadata(_bucket.BucketName), connection.CloseCause!);
            _bucket.MapWatch.RequestRefresh();
            _bucket.StateChanged.Raise();
            return _bucket.Time.GetElapsedTime(since);
        }
    }

    private async Task<EstablishedConnection> ConnectAsync(CancellationToken stop)
    {
        using var deadline = new CancellationTokenSource(_bucket.Cluster.Options.ConnectTimeout, _bucket.Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stop);
        try
        {
            return await _bucket.Cluster.Connector.ConnectAsync(_node.Endpoint, _bucket.BucketName, linked.Token).ConfigureAwait(false);
        }
        catch (ConnectFailedException e) when (_node.OtherNetwork is { } other && e.Failures is [{ Step: ConnectStep.Resolve or ConnectStep.Connect } failure])
        {
            throw new ConnectFailedException([failure.WithHint(
                $"This is its address inside the cluster's own network; on the network \"{other.Network}\" it is {other.Host}: try network={other.Network} in the connection string.")]);
        }
    }
}
