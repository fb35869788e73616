using Integration.Tests.Documents;
using Integration.Tests.Support;
using Settee;
using Settee.Wire;

namespace Integration.Tests.ClusterLevel;

public sealed class CollectionTests : IAsyncLifetime
{
    private static readonly Session Ann = new() { User = "ann" };
    private EmulatedCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await EmulatedCluster.StartAsync(new() { Nodes = 2 });

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task The_default_collection_needs_no_id()
    {
        await _cluster.Bucket.Airlines.UpsertAsync(new Airline { Id = 1, Name = "KA" });
        Assert.Equal(0, _cluster.Emulator.Nodes.Sum(node => node.RequestsOf(Opcode.GetCollectionId)));
    }

    [Fact]
    public async Task An_id_is_asked_for_once_even_by_many_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => _cluster.Bucket.Sessions.UpsertAsync(new Session { User = $"u{i}" }).AsTask()));
        Assert.Equal(1, _cluster.Emulator.Nodes.Sum(node => node.RequestsOf(Opcode.GetCollectionId)));
    }

    [Fact]
    public async Task A_missing_collection_is_reported_at_once_and_not_remembered()
    {
        _cluster.Emulator.AddScope("s2");
        var sessions = _cluster.Bucket.Sessions.In("s2");
        var error = await Assert.ThrowsAsync<CollectionNotFoundException>(async () => await sessions.InsertAsync(Ann));
        Assert.Contains("default.s2.sessions", error.Message);
        Assert.Equal(0, _cluster.Emulator.Nodes.Sum(node => node.RequestsOf(Opcode.Add)));

        _cluster.Emulator.AddCollection("s2", "sessions");
        await sessions.InsertAsync(Ann);
        Assert.False(await _cluster.Bucket.Sessions.ExistsAsync(Ann.User, Ann.Started));
    }

    [Fact]
    public async Task A_missing_scope_is_reported_at_once() =>
        await Assert.ThrowsAsync<ScopeNotFoundException>(async () => await _cluster.Bucket.Scope("nowhere").Sessions.InsertAsync(Ann));

    [Fact]
    public async Task A_dropped_collection_is_reported_and_a_new_one_of_that_name_is_used()
    {
        var sessions = _cluster.Bucket.Sessions;
        await sessions.UpsertAsync(Ann);
        _cluster.Emulator.DropCollection("s1", "sessions");
        await Assert.ThrowsAsync<CollectionNotFoundException>(async () => await sessions.UpsertAsync(Ann));

        _cluster.Emulator.AddCollection("s1", "sessions");
        Assert.False(await sessions.ExistsAsync(Ann.User, Ann.Started));
        await sessions.InsertAsync(Ann);
    }

    [Fact]
    public async Task Without_the_feature_a_named_collection_is_refused_and_nothing_is_stored()
    {
        foreach (var node in _cluster.Emulator.Nodes)
            node.SwitchOffFeature((ushort)HelloFeature.Collections);

        await using var old = await Cluster.ConnectAsync(_cluster.Emulator.ConnectionString, new() { Authenticator = EmulatedCluster.Credentials });
        await Assert.ThrowsAsync<FeatureNotAvailableException>(async () => await old.Bucket("default").Sessions.UpsertAsync(Ann));
        Assert.Equal(0, _cluster.Emulator.Nodes.Sum(node => node.RequestsOf(Opcode.Set)));
        await old.Bucket("default").Airlines.UpsertAsync(new Airline { Id = 1, Name = "KA" });
    }
}
