using Integration.Tests.Documents;
using Integration.Tests.Support;
using Runtime.Tests.Support;
using Settee;
using Settee.Emulator;
using Settee.Wire;

namespace Integration.Tests.Chaos;

/// <summary>Servers that do not tell their cluster maps over the key-value protocol stream them over HTTP.</summary>
[Collection(nameof(ChaosCollection))]
public sealed class ConfigStreamTests
{
    private static readonly PasswordAuthenticator ClearText = new("Administrator", "password") { AllowPlainWithoutTls = true };

    [Theory]
    [InlineData(nameof(Status.NotSupported), false)]
    [InlineData(nameof(Status.UnknownCommand), false)]
    [InlineData(nameof(Status.NotSupported), true)]
    [InlineData(nameof(Status.KeyNotFound), false)]
    [InlineData(nameof(Status.KeyNotFound), true)]
    [InlineData(nameof(Status.NoBucket), false)]
    [InlineData(nameof(Status.NoAccess), false)]
    public async Task The_stream_tells_of_changes_without_any_delay(string refusal, bool tls)
    {
        await using var world = await StartAsync(Enum.Parse<Status>(refusal), tls);
        await FinishAsync(world, world.Airlines.UpsertAsync(new Airline { Id = 1, Name = "KA" }).AsTask());
        for (var owner = 0; owner < 3; owner++)
        {
            world.Emulator.MoveVBucket(ChaosWorld.VBucketOf(1), owner);
            await world.AdvanceUntilAsync(() => HasNewestMap(world), TimeSpan.Zero);
            Assert.Equal("KA", (await FinishAsync(world, world.Airlines.GetAsync(1).AsTask())).Value.Name);
        }

        Assert.Equal(world.Client(2), world.Routing.OwnerOf(ChaosWorld.VBucketOf(1)));
    }

    [Fact]
    public async Task A_stream_that_ends_is_followed_at_another_node_after_one_back_off()
    {
        await using var world = await StartAsync(Status.NotSupported);
        await world.AdvanceUntilAsync(() => HasNewestMap(world), TimeSpan.Zero);
        for (var node = 0; node < 2; node++)
        {
            // Two of three nodes may be tried in vain before the one that is left, each after another back-off.
            await world.Emulator.FailoverAsync(node);
            await world.AdvanceUntilAsync(() => HasNewestMap(world), TimeSpan.FromSeconds(1));
        }

        Assert.Single(world.Routing.Nodes);
    }

    [Fact]
    public async Task A_node_that_is_upgraded_is_polled_again()
    {
        await using var world = await StartAsync(Status.NotSupported);
        foreach (var node in world.Emulator.Nodes)
            node.ClearFaults();

        var polls = world.Emulator.Nodes.Sum(node => node.RequestsOf(Opcode.GetClusterConfig));
        await world.AdvanceAsync(2 * ChaosWorld.PollInterval);
        Assert.InRange(world.Emulator.Nodes.Sum(node => node.RequestsOf(Opcode.GetClusterConfig)) - polls, 2, 3);
    }

