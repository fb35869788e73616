using Integration.Tests.Documents;
using Integration.Tests.Support;
using Settee;
using Settee.Emulator;
using Settee.Wire;

namespace Integration.Tests.KeyValue;

public sealed class ReplicaTests : IAsyncLifetime
{
    private EmulatedCluster _cluster = null!;

    private RawCollection Raw => _cluster.Bucket.Raw();

    public async ValueTask InitializeAsync()
    {
        _cluster = await EmulatedCluster.StartAsync(new EmulatorOptions { Nodes = 3, Replicas = 1 }, new() { PreferredServerGroup = "Group 9" });
        await Raw.UpsertAsync("x", RawValue.Text("here"));
        await _cluster.Bucket.Airlines.UpsertAsync(new Airline { Id = 1, Name = "KA" });
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task All_copies_are_read_and_say_where_they_are_from()
    {
        List<DocumentCopy<RawDocument>> copies = [];
        await foreach (var copy in Raw.GetAllReplicasAsync("x"))
            copies.Add(copy);

        Assert.Equal([false, true], copies.Select(copy => copy.IsReplica).Order());
        Assert.All(copies, copy => Assert.Equal("here", copy.Document.GetText()));

        List<DocumentCopy<Document<Airline>>> airlines = [];
        await foreach (var copy in _cluster.Bucket.Airlines.GetAllReplicasAsync(Airline.KeyFor(1)))
            airlines.Add(copy);

        Assert.Equal(2, airlines.Count);
        Assert.All(airlines, copy => Assert.Equal("KA", copy.Document.Value.Name));
    }

    [Fact]
    public async Task One_copy_is_enough_for_any()
    {
        Assert.Equal("here", (await Raw.GetAnyReplicaAsync("x")).Document.GetText());

        // The active node refuses for good; a replica still answers.
        foreach (var node in Nodes())
            node.On(Opcode.Get).Answer(Status.InternalError, int.MaxValue);

        var copy = await Raw.GetAnyReplicaAsync("x");
        Assert.True(copy.IsReplica);
        var one = await _cluster.Bucket.Airlines.GetAnyReplicaAsync(Airline.KeyFor(1));
        Assert.Equal("KA", one.Document.Value.Name);
    }

    [Fact]
    public async Task A_document_that_nobody_has_is_unretrievable()
    {
        var error = await Assert.ThrowsAsync<DocumentUnretrievableException>(async () => await Raw.GetAnyReplicaAsync("none"));
        Assert.StartsWith("GetAnyReplica of 'none' in default._default._default: none of 2 copies could be read", error.Message);
        await foreach (var copy in Raw.GetAllReplicasAsync("none"))
            Assert.Fail($"{copy} was made up.");
    }

    [Fact]
    public async Task One_replica_is_read_by_its_index()
    {
        Assert.Equal("here", (await Raw.GetReplicaAsync("x", ReplicaIndex.First)).GetText());
        Assert.Equal("KA", (await _cluster.Bucket.Airlines.GetReplicaAsync(Airline.KeyFor(1), ReplicaIndex.First)).Value.Name);
        await Assert.ThrowsAsync<DocumentNotFoundOnReplicaException>(async () => await Raw.GetReplicaAsync("none", ReplicaIndex.First));
        await Assert.ThrowsAsync<ReplicaIndexOutOfBoundsException>(async () => await Raw.GetReplicaAsync("x", ReplicaIndex.Third));
        Assert.Equal("here", (await Raw.GetReplicaAsync("x", ReplicaIndex.Third, new() { Wrap = true })).GetText());
    }

    [Fact]
    public async Task A_replica_that_no_node_holds_is_told_without_asking()
    {
        await using var lonely = await EmulatedCluster.StartAsync(new EmulatorOptions { Nodes = 1, Replicas = 1 });
        var raw = lonely.Bucket.Raw();
        await raw.UpsertAsync("x", RawValue.Text("here"));
        await Assert.ThrowsAsync<ReplicaIndexCurrentlyUnavailableException>(async () => await raw.GetReplicaAsync("x", ReplicaIndex.First));
        await Assert.ThrowsAsync<ReplicaIndexCurrentlyUnavailableException>(
            async () => await raw.GetReplicaAsync("x", ReplicaIndex.Second, new() { Wrap = true }));
        Assert.Equal(0, lonely.Emulator.Node(0).RequestsOf(Opcode.GetReplica));
        Assert.False((await raw.GetAnyReplicaAsync("x")).IsReplica);
    }

    [Fact]
    public async Task A_server_group_without_a_copy_is_an_error_or_not_as_preferred()
    {
        await Assert.ThrowsAsync<DocumentUnretrievableException>(
            async () => await Raw.GetAnyReplicaAsync("x", new() { ReadPreference = ReadPreference.SelectedServerGroup }));
        var copy = await Raw.GetAnyReplicaAsync("x", new() { ReadPreference = ReadPreference.SelectedServerGroupWithFallback });
        Assert.Equal("here", copy.Document.GetText());

        await using var without = await EmulatedCluster.StartAsync();
        await Assert.ThrowsAsync<InvalidArgumentException>(
            async () => await without.Bucket.Raw().GetAnyReplicaAsync("x", new() { ReadPreference = ReadPreference.SelectedServerGroup }));
    }

    [Fact]
    public async Task Parts_are_read_from_copies_too()
    {
        await Raw.UpsertAsync("j", RawValue.Json("{\"a\":5}"));
        var copy = await Raw.LookupInAnyReplicaAsync("j", [LookupSpec.Get("a")]);
        Assert.Equal(5, copy.Document.Int64Of(0));
        var replicas = 0;
        await foreach (var one in Raw.LookupInAllReplicasAsync("j", [LookupSpec.Get("a"), LookupSpec.Exists("b")]))
        {
            Assert.Equal(5, one.Document.Int64Of(0));
            replicas += one.IsReplica ? 1 : 0;
        }

        Assert.Equal(1, replicas);
    }

    private IEnumerable<EmulatorNode> Nodes() => Enumerable.Range(0, 3).Select(_cluster.Emulator.Node);
}
