using System.Runtime.CompilerServices;
using Integration.Tests.Documents;
using Integration.Tests.Support;
using Runtime.Tests.Support;
using Settee;
using Settee.Connecting;
using Settee.Dispatch;
using Settee.Emulator;
using Settee.Topology;
using Settee.Wire;

namespace Integration.Tests.Chaos;

/// <summary>
/// An emulated cluster and a client whose clock moves only while nothing else does: what the client has to wait for takes no time, and
/// how long it would have waited is known exactly.
/// </summary>
internal sealed class ChaosWorld : IAsyncDisposable
{
    /// <summary>The first delay before a lost connection is made again, with its jitter.</summary>
    public static readonly TimeSpan FirstBackoff = TimeSpan.FromMilliseconds(60);

    /// <summary>The longest such delay.</summary>
    public static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(6);

    public static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2.5);
    public static readonly TimeSpan PollFloor = TimeSpan.FromMilliseconds(50);
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The silence before a probe, and as much again without an answer.</summary>
    public static readonly TimeSpan Probing = TimeSpan.FromSeconds(20);

    // With a request that is never answered there is a timer for its deadline every few milliseconds, of which nothing comes.
    private static readonly TimeSpan StepWhileBusy = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan HealthyPeriod = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Stuck = TimeSpan.FromMinutes(1);

    private readonly StandstillDetector _standstill;
    private int _healthyValue;
    private bool _disposed;

    private ChaosWorld(CouchbaseEmulator emulator, Cluster cluster, ManualTimeProvider clock, StandstillDetector standstill)
    {
        Emulator = emulator;
        Cluster = cluster;
        Clock = clock;
        _standstill = standstill;
    }

    public CouchbaseEmulator Emulator { get; }

    public Cluster Cluster { get; }

    public ManualTimeProvider Clock { get; }

    public Collection<Airline> Airlines => Cluster.Bucket("default").Airlines;

    public BucketDispatcher Dispatcher => Cluster.Core.Bucket("default");

    public RoutingTable Routing => Dispatcher.Routing!;

    /// <summary>Nodes that must serve their documents at every moment, without the clock.</summary>
    public int[] HealthyNodes { get; set; } = [];

    /// <summary>Nodes of further clusters, which count as part of this world.</summary>
    public List<CouchbaseEmulator> OtherEmulators { get; } = [];

    private IEnumerable<EmulatorNode> Nodes => OtherEmulators.Prepend(Emulator).SelectMany(emulator => emulator.Nodes);

    /// <summary>Three nodes, unless told otherwise, all of them connected.</summary>
    public static async Task<ChaosWorld> StartAsync(
        EmulatorOptions? emulated = null,
        ClusterOptions? options = null,
        ManualTimeProvider? clock = null,
        Action<CouchbaseEmulator>? prepare = null,
        Func<CouchbaseEmulator, ClusterOptions, ClusterOptions>? adjust = null,
        Func<CouchbaseEmulator, ResolvedOptions, ResolvedOptions>? resolve = null,
        Func<CancellationToken, ValueTask<NodeEndpoint[]>>? resolveSeeds = null)
    {
        clock ??= new ManualTimeProvider();
        var emulator = await CouchbaseEmulator.StartAsync(emulated ?? new() { Nodes = 3, Http = false });
        prepare?.Invoke(emulator);
        options = (options ?? new ClusterOptions()) with { TimeProvider = clock };
        options = options with { Authenticator = options.Authenticator ?? EmulatedCluster.Credentials };
        options = adjust?.Invoke(emulator, options) ?? options;
        var resolved = ResolvedOptions.From(ConnectionString.Parse(emulator.TlsConnectionString ?? emulator.ConnectionString), options);
        resolved = resolve?.Invoke(emulator, resolved) ?? resolved;
        var cluster = Cluster.From(resolved, resolveSeeds ?? (_ => ValueTask.FromResult(resolved.Seeds)));
        var world = new ChaosWorld(emulator, cluster, clock, await StandstillDetector.CreateAsync());
        await cluster.Bucket("default").OpenAsync().WaitAsync(Stuck);
        await world.AllConnectedAsync().WaitAsync(Stuck);
        return world;
    }

    /// <summary>The client's picture of a node of the emulator.</summary>
    public KeyValueNode Client(int node) => Routing.Nodes.Single(one => one.Endpoint.Port == PortOf(node));

    /// <summary>Ids of documents that live on a node, by the map that the client has.</summary>
    public int[] IdsOf(int node, int count = 2) =>
        [.. Enumerable.Range(0, 10_000).Where(id => Routing.OwnerOf(VBucketOf(id))?.Endpoint.Port == PortOf(node)).Take(count)];

    public static ushort VBucketOf(int id) => VBucketHash.VBucketOf(Airline.KeyFor(id).Utf8, 64);

    /// <summary>
    /// Moves the clock from timer to timer until something has happened, but never by more than <paramref name="atMost"/> in all.
    /// Meanwhile all healthy nodes serve writes and reads.
    /// </summary>
    public async Task AdvanceUntilAsync(Func<bool> condition, TimeSpan atMost, [CallerArgumentExpression(nameof(condition))] string? what = null)
    {
        var started = Clock.GetTimestamp();
        var served = started - HealthyPeriod.Ticks;
        while (true)
        {
            if (Clock.GetTimestamp() >= served + HealthyPeriod.Ticks)
            {
                await UseHealthyNodesAsync();
                served = Clock.GetTimestamp();
            }

            if (await _standstill.HappensAsync(condition, () => Activity))
                return;

            var left = atMost - Clock.GetElapsedTime(started);
            Assert.True(left > TimeSpan.Zero, $"After {Clock.GetElapsedTime(started)} there was still no: {what}");
            var step = Clock.UntilNextTimer ?? left;
            if (IsBusy && step < StepWhileBusy)
                step = StepWhileBusy;

            Clock.Advance(step < left ? step : left);
        }
    }

    /// <summary>As the other one, until a task has ended, however it did.</summary>
    public Task AdvanceUntilAsync(Task task, TimeSpan atMost, [CallerArgumentExpression(nameof(task))] string? what = null) =>
        AdvanceUntilAsync(() => task.IsCompleted, atMost, what);

    /// <summary>Moves the clock from timer to timer until the time is over or something has happened.</summary>
    public async Task AdvanceAtMostAsync(TimeSpan time, Func<bool> unless)
    {
        var end = Clock.GetTimestamp() + time.Ticks;
        await AdvanceUntilAsync(() => Clock.GetTimestamp() >= end || unless(), time);
    }

    /// <summary>Moves the clock by so much, from timer to timer.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        await AdvanceAtMostAsync(by, static () => false);
        await _standstill.HappensAsync(static () => false, () => Activity);
    }

    /// <summary>A write and a read of one document on each healthy node. They must not need the clock: it stands still meanwhile.</summary>
    public async Task UseHealthyNodesAsync()
    {
        foreach (var node in HealthyNodes)
        {
            var id = IdsOf(node, 1)[0];
            var value = ++_healthyValue;
            await Airlines.UpsertAsync(new Airline { Id = id, Name = "healthy", Flights = value }).AsTask().WaitAsync(Stuck);
            Assert.Equal(value, (await Airlines.GetAsync(id).AsTask().WaitAsync(Stuck)).Value.Flights);
        }
    }

    /// <summary>How things are, for the report of a failure.</summary>
    public string Describe()
    {
        var endpoints = Cluster.Diagnostics().Endpoints.Select(endpoint => $"{endpoint.Remote} {endpoint.State} {endpoint.SinceLastActivity} {endpoint.Details}");
        var nodes = Emulator.Nodes.Select(node => $"node {node.Index} at {node.KvPort}: {(node.IsRunning ? "running" : "stopped")}, {node.OpenConnections} connections");
        var map = $"map {Routing.Map.Version}, the cluster's is {Emulator.ConfigRevision}, clock {Clock.GetUtcNow():O}";
        return string.Join("\n  ", nodes.Concat(endpoints).Prepend(map));
    }

    /// <summary>Ends everything and looks at what is left: no socket on either side, no timer.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;

        _disposed = true;
        await Cluster.DisposeAsync().AsTask().WaitAsync(Stuck);
        Assert.Equal(0, Cluster.Statistics.OpenConnections);
        while (Nodes.Any(node => node.OpenConnections > 0))
            await Task.Yield();

        foreach (var emulator in OtherEmulators.Prepend(Emulator))
            await emulator.DisposeAsync();

        Assert.Equal(0, Clock.ActiveTimers);
        _standstill.Dispose();
    }

    private async Task AllConnectedAsync()
    {
        while (true)
        {
            var change = Dispatcher.StateChanged.NextChange;
            if (Routing.Nodes.All(node => node.Connection is not null))
                return;

            await change;
        }
    }

    private int PortOf(int node) => Emulator.TlsConnectionString is null ? Emulator.Node(node).KvPort : Emulator.Node(node).KvTlsPort;

    private long Activity => Clock.Changes + Nodes.Sum(node => node.RequestsReceived + node.ConnectionsAccepted + node.OpenConnections)
        + Cluster.Statistics.RequestsSent + Cluster.Statistics.BytesReceived;

    private bool IsBusy => Cluster.Core.Connector.Attempts.Any()
        || (Dispatcher.Routing?.Nodes ?? []).Any(node => node.OpenConnections.Any(connection => connection.InFlight > 0));
}
