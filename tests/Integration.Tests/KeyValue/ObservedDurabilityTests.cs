using Integration.Tests.Documents;
using Integration.Tests.Support;
using Settee;
using Settee.Emulator;
using Settee.Wire;

namespace Integration.Tests.KeyValue;

/// <summary>Durability that the client observes: three nodes, one active copy and two replicas.</summary>
public sealed class ObservedDurabilityTests : IAsyncLifetime
{
    private const string Key = "x";
    private static readonly RawValue Value = RawValue.Json("""{"n":1}""");
    private static readonly Durability OneReplica = Durability.Observed(replicateTo: ReplicateTo.One);
    private EmulatedCluster _cluster = null!;

    private CouchbaseEmulator Emulator => _cluster.Emulator;

    private RawCollection Raw => _cluster.Bucket.Raw();

    public async ValueTask InitializeAsync()
    {
        _cluster = await EmulatedCluster.StartAsync(new EmulatorOptions { Nodes = 3, Replicas = 2 });
        await Raw.UpsertAsync(Key, Value);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    public static Dictionary<string, Func<RawCollection, Collection<Airline>, Durability, Task>> Writes { get; } = new()
    {
        ["insert"] = (raw, _, d) => raw.InsertAsync("new", Value, new() { Durability = d }).AsTask(),
        ["upsert"] = (raw, _, d) => raw.UpsertAsync(Key, Value, new() { Durability = d }).AsTask(),
        ["replace"] = (raw, _, d) => raw.ReplaceAsync(Key, Value, new() { Durability = d }).AsTask(),
        ["remove"] = (raw, _, d) => raw.RemoveAsync(Key, new() { Durability = d }).AsTask(),
        ["append"] = (raw, _, d) => raw.AppendAsync(Key, "1"u8.ToArray(), new() { Durability = d }).AsTask(),
        ["prepend"] = (raw, _, d) => raw.PrependAsync(Key, "1"u8.ToArray(), new() { Durability = d }).AsTask(),
        ["increment"] = (raw, _, d) => raw.IncrementAsync("n", 1, new() { Initial = 1, Durability = d }).AsTask(),
        ["decrement"] = (raw, _, d) => raw.DecrementAsync("n", 1, new() { Initial = 1, Durability = d }).AsTask(),
        ["mutate"] = (raw, _, d) => raw.MutateInAsync(Key, [MutateSpec.Increment("n", 1)], new() { Durability = d }).AsTask(),
        ["typed insert"] = (_, airlines, d) => airlines.InsertAsync(new Airline { Id = 2, Name = "N" }, new() { Durability = d }).AsTask(),
        ["typed upsert"] = (_, airlines, d) => airlines.UpsertAsync(new Airline { Id = 1, Name = "N" }, new() { Durability = d }).AsTask(),
        ["typed replace"] = (_, airlines, d) => airlines.ReplaceAsync(new Airline { Id = 1, Name = "N" }, new() { Durability = d }).AsTask(),
        ["typed remove"] = (_, airlines, d) => airlines.RemoveAsync(Airline.KeyFor(1), new() { Durability = d }).AsTask(),
        ["typed patch"] = (_, airlines, d) => airlines.PatchAsync(1, static p => p.Flights.Increment(1), new() { Durability = d }).AsTask(),
        ["typed update"] = (_, airlines, d) => airlines.UpdateAsync(Airline.KeyFor(1), a => a with { Flights = 2 }, new() { Durability = d }).AsTask(),
    };

    public static TheoryData<string> WriteNames => [.. Writes.Keys];

    [Theory]
    [MemberData(nameof(WriteNames))]
    public async Task Every_write_can_be_observed(string write)
    {
        await _cluster.Bucket.Airlines.UpsertAsync(new Airline { Id = 1, Name = "KA" });
        await Writes[write](Raw, _cluster.Bucket.Airlines, Durability.Observed(PersistTo.Three, ReplicateTo.Two));
        Assert.All(Nodes(), node => Assert.True(node.RequestsOf(Opcode.ObserveSeqno) > 0));
    }

    [Fact]
    public async Task A_write_waits_for_a_replica_that_lags()
    {
        LetReplicasLag();
        using var first = Active.On(Opcode.ObserveSeqno).Hold(times: 1);
        var writing = Raw.UpsertAsync(Key, Value, new() { Durability = OneReplica, Timeout = TimeSpan.FromMinutes(1) }).AsTask();
        await first.Struck;
        first.Release();
        using var second = Active.On(Opcode.ObserveSeqno).Hold(times: 1);
        await second.Struck;
        Assert.False(writing.IsCompleted);
        Emulator.SetReplicaLag(Row[1], TimeSpan.Zero);
        second.Release();
        Assert.NotNull((await writing).Token);
    }

    [Fact]
    public async Task A_write_that_does_not_get_safe_in_time_says_how_far_it_has_come()
    {
        LetReplicasLag();
        Emulator.SetReplicaLag(Row[2], TimeSpan.Zero);
        Emulator.SetDiskDelay(Row[0], Timeout.InfiniteTimeSpan);
        var error = await Assert.ThrowsAsync<AmbiguousTimeoutException>(async () => await Raw.UpsertAsync(
            Key, Value, new() { Durability = Durability.Observed(PersistTo.Active, ReplicateTo.Two), Timeout = TimeSpan.FromSeconds(1) }));
        Assert.StartsWith("Upsert of 'x' in default._default._default: it was executed (CAS ", error.Message);
        Assert.Contains(
            "but Observed(PersistTo.Active, ReplicateTo.Two) was not reached within 1000 ms: 1 replicas have it, 1 copies have it on disk",
            error.Message);
    }

    [Fact]
    public async Task Any_disk_is_enough_for_one_and_the_active_one_for_active()
    {
        Emulator.SetDiskDelay(Row[0], Timeout.InfiniteTimeSpan);
        await Raw.UpsertAsync(Key, Value, new() { Durability = Durability.Observed(PersistTo.One) });
        await Raw.UpsertAsync(Key, Value, new() { Durability = Durability.Observed(PersistTo.Two) });
        await Assert.ThrowsAsync<AmbiguousTimeoutException>(async () => await Raw.UpsertAsync(
            Key, Value, new() { Durability = Durability.Observed(PersistTo.Three), Timeout = TimeSpan.FromSeconds(1) }));

        Emulator.SetDiskDelay(Row[0], TimeSpan.Zero);
        Emulator.SetDiskDelay(Row[1], Timeout.InfiniteTimeSpan);
        Emulator.SetDiskDelay(Row[2], Timeout.InfiniteTimeSpan);
        await Raw.UpsertAsync(Key, Value, new() { Durability = Durability.Observed(PersistTo.Active) });
    }

    [Fact]
    public async Task A_failover_that_loses_the_write_is_found_out()
    {
        LetReplicasLag();
        using var fault = Active.On(Opcode.ObserveSeqno).Hold(times: 1);
        var writing = Raw.UpsertAsync(Key, Value, new() { Durability = OneReplica, Timeout = TimeSpan.FromMinutes(1) }).AsTask();
        await fault.Struck;
        await Emulator.FailoverAsync(Row[0], losesWrites: true);
        var error = await Assert.ThrowsAsync<DurabilityAmbiguousException>(() => writing);
        Assert.Contains("ended at sequence number 1, before it: a failover may have lost it", error.Message);
        Assert.NotNull(error.Context!.Node);
    }

    [Fact]
    public async Task A_write_survives_a_failover_to_a_replica_that_has_it()
    {
        LetReplicasLag();
        using var fault = Active.On(Opcode.ObserveSeqno).Hold(times: 1);
        var writing = Raw.UpsertAsync(Key, Value, new() { Durability = OneReplica, Timeout = TimeSpan.FromMinutes(1) }).AsTask();
        await fault.Struck;
        await Emulator.FailoverAsync(Row[0], losesWrites: false);
        await writing;
    }

    [Fact]
    public async Task A_history_that_nobody_knows_any_more_is_found_out()
    {
        using var fault = Active.On(Opcode.ObserveSeqno).Hold(times: 1);
        var writing = Raw.UpsertAsync(Key, Value, new() { Durability = OneReplica, Timeout = TimeSpan.FromMinutes(1) }).AsTask();
        await fault.Struck;
        Emulator.Flush();
        fault.Release();
        var error = await Assert.ThrowsAsync<DurabilityAmbiguousException>(() => writing);
        Assert.Contains("does not know the history", error.Message);
    }

    [Fact]
    public async Task Too_few_replicas_are_told_before_anything_is_written()
    {
        foreach (var durability in new[] { Durability.Observed(replicateTo: ReplicateTo.Three), Durability.Observed(PersistTo.Four) })
        {
            var before = Active.RequestsOf(Opcode.Set);
            var error = await Assert.ThrowsAsync<DurabilityImpossibleException>(async () => await Raw.UpsertAsync(Key, Value, new() { Durability = durability }));
            Assert.Contains("3 replicas are needed, and the cluster map has nodes for 2; nothing was written", error.Message);
            Assert.Equal((0, before), (error.Context!.Attempts, Active.RequestsOf(Opcode.Set)));
        }

        // Configured, but nowhere to be had.
        await using var lonely = await EmulatedCluster.StartAsync(new EmulatorOptions { Nodes = 1, Replicas = 1 });
        await Assert.ThrowsAsync<DurabilityImpossibleException>(
            async () => await lonely.Bucket.Raw().UpsertAsync(Key, Value, new() { Durability = OneReplica }));
        await lonely.Bucket.Raw().UpsertAsync(Key, Value, new() { Durability = Durability.Observed(PersistTo.Active) });
    }

    [Fact]
    public async Task Replicas_that_vanish_meanwhile_are_told_with_the_fate_of_the_write()
    {
        await using var small = await EmulatedCluster.StartAsync(new EmulatorOptions { Nodes = 2, Replicas = 1 });
        var raw = small.Bucket.Raw();
        await raw.UpsertAsync(Key, RawValue.Text("before"));
        var row = RowIn(small);
        small.Emulator.SetReplicaLag(row[1], Timeout.InfiniteTimeSpan);
        using var fault = small.Emulator.Node(row[0]).On(Opcode.ObserveSeqno).Hold(times: 1);
        var writing = raw.UpsertAsync(Key, RawValue.Text("after"), new() { Durability = OneReplica, Timeout = TimeSpan.FromMinutes(1) }).AsTask();
        await fault.Struck;
        await small.Emulator.FailoverAsync(row[1]);
        fault.Release();
        var error = await Assert.ThrowsAsync<DurabilityImpossibleException>(() => writing);
        Assert.Contains("it was executed (CAS ", error.Message);
        Assert.Contains("1 replicas are needed, and the cluster map now has nodes for 0", error.Message);
        Assert.Equal("after", (await raw.GetAsync(Key)).GetText());
    }

    [Fact]
    public async Task A_silent_replica_does_not_hide_the_other()
    {
        Emulator.Node(Row[1]).On(Opcode.ObserveSeqno).Drop();
        await Raw.UpsertAsync(Key, Value, new() { Durability = OneReplica, Timeout = TimeSpan.FromMinutes(1) });
    }

    [Fact]
    public async Task Lost_connections_and_refusals_are_waited_out()
    {
        Active.On(Opcode.ObserveSeqno).CloseConnection(times: 1);
        Emulator.Node(Row[1]).On(Opcode.ObserveSeqno).Answer(Status.TemporaryFailure, times: 2);
        Emulator.Node(Row[2]).On(Opcode.ObserveSeqno).Answer(Status.NotMyVBucket, times: 1);
        await Raw.UpsertAsync(
            Key, Value, new() { Durability = Durability.Observed(PersistTo.Three, ReplicateTo.Two), Timeout = TimeSpan.FromMinutes(1) });
    }

    [Fact]
    public async Task A_refusal_for_good_ends_the_wait()
    {
        Active.On(Opcode.ObserveSeqno).Answer(Status.NoAccess, times: 1);
        var error = await Assert.ThrowsAsync<AccessDeniedException>(async () => await Raw.UpsertAsync(Key, Value, new() { Durability = OneReplica }));
        Assert.Contains("NoAccess", error.Context!.LastStatus);
    }

    [Fact]
    public async Task Without_mutation_tokens_nothing_can_be_observed_and_nothing_is_sent()
    {
        await using var without = await EmulatedCluster.StartAsync(new EmulatorOptions { Nodes = 2, Replicas = 1 }, new() { EnableMutationTokens = false });
        var error = await Assert.ThrowsAsync<FeatureNotAvailableException>(
            async () => await without.Bucket.Raw().UpsertAsync(Key, Value, new() { Durability = OneReplica }));
        Assert.Contains("MutationSeqno", error.Message);
        Assert.Equal(0, without.Emulator.Node(0).RequestsOf(Opcode.Set) + without.Emulator.Node(1).RequestsOf(Opcode.Set));
    }

    [Fact]
    public async Task Waiting_can_be_given_up()
    {
        LetReplicasLag();
        using var cancellation = new CancellationTokenSource();
        using var fault = Active.On(Opcode.ObserveSeqno).Hold(times: 2);
        var options = new UpsertOptions { Durability = OneReplica, Timeout = TimeSpan.FromMinutes(1) };
        var cancelled = Raw.UpsertAsync(Key, Value, options, cancellation.Token).AsTask();
        var disposed = Raw.UpsertAsync(Key, Value, options).AsTask();
        await fault.Struck;
        await cancellation.CancelAsync();
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal(cancellation.Token, error.CancellationToken);
        await _cluster.Cluster.DisposeAsync();
        await Assert.ThrowsAsync<RequestCanceledException>(() => disposed);
    }

    [Fact]
    public void Impossible_numbers_of_copies_are_refused()
    {
        Assert.Throws<InvalidArgumentException>(() => Durability.Observed((PersistTo)5));
        Assert.Throws<InvalidArgumentException>(() => Durability.Observed(replicateTo: (ReplicateTo)4));
        Assert.Equal(Durability.None, Durability.Observed());
    }

    private EmulatorNode Active => Emulator.Node(Row[0]);

    /// <summary>The nodes of the key's vbucket: the active one, then the replicas.</summary>
    private int[] Row => RowIn(_cluster);

    private static int[] RowIn(EmulatedCluster cluster)
    {
        var map = cluster.Dispatcher.Routing!.Map;
        var vbucket = VBucketHash.VBucketOf("x"u8, map.VBucketCount);
        return [.. map.VBuckets!.Row(vbucket).ToArray().Select(index => IndexOf(cluster, map.Nodes[index].KeyValuePort(tls: false)))];
    }

    private static int IndexOf(EmulatedCluster cluster, int port)
    {
        for (var i = 0; ; i++)
        {
            if (cluster.Emulator.Node(i).KvPort == port)
                return i;
        }
    }

    private void LetReplicasLag()
    {
        foreach (var node in Row[1..])
            Emulator.SetReplicaLag(node, Timeout.InfiniteTimeSpan);
    }

    private IEnumerable<EmulatorNode> Nodes() => Enumerable.Range(0, 3).Select(Emulator.Node);
}
