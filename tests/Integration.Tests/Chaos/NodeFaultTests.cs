using Integration.Tests.Documents;
using Settee;
using Settee.Connecting;
using Settee.Emulator;
using Settee.Wire;

namespace Integration.Tests.Chaos;

/// <summary>
/// One node does one thing wrong. The documents of the others are served as if nothing were, and the node is in use again as soon as the
/// client's own periods allow.
/// </summary>
[Collection(nameof(ChaosCollection))]
public sealed class NodeFaultTests
{
    private const int Bad = 1;

    private static readonly GetOptions Patient = new() { Timeout = TimeSpan.FromHours(1) };
    private static readonly UpsertOptions PatientWrite = new() { Timeout = TimeSpan.FromHours(1) };

    [Fact]
    public async Task A_peer_that_has_gone_without_a_word_is_found_out_by_a_probe()
    {
        await using var world = await StartAsync();
        var id = await StoreAsync(world);
        var silent = world.Client(Bad).Connection!;
        var silence = world.Emulator.Node(Bad).OnAny().FallSilent(times: 1);
        var reading = world.Airlines.GetAsync(id, Patient).AsTask();
        await silence.Struck;

        // Ten seconds of silence bring a probe, ten more without an answer the end of the connection.
        await world.AdvanceUntilAsync(reading, ChaosWorld.Probing + ChaosWorld.FirstBackoff + TimeSpan.FromMilliseconds(200));
        Assert.Equal(7, (await reading).Value.Flights);
        Assert.Contains("does not answer a probe", silent.CloseCause!.Message);
    }

    [Fact]
    public async Task A_write_to_a_peer_that_has_gone_is_told_to_be_unknown()
    {
        await using var world = await StartAsync();
        var id = await StoreAsync(world);
        var silence = world.Emulator.Node(Bad).On(Opcode.Set).FallSilent(times: 1);
        var writing = world.Airlines.UpsertAsync(new Airline { Id = id, Name = "lost", Flights = 8 }).AsTask();
        await silence.Struck;
        await world.AdvanceUntilAsync(writing, TimeSpan.FromSeconds(2.6));
        await Assert.ThrowsAsync<AmbiguousTimeoutException>(() => writing);

        // The connection is still thought to live; a read that goes over it waits for the probe.
        var reading = world.Airlines.GetAsync(id, Patient).AsTask();
        await world.AdvanceUntilAsync(reading, ChaosWorld.Probing + TimeSpan.FromSeconds(1));
        Assert.Equal(7, (await reading).Value.Flights);
    }

    [Theory]
    [InlineData(nameof(Opcode.Hello), nameof(ConnectStep.Hello))]
    [InlineData(nameof(Opcode.GetErrorMap), nameof(ConnectStep.ErrorMap))]
    [InlineData(nameof(Opcode.SaslListMechanisms), nameof(ConnectStep.Authenticate))]
    [InlineData(nameof(Opcode.SaslAuth), nameof(ConnectStep.Authenticate))]
    [InlineData(nameof(Opcode.SaslStep), nameof(ConnectStep.Authenticate))]
    [InlineData(nameof(Opcode.SelectBucket), nameof(ConnectStep.SelectBucket))]
    [InlineData(nameof(Opcode.GetClusterConfig), nameof(ConnectStep.ClusterMap))]
    public async Task A_node_that_falls_silent_while_it_is_connected_to_anew_costs_one_deadline(string opcode, string step)
    {
        await using var world = await StartAsync();
        var id = await StoreAsync(world);
        var node = world.Client(Bad);
        var silence = world.Emulator.Node(Bad).On(Enum.Parse<Opcode>(opcode)).FallSilent(times: 1);
        world.Emulator.Node(Bad).CloseConnections();
        await world.AdvanceUntilAsync(() => silence.Strikes == 1, ChaosWorld.FirstBackoff);

        var reading = world.Airlines.GetAsync(id, Patient).AsTask();
        await world.AdvanceUntilAsync(
            () => node.LastFailure is ConnectFailedException { Failures: [{ Cause: TimeoutException }] }, ChaosWorld.ConnectTimeout + TimeSpan.FromMilliseconds(100));
        var failure = Assert.Single(((ConnectFailedException)node.LastFailure!).Failures);
        Assert.Equal((node.Endpoint, Enum.Parse<ConnectStep>(step)), (failure.Node, failure.Step));

        await world.AdvanceUntilAsync(reading, 2 * ChaosWorld.FirstBackoff);
        Assert.Equal(7, (await reading).Value.Flights);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(23)]
    [InlineData(24)]
    [InlineData(31)]
    public async Task A_connection_that_ends_inside_an_answer_costs_one_back_off(int bytes)
    {
        await using var world = await StartAsync();
        var id = await StoreAsync(world);
        world.Emulator.Node(Bad).On(Opcode.Get).CloseAfter(bytes);
        var reading = world.Airlines.GetAsync(id, Patient).AsTask();
        await world.AdvanceUntilAsync(reading, ChaosWorld.FirstBackoff);
        Assert.Equal(7, (await reading).Value.Flights);

        // The write was done and its answer cut: that is not known, so it is not repeated.
        world.Emulator.Node(Bad).On(Opcode.Set).CloseAfter(bytes);
        var writing = world.Airlines.UpsertAsync(new Airline { Id = id, Name = "cut", Flights = 8 }, PatientWrite).AsTask();
        await world.AdvanceUntilAsync(writing, 2 * ChaosWorld.FirstBackoff);
        await Assert.ThrowsAsync<RequestCanceledException>(() => writing);

        reading = world.Airlines.GetAsync(id, Patient).AsTask();
        await world.AdvanceUntilAsync(reading, 3 * ChaosWorld.FirstBackoff);
        Assert.Equal(8, (await reading).Value.Flights);
        Assert.Equal(2, world.Emulator.Node(Bad).RequestsOf(Opcode.Set));
    }

