using System.Buffers.Binary;
using System.Threading.Channels;
using Settee.Transport;
using Settee.Wire;

namespace Settee.Topology;

/// <summary>A connection that can be asked for the cluster map, and the host it goes to.</summary>
internal readonly record struct ClusterMapSource(IControlChannel Channel, FeatureSet Features, string Host);

/// <summary>
/// Keeps the cluster map of one bucket fresh. All sources (handshake, not-my-vbucket answers, notifications, polls) feed one
/// compare-and-publish; polling with the known version never stops, so that a source that went silent costs one period at most.
/// </summary>
internal sealed class ClusterMapWatch
{
    // Maps arrive in storms of equal bodies; a handful of distinct ones can be waiting at most.
    private const int MaxWaitingOffers = 32;

    private readonly IClusterMapHost _host;
    private readonly Channel<OfferedMap> _offers = Channel.CreateBounded<OfferedMap>(
        new BoundedChannelOptions(MaxWaitingOffers) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly SemaphoreSlim _refreshRequested = new(0, 1);
    private byte[] _lastOffered = [];
    private string? _network;
    private ClusterMap? _current;

    public ClusterMapWatch(IClusterMapHost host) => _host = host;

    public ClusterMap? Current => Volatile.Read(ref _current);

    /// <summary>Offers a map as it came from a server; parsed and compared on the watch's own task.</summary>
    public void Offer(ReadOnlySpan<byte> json, string originHost)
    {
        if (json.IsEmpty)
        {
            RequestRefresh();
            return;
        }

        // Thousands of requests may be answered with the same map at once: only the first one is kept.
        if (json.SequenceEqual(Volatile.Read(ref _lastOffered)))
            return;

        var copy = json.ToArray();
        Volatile.Write(ref _lastOffered, copy);
        _offers.Writer.TryWrite(new OfferedMap(copy, originHost));
    }

    /// <summary>Asks a node for its map soon, without waiting for the next poll.</summary>
    public void RequestRefresh()
    {
        if (_refreshRequested.CurrentCount == 0)
        {
            try
            {
                _refreshRequested.Release();
            }
            catch (SemaphoreFullException)
            {
                // Someone else asked in the same moment.
            }
        }
    }

    /// <summary>A notification: the full map, or only its version, which is a reason to ask.</summary>
    public void OnServerRequest(Connection connection, in ResponseFrame frame)
    {
        if (frame.Header.RawOpcode != (byte)ServerOpcode.ClusterMapChangeNotification || !IsForThisBucket(frame.Key))
            return;

        if (frame.Extras.Length >= 16 && Current is { } current)
        {
            var version = new ClusterMapVersion(
                BinaryPrimitives.ReadInt64BigEndian(frame.Extras),
                BinaryPrimitives.ReadUInt64BigEndian(frame.Extras[8..]));
            if (!ClusterMapComparer.IsNewer(version, current.Version))
                return;
        }

        if ((frame.Header.DataType & DataType.Snappy) == 0)
            Offer(frame.Value, connection.RemoteHost);
        else
            RequestRefresh();
    }

    /// <summary>Parses and publishes a map at once; false when the server has none ready yet (the bucket is still being created).</summary>
    /// <exception cref="CouchbaseException">The bytes are no cluster map.</exception>
    public bool Publish(ReadOnlySpan<byte> json, string originHost, params ReadOnlySpan<NodeEndpoint> dialed)
    {
        if (ClusterMapParser.Parse(json, originHost) is not { } map)
            return false;

        lock (_offers)
        {
            // Chosen once, by the first map: a later one must not move a client between networks.
            _network ??= NetworkSelector.Select(_host.NetworkSetting, map, dialed);
            var selected = map.OnNetwork(_network);
            var verdict = ClusterMapComparer.Compare(_current, selected);
            if (verdict != MapVerdict.Accept || selected.BucketName != _host.BucketName)
            {
                _host.OnMapIgnored(selected, verdict);
                return true;
            }

            if (selected.Locator == NodeLocator.Ketama)
            {
                throw new CouchbaseException(
                    $"'{selected.BucketName}' is a memcached bucket, which this client does not support; use a couchbase or an ephemeral bucket.");
            }

            Volatile.Write(ref _current, selected);
            _host.OnMap(selected);
        }

        return true;
    }

    /// <summary>Takes the first map of a cluster that was found anew, whatever its version, and chooses the network anew.</summary>
    /// <exception cref="CouchbaseException">The bytes are no cluster map.</exception>
    public bool PublishAnew(ReadOnlySpan<byte> json, string originHost, params ReadOnlySpan<NodeEndpoint> dialed)
    {
        lock (_offers)
        {
            Volatile.Write(ref _current, null);
            Volatile.Write(ref _lastOffered, []);
            _network = null;
            return Publish(json, originHost, dialed);
        }
    }

    /// <summary>Runs until cancelled. Never ends because of a bad map or an unreachable node.</summary>
    public Task RunAsync(CancellationToken stop) => Task.WhenAll(HandleOffersAsync(stop), PollAsync(stop));

    private async Task HandleOffersAsync(CancellationToken stop)
    {
        try
        {
            await foreach (var offer in _offers.Reader.ReadAllAsync(stop).ConfigureAwait(false))
            {
                try
                {
                    Publish(offer.Json, offer.OriginHost);
                }
                catch (CouchbaseException e)
                {
                    _host.OnMapFailed(offer.OriginHost, e);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    private async Task PollAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await WaitForNextPollAsync(stop).ConfigureAwait(false);
            if (stop.IsCancellationRequested)
                return;

            if (_host.NextSource() is not { } source)
            {
                await _host.RecoverAsync(stop).ConfigureAwait(false);
                continue;
            }

            try
            {
                using var timeout = new CancellationTokenSource(_host.PollInterval, _host.Time);
                using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stop);
                var response = await source.Channel.RequestAsync(CreatePoll(source.Features), linked.Token).ConfigureAwait(false);
                if (response.Status == Status.Success && response.Value.Length > 0)
                    Offer(response.Value, source.Host);
            }
            catch (Exception e) when (e is CouchbaseException or OperationCanceledException)
            {
                if (!stop.IsCancellationRequested)
                    _host.OnMapFailed(source.Host, e);
            }
        }
    }

    private async Task WaitForNextPollAsync(CancellationToken stop)
    {
        // The floor keeps a burst of refresh requests from becoming a burst of polls.
        await Task.Delay(_host.PollFloor, _host.Time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var period = new CancellationTokenSource(_host.PollInterval - _host.PollFloor, _host.Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(period.Token, stop);
        await _refreshRequested.WaitAsync(linked.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private ControlRequest CreatePoll(FeatureSet features)
    {
        // A server refuses a known revision below 1 as malformed.
        if (!features.Has(HelloFeature.ClusterConfigWithKnownVersion) || Current is not { Version: { Epoch: >= 0, Revision: > 0 } version })
            return new ControlRequest(Opcode.GetClusterConfig);

        var extras = new byte[16];
        BinaryPrimitives.WriteInt64BigEndian(extras, version.Epoch);
        BinaryPrimitives.WriteUInt64BigEndian(extras.AsSpan(8), version.Revision);
        return new ControlRequest(Opcode.GetClusterConfig, Extras: extras);
    }

    private bool IsForThisBucket(ReadOnlySpan<byte> key) =>
        System.Text.Encoding.UTF8.GetString(key) == (_host.BucketName ?? "");

    private readonly record struct OfferedMap(byte[] Json, string OriginHost);
}

/// <summary>What a <see cref="ClusterMapWatch"/> needs to know, and whom it tells.</summary>
internal interface IClusterMapHost
{
    string? BucketName { get; }

    string NetworkSetting { get; }

    TimeSpan PollInterval { get; }

    /// <summary>The least time between two polls.</summary>
    TimeSpan PollFloor { get; }

    TimeProvider Time { get; }

    /// <summary>The connection to poll next, round robin; null while there is none.</summary>
    ClusterMapSource? NextSource();

    /// <summary>There is no connection to poll. If all nodes are lost, tries to find the cluster anew. Never throws.</summary>
    Task RecoverAsync(CancellationToken stop);

    /// <summary>A newer map; called one at a time.</summary>
    void OnMap(ClusterMap map);

    void OnMapIgnored(ClusterMap map, MapVerdict verdict);

    void OnMapFailed(string originHost, Exception error);
}
