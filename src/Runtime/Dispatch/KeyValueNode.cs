using Settee.Connecting;
using Settee.Diagnostics;
using Settee.Topology;
using Settee.Transport;

namespace Settee.Dispatch;

/// <summary>
/// The connection to one node of a bucket: made in the background, and made again whenever it is lost, with a back-off of its own. A node
/// that cannot be reached therefore delays neither a new map nor requests to other nodes.
/// </summary>
internal sealed class KeyValueNode : IConnectionOwner, IAsyncDisposable
{
    private readonly BucketDispatcher _bucket;
    private readonly CancellationTokenSource _stopping = new();
    private Connection? _connection;
    private TaskCompletionSource? _connectionEnded;
    private Task _running = Task.CompletedTask;

    public KeyValueNode(BucketDispatcher bucket, ClusterNode description)
    {
        _bucket = bucket;
        Identity = description.Identity;
        Endpoint = new NodeEndpoint(description.Host, description.KeyValuePort(bucket.Cluster.Options.UseTls));
    }

    public NodeIdentity Identity { get; }

    public NodeEndpoint Endpoint { get; }

    /// <summary>The connection that is ready for requests; null while there is none.</summary>
    public Connection? Connection => Volatile.Read(ref _connection);

    /// <summary>Why there is no connection; null while there is one or the first attempt is still running.</summary>
    public Exception? LastFailure { get; private set; }

    /// <summary>Starts to connect, or takes over a connection that exists already.</summary>
    public void Start(EstablishedConnection? existing = null) => _running = Task.Run(() => RunAsync(existing));

    /// <summary>Lets requests in flight finish, for at most the given time, then closes the connection.</summary>
    public async Task RetireAsync(TimeSpan grace)
    {
        var time = _bucket.Time;
        var started = time.GetTimestamp();
        while (Connection is { InFlight: > 0 } && time.GetElapsedTime(started) < grace && !_bucket.Cluster.Lifetime.IsCancellationRequested)
            await Task.Delay(TimeSpan.FromMilliseconds(20), time, _bucket.Cluster.Lifetime).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        await DisposeAsync().ConfigureAwait(false);
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
                delay = backoff.AfterFailure();
                _bucket.Log.NodeConnectFailed(Endpoint, _bucket.BucketName, delay, e);
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
            connection.Owner = this;
            var since = _bucket.Time.GetTimestamp();
            LastFailure = null;
            Volatile.Write(ref _connection, connection);
            if (connection.CloseCause is { } early)
            {
                // It ended before this node became its owner, who would have been told.
                Volatile.Write(ref _connection, null);
                throw early;
            }

            _bucket.Log.NodeConnected(Endpoint, _bucket.BucketName);
            if (established.ClusterMap is { } map)
                _bucket.MapWatch.Offer(map, Endpoint.Host);

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
            _bucket.Log.NodeLost(Endpoint, _bucket.BucketName, connection.CloseCause!);
            _bucket.MapWatch.RequestRefresh();
            _bucket.StateChanged.Raise();
            return _bucket.Time.GetElapsedTime(since);
        }
    }

    private async Task<EstablishedConnection> ConnectAsync(CancellationToken stop)
    {
        using var deadline = new CancellationTokenSource(_bucket.Cluster.Options.ConnectTimeout, _bucket.Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stop);
        return await _bucket.Cluster.Connector.ConnectAsync(Endpoint, _bucket.BucketName, linked.Token).ConfigureAwait(false);
    }
}