    [Fact]
    public async Task A_slow_node_slows_its_own_documents_only()
    {
        var clock = new Runtime.Tests.Support.ManualTimeProvider();
        await using var world = await StartAsync(new() { Nodes = 3, Http = false, TimeProvider = clock }, clock: clock);
        var id = await StoreAsync(world);
        using var slow = world.Emulator.Node(Bad).On(Opcode.Get).Delay(TimeSpan.FromSeconds(2));
        var started = clock.GetTimestamp();
        var reading = world.Airlines.GetAsync(id).AsTask();
        await slow.Struck;
        await world.AdvanceUntilAsync(reading, TimeSpan.FromSeconds(2.1));
        Assert.Equal(7, (await reading).Value.Flights);
        Assert.True(clock.GetElapsedTime(started) >= TimeSpan.FromSeconds(2));
        Assert.Equal(1, slow.Strikes);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_storm_of_not_my_vbucket_is_sat_out(bool withMap)
    {
        await using var world = await StartAsync(prepare: emulator =>
        {
            if (withMap)
                emulator.Node(Bad).SwitchOffFeature((ushort)HelloFeature.DedupeNotMyVBucketClusterMap);
        });
        var id = await StoreAsync(world);
        var node = world.Emulator.Node(Bad);
        var polls = world.Emulator.Nodes.Sum(one => one.RequestsOf(Opcode.GetClusterConfig));
        var storm = node.On(Opcode.Get).Answer(Status.NotMyVBucket, times: 8);
        var started = world.Clock.GetTimestamp();
        var reading = world.Airlines.GetAsync(id, Patient).AsTask();

        // 1, 10, 50, 100, 500 ms, then a second each time (SDK-RFC 49).
        await world.AdvanceUntilAsync(reading, TimeSpan.FromMilliseconds(3661 + 100));
        Assert.Equal(7, (await reading).Value.Flights);
        Assert.Equal((8, 9), (storm.Strikes, node.RequestsOf(Opcode.Get)));

        // Answers without a map make the client ask for one, but never more often than the floor allows.
        var elapsed = world.Clock.GetElapsedTime(started);
        polls = world.Emulator.Nodes.Sum(one => one.RequestsOf(Opcode.GetClusterConfig)) - polls;
        Assert.InRange(polls, 0, 1 + (elapsed / ChaosWorld.PollFloor));
    }

    [Fact]
    public async Task A_certificate_that_has_expired_keeps_its_node_out_until_it_is_renewed()
    {
        var emulated = new EmulatorOptions { Nodes = 3, Http = false, Tls = true };
        await using var world = await StartAsync(emulated, new() { Tls = new() { Verify = TlsVerify.Full } }, trustAuthority: true);
        var id = await StoreAsync(world);
        var node = world.Client(Bad);
        world.Emulator.Node(Bad).ExpireCertificate();
        world.Emulator.Node(Bad).CloseConnections();
        await world.AdvanceUntilAsync(() => node.LastFailure is ConnectFailedException, ChaosWorld.FirstBackoff);
        var failure = Assert.Single(((ConnectFailedException)node.LastFailure!).Failures);
        Assert.Equal((node.Endpoint, ConnectStep.Tls), (failure.Node, failure.Step));
        Assert.Contains("is not valid now", failure.Cause.Message);

        var reading = world.Airlines.GetAsync(id, Patient).AsTask();
        await world.AdvanceAsync(TimeSpan.FromSeconds(20));
        Assert.False(reading.IsCompleted);
        world.Emulator.Node(Bad).RenewCertificate();
        await world.AdvanceUntilAsync(reading, ChaosWorld.LongestBackoff);
        Assert.Equal(7, (await reading).Value.Flights);
    }

    private static async Task<ChaosWorld> StartAsync(
        EmulatorOptions? emulated = null,
        ClusterOptions? options = null,
        Runtime.Tests.Support.ManualTimeProvider? clock = null,
        Action<CouchbaseEmulator>? prepare = null,
        bool trustAuthority = false)
    {
        var world = await ChaosWorld.StartAsync(
            emulated,
            options,
            clock,
            prepare,
            adjust: trustAuthority
                ? (emulator, chosen) => chosen with { Tls = chosen.Tls with { TrustedCertificates = TlsTrust.FromPem(emulator.CertificateAuthorityPem!) } }
                : null);
        world.HealthyNodes = [0, 2];
        return world;
    }

    private static async Task<int> StoreAsync(ChaosWorld world)
    {
        var id = world.IdsOf(Bad)[1];
        await world.Airlines.UpsertAsync(new Airline { Id = id, Name = "stored", Flights = 7 });
        return id;
    }
}
