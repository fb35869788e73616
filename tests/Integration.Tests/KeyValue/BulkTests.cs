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
        Assert.Equal(1, (await Airlines.ReplaceManyAsync([mine], new() { Each = new() { IgnoreVersion = true } })).Succeeded);
    }

    [Fact]
    public async Task Raw_values_have_the_same_verbs()
    {
        var raw = _cluster.Bucket.Raw();
        var values = Enumerable.Range(0, 50).ToDictionary(i => $"v{i}", i => RawValue.Text($"{i}"));
        await raw.UpsertAsync("v7", RawValue.Text("there"));

        var inserted = await raw.InsertManyAsync(values, new() { MaxInFlight = 8 });
        Assert.Equal(49, inserted.Succeeded);
        var failure = Assert.Single(inserted.Failures);
        Assert.Equal("v7", failure.Item.Key);
        Assert.IsType<DocumentExistsException>(failure.Error);

        // What failed can be passed on as it is.
        Assert.Equal(1, (await raw.UpsertManyAsync(inserted.Failures.Select(f => f.Item))).Succeeded);
        var replaced = await raw.ReplaceManyAsync([new("v1", RawValue.Text("B")), new("none", RawValue.Text("B"))]);
        Assert.Equal((1, "none"), (replaced.Succeeded, Assert.Single(replaced.Failures).Item.Key));

        var moment = DateTimeOffset.FromUnixTimeSeconds(4_000_000_000);
        Assert.Equal("none", Assert.Single((await raw.TouchManyAsync(["v1", "none"], moment)).Failures).Item);
        List<(string, string, DateTimeOffset?)> read = [];
        await foreach (var document in raw.GetManyAsync(["v3", "none", "v1", "v7"], new() { MaxInFlight = 2, Each = new() { WithExpiry = true } }))
            read.Add((document.Key, document.GetText(), document.Expiry));

        Assert.Equal([("v3", "3", null), ("v1", "B", moment), ("v7", "7", null)], read);
        var existing = await raw.ExistsManyAsync(["v1", "none"]);
        Assert.Equal(["v1"], existing.Existing);
        Assert.Equal(["none"], existing.Missing);
        Assert.Equal(50, (await raw.RemoveManyAsync(values.Keys)).Succeeded);
        Assert.IsType<InvalidArgumentException>(Assert.Single((await raw.RemoveManyAsync([""])).Failures).Error);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_before_anything_is_sent()
    {
        var raw = _cluster.Bucket.Raw();
        var cas = new Cas(5);
        await Assert.ThrowsAsync<InvalidArgumentException>(async () => await raw.ReplaceManyAsync([], new() { Each = new() { Cas = cas } }));
        await Assert.ThrowsAsync<InvalidArgumentException>(async () => await raw.RemoveManyAsync([], new() { Each = new() { Cas = cas } }));
        await Assert.ThrowsAsync<InvalidArgumentException>(async () => await Airlines.ReplaceManyAsync([], new() { Each = new() { Cas = cas } }));
        await Assert.ThrowsAsync<InvalidArgumentException>(async () => await Airlines.RemoveManyAsync([], new() { Each = new() { Cas = cas } }));
        await Assert.ThrowsAsync<InvalidArgumentException>(async () => await raw.TouchManyAsync([], Expiry.Never, new() { MaxInFlight = -1 }));
        Assert.Throws<InvalidArgumentException>(() => raw.GetManyAsync([], new() { MaxInFlight = -1 }));
        Assert.Throws<ArgumentNullException>(() => raw.GetManyAsync(null!));
    }

    [Fact]
    public async Task No_more_than_allowed_is_in_flight_and_an_early_end_gives_up_the_rest()
    {
        var raw = _cluster.Bucket.Raw();
        await raw.UpsertAsync("k0", RawValue.Text("first"));
        var held = Enumerable.Range(0, 3).Select(i => _cluster.Emulator.Node(i).On(Opcode.Get).After(i == OwnerOf("k0") ? 1 : 0).Drop()).ToList();
        var taken = 0;
        await foreach (var document in raw.GetManyAsync(Keys(), new() { MaxInFlight = 3, Each = new() { Timeout = TimeSpan.FromHours(1) } }))
        {
            Assert.Equal("first", document.GetText());
            break;
        }

        // Ended although the others would never be answered; the fourth key was taken, but there was no room to ask for it.
        Assert.Equal(4, taken);
        Assert.InRange(held.Sum(fault => fault.Strikes), 0, 2);

        IEnumerable<string> Keys()
        {
            while (true)
                yield return $"k{taken++}";
        }
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

    private int OwnerOf(string key)
    {
        var map = _cluster.Dispatcher.Routing!.Map;
        var port = map.Nodes[map.VBuckets!.Active(VBucketHash.VBucketOf(System.Text.Encoding.UTF8.GetBytes(key), map.VBucketCount))].KeyValuePort(tls: false);
        return Enumerable.Range(0, 3).Single(i => _cluster.Emulator.Node(i).KvPort == port);
    }
}
