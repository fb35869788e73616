using Integration.Tests.Documents;
using Integration.Tests.Support;
using Settee;
using Settee.Wire;

namespace Integration.Tests.KeyValue;

public sealed class BulkTests : IAsyncLifetime
{
    private EmulatedCluster _cluster = null!;

    private Collection<Airline> Airlines => _cluster.Bucket.Airlines;

    public async ValueTask InitializeAsync() => _cluster = await EmulatedCluster.StartAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Each_item_has_its_own_outcome()
    {
        var documents = Enumerable.Range(0, 100).Select(i => new Airline { Id = i, Name = "A" }).ToList();
        await Airlines.UpsertAsync(documents[7]);

        var inserted = await Airlines.InsertManyAsync(documents, new() { MaxInFlight = 8 });
        Assert.Equal(99, inserted.Succeeded);
        var failure = Assert.Single(inserted.Failures);
        Assert.Equal(7, failure.Item.Id);
        Assert.IsType<DocumentExistsException>(failure.Error);
        Assert.Throws<CouchbaseException>(inserted.ThrowIfAnyFailed);

        var replaced = await Airlines.ReplaceManyAsync([documents[1] with { Name = "B" }, new Airline { Id = 500, Name = "B" }]);
        Assert.Equal((1, 500), (replaced.Succeeded, Assert.Single(replaced.Failures).Item.Id));

        var existing = await Airlines.ExistsManyAsync([Airline.KeyFor(1), Airline.KeyFor(500)]);
        Assert.Equal([Airline.KeyFor(1)], existing.Existing);
        Assert.Equal([Airline.KeyFor(500)], existing.Missing);
        Assert.Empty(existing.Failures);

        var moment = DateTimeOffset.FromUnixTimeSeconds(4_000_000_000);
        var touched = await Airlines.TouchManyAsync([Airline.KeyFor(1), Airline.KeyFor(500)], moment);
        Assert.Equal((1, Airline.KeyFor(500)), (touched.Succeeded, Assert.Single(touched.Failures).Item));
        Assert.Equal(moment, (await Airlines.GetAsync(1, new() { WithExpiry = true })).Expiry);

        var removed = await Airlines.RemoveManyAsync(documents.Select(Airline.KeyOf).Append(Airline.KeyFor(500)));
        Assert.Equal(100, removed.Succeeded);
        Assert.IsType<DocumentNotFoundException>(Assert.Single(removed.Failures).Error);
    }

    [Fact]
    public async Task Versions_are_demanded_or_ignored()
    {
        await Airlines.UpsertAsync(new Airline { Id = 1, Name = "A" });
        var mine = (await Airlines.GetAsync(1)).Value;
        await Airlines.UpsertAsync(new Airline { Id = 1, Name = "B" });
        Assert.IsType<CasMismatchException>(Assert.Single((await Airlines.ReplaceManyAsync([mine])).Failures).Error);
        Assert.Equal(1, (await Airlines.ReplaceManyAsync([mine], new() { IgnoreVersion = true })).Succeeded);
    }

    [Fact]
    public async Task Cancelling_ends_the_batch()
    {
        using var cancellation = new CancellationTokenSource();
        var held = Enumerable.Range(0, 3).Select(i => _cluster.Emulator.Node(i).On(Opcode.Delete).Drop()).ToList();
        var removing = Airlines.RemoveManyAsync(Enumerable.Range(0, 1000).Select(i => Airline.KeyFor(i)), new() { MaxInFlight = 4 }, null, cancellation.Token);
        await Task.WhenAny(held.Select(fault => fault.Struck));
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => removing);
    }

    [Fact]
    public async Task A_document_is_added_once_and_updated_by_everyone_else()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () => await Airlines.AddOrUpdateAsync(
            Airline.KeyFor(1),
            1,
            static n => new Airline { Id = 1, Name = "A", Flights = n },
            static (airline, n) => airline with { Flights = airline.Flights + n },
            new() { MaxAttempts = 100 }))));
        Assert.Equal(20, (await Airlines.GetAsync(1)).Value.Flights);

        var made = await Airlines.AddOrUpdateAsync(Airline.KeyFor(2), () => new Airline { Id = 2, Name = "N" }, a => a with { Name = "U" });
        Assert.Equal("N", made.Value.Name);
        Assert.Equal("U", (await Airlines.AddOrUpdateAsync(Airline.KeyFor(2), () => made.Value, a => a with { Name = "U" })).Value.Name);
        await Assert.ThrowsAsync<InvalidArgumentException>(
            async () => await Airlines.AddOrUpdateAsync(Airline.KeyFor(3), () => new Airline { Id = 4, Name = "N" }, a => a));
        await Assert.ThrowsAsync<DocumentNotFoundException>(async () => await Airlines.UpdateAsync(Airline.KeyFor(9), a => a with { Name = "U" }));
    }
}