    [Fact]
    public async Task A_password_is_not_sent_in_clear_text_for_a_map()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync();
        emulator.Node(0).On(Opcode.GetClusterConfig).Answer(Status.NotSupported, times: int.MaxValue);
        await using var cluster = await Cluster.ConnectAsync(emulator.ConnectionString, new() { Authenticator = EmulatedCluster.Credentials });
        var error = await Assert.ThrowsAsync<CouchbaseException>(() => cluster.Bucket("default").OpenAsync());
        Assert.Contains("the password would be sent in clear text", error.Message);
        Assert.Contains("couchbases://", error.Message);
    }

    [Fact]
    public async Task A_bucket_that_is_only_young_is_opened_without_HTTP()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new() { Http = false });
        await using var cluster = await Cluster.ConnectAsync(emulator.ConnectionString, new() { Authenticator = EmulatedCluster.Credentials });
        emulator.Node(0).On(Opcode.GetClusterConfig).Answer(Status.KeyNotFound, times: 3);
        await cluster.Bucket("default").Airlines.UpsertAsync(new Airline { Id = 1, Name = "KA" });
        Assert.Equal(1, emulator.Node(0).ConnectionsAccepted);
    }

    [Theory]
    [InlineData(true, "127.0.0.1:{port} failed at the cluster map: ")]
    [InlineData(false, "the password would be sent in clear text")]
    public async Task Where_no_map_comes_either_way_the_error_names_both(bool allowsClearText, string problem)
    {
        await using var world = await ChaosWorld.StartAsync(new() { Nodes = 1 });
        world.Emulator.Node(0).On(Opcode.GetClusterConfig).Answer(Status.KeyNotFound, times: int.MaxValue);
        var port = Ports.Closed();
        await using var cluster = Open(world.Emulator, port, allowsClearText ? ClearText : EmulatedCluster.Credentials, world.Clock);
        var opening = cluster.Bucket("default").OpenAsync();
        await world.AdvanceUntilAsync(opening, ChaosWorld.ConnectTimeout);
        var error = await Assert.ThrowsAsync<ConnectFailedException>(() => opening);
        Assert.Contains("There is no map of the bucket 'default' over the key-value protocol, and none over HTTP: ", error.Message);
        Assert.Contains(problem.Replace("{port}", $"{port}"), error.Message);
    }

    [Fact]
    public async Task A_management_port_that_nobody_listens_on_is_named()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync();
        emulator.Node(0).On(Opcode.GetClusterConfig).Answer(Status.NotSupported, times: int.MaxValue);
        var port = Ports.Closed();
        await using var cluster = Open(emulator, port, ClearText);
        var error = await Assert.ThrowsAsync<ConnectFailedException>(() => cluster.Bucket("default").OpenAsync());
        Assert.Contains($"127.0.0.1:{port} failed at the cluster map: ", error.Message);
        Assert.Contains("refused", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_memcached_bucket_is_refused_when_it_is_opened()
    {
        const string Map = """
            {"rev":1,"name":"travel","nodeLocator":"ketama","nodes":[{"hostname":"127.0.0.1:8091","ports":{"direct":1}}],
             "nodesExt":[{"services":{"kv":1,"mgmt":8091},"hostname":"127.0.0.1","thisNode":true}]}
            """;
        await using var node = new FakeNodeServer { Node = () => new FakeNode { Map = Map } };
        await using var cluster = await Cluster.ConnectAsync($"couchbase://127.0.0.1:{node.Port}", new() { Authenticator = new PasswordAuthenticator("app", "secret") });
        var error = await Assert.ThrowsAsync<CouchbaseException>(() => cluster.Bucket("travel").OpenAsync());
        Assert.Contains("'travel' is a memcached bucket", error.Message);
    }

    private static async Task<T> FinishAsync<T>(ChaosWorld world, Task<T> operation)
    {
        await world.AdvanceUntilAsync(operation, TimeSpan.Zero);
        return await operation;
    }

    private static bool HasNewestMap(ChaosWorld world) => world.Routing.Map.Version.Revision == (ulong)world.Emulator.ConfigRevision;

    private static Cluster Open(CouchbaseEmulator emulator, int managementPort, Authenticator authenticator, TimeProvider? clock = null)
    {
        var options = Settee.Connecting.ResolvedOptions.From(
            ConnectionString.Parse(emulator.ConnectionString), new() { Authenticator = authenticator, TimeProvider = clock });
        options = options with { ManagementPort = managementPort };
        return Cluster.From(options, _ => ValueTask.FromResult(options.Seeds));
    }

    private static Task<ChaosWorld> StartAsync(Status refusal, bool tls = false) => ChaosWorld.StartAsync(
        new() { Nodes = 3, Replicas = 1, Tls = tls },
        new() { EnableConfigPush = false, Authenticator = tls ? EmulatedCluster.Credentials : ClearText },
        prepare: emulator =>
        {
            foreach (var node in emulator.Nodes)
                node.On(Opcode.GetClusterConfig).Answer(refusal, times: int.MaxValue);
        },
        adjust: (emulator, options) => tls
            ? options with { Tls = options.Tls with { TrustedCertificates = TlsTrust.FromPem(emulator.CertificateAuthorityPem!) } }
            : options,
        resolve: (emulator, options) => options with { ManagementPort = tls ? emulator.Node(0).HttpTlsPort : emulator.Node(0).HttpPort });
}
