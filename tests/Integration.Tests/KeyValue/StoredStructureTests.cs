using System.Text.Json;
using Integration.Tests.Documents;
using Integration.Tests.Support;
using Settee;
using Settee.Documents;
using Settee.Emulator;
using Settee.Wire;

namespace Integration.Tests.KeyValue;

/// <summary>Lists, maps, sets and queues as documents.</summary>
public sealed class StoredStructureTests : IAsyncLifetime
{
    private const string Key = "s";
    private EmulatedCluster _cluster = null!;

    private RawCollection Raw => _cluster.Bucket.Raw("s1.sessions");

    public async ValueTask InitializeAsync() => _cluster = await EmulatedCluster.StartAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task A_list_is_changed_element_by_element()
    {
        var list = Raw.List(Key, Element.Text);
        await list.AddAsync("b");
        await list.AddRangeAsync(["d", "\"e\" \\ ä"]);
        await list.AddRangeAsync([]);
        await list.InsertAsync(0, "a");
        await list.InsertAsync(2, "c");
        await list.InsertAsync(5, "f");
        Assert.Equal("""["a","b","c","d","\"e\" \\ ä","f"]""", await StoredAsync());
        Assert.Equal(["a", "b", "c", "d", "\"e\" \\ ä", "f"], await list.ToListAsync());
        Assert.Equal(6, await list.CountAsync());
        Assert.Equal((true, "\"e\" \\ ä"), await list.TryGetAsync(4));
        Assert.Equal((false, null), await list.TryGetAsync(6));

        await list.SetAsync(4, "e");
        Assert.Equal(4, await list.IndexOfAsync("e"));
        Assert.Equal(-1, await list.IndexOfAsync("x"));
        Assert.True(await list.ContainsAsync("f"));
        Assert.True(await list.RemoveAtAsync(0));
        Assert.False(await list.RemoveAtAsync(5));
        Assert.True(await list.RemoveAsync("d"));
        Assert.False(await list.RemoveAsync("d"));
        Assert.Equal(["b", "c", "e", "f"], await list.ToListAsync());

        await Assert.ThrowsAsync<PathNotFoundException>(async () => await list.SetAsync(4, "x"));
        await Assert.ThrowsAsync<PathNotFoundException>(async () => await list.InsertAsync(9, "x"));
        await Assert.ThrowsAsync<InvalidArgumentException>(async () => await list.TryGetAsync(-1));
    }

    [Fact]
    public async Task A_map_takes_any_name()
    {
        var map = Raw.Map(Key, Element.Int64);
        string[] names = ["plain", "a.b", "a[0]", "`tick`", "\"quoted\"", "back\\slash", "ä ö", " ", "new\nline"];
        for (var i = 0; i < names.Length; i++)
            await map.SetAsync(names[i], i);

        Assert.Equal(names.Length, await map.CountAsync());
        for (var i = 0; i < names.Length; i++)
        {
            Assert.Equal((true, i), await map.TryGetAsync(names[i]));
            Assert.True(await map.ContainsNameAsync(names[i]));
            Assert.False(await map.TryAddAsync(names[i], 99));
        }

        Assert.Equal(names, (await map.ToListAsync()).Select(pair => pair.Key));
        await map.SetAsync("plain", 70);
        Assert.Equal((true, 70), await map.TryGetAsync("plain"));
        Assert.Equal((false, 0), await map.TryGetAsync("none"));
        Assert.False(await map.ContainsNameAsync("none"));
        foreach (var name in names)
            Assert.True(await map.RemoveAsync(name));

        Assert.False(await map.RemoveAsync("plain"));
        Assert.Equal("{}", await StoredAsync());
        Assert.True(await map.TryAddAsync("again", 1));
        await Assert.ThrowsAsync<InvalidArgumentException>(async () => await map.SetAsync("", 1));
        await Assert.ThrowsAsync<InvalidArgumentException>(async () => await map.SetAsync(new string('x', 1024), 1));
    }

    [Fact]
    public async Task A_set_has_each_element_once()
    {
        var set = Raw.Set(Key, Element.Int32);
        Assert.True(await set.AddAsync(3));
        Assert.True(await set.AddAsync(5));
        Assert.False(await set.AddAsync(3));
        Assert.Equal([3, 5], await set.ToListAsync());
        Assert.True(await set.ContainsAsync(5));
        Assert.True(await set.RemoveAsync(3));
        Assert.False(await set.RemoveAsync(3));
        Assert.Equal("[5]", await StoredAsync());
    }

    [Fact]
    public async Task A_queue_gives_back_what_came_first()
    {
        var queue = Raw.Queue(Key, Element.Document<Airline>());
        foreach (var id in new[] { 1, 2, 3 })
            await queue.EnqueueAsync(new Airline { Id = id, Name = "A", Tags = ["x"] });

        Assert.Equal([3, 2, 1], (await queue.ToListAsync()).Select(airline => airline.Id));
        Assert.Equal(1, (await queue.TryPeekAsync()).Value!.Id);
        foreach (var id in new[] { 1, 2, 3 })
        {
            var (found, airline) = await queue.TryDequeueAsync();
            Assert.Equal((true, id, "x"), (found, airline!.Id, airline.Tags.Single()));
        }

        Assert.Equal((false, null), await queue.TryDequeueAsync());
        Assert.Equal((false, null), await queue.TryPeekAsync());
        Assert.Equal("[]", await StoredAsync());
    }

    [Fact]
    public async Task Without_a_document_a_structure_is_empty_and_stays_so_until_the_first_write()
    {
        var list = Raw.List(Key, Element.Text);
        var map = Raw.Map(Key, Element.Text);
        var queue = Raw.Queue(Key, Element.Text);
        Assert.Equal(0, await list.CountAsync());
        Assert.Empty(await list.ToListAsync());
        Assert.Equal((false, null), await list.TryGetAsync(0));
        Assert.Equal(-1, await list.IndexOfAsync("a"));
        Assert.False(await list.ContainsAsync("a"));
        Assert.False(await list.RemoveAsync("a"));
        Assert.False(await list.RemoveAtAsync(0));
        await list.ClearAsync();
        Assert.Equal((false, null), await map.TryGetAsync("a"));
        Assert.False(await map.ContainsNameAsync("a"));
        Assert.False(await map.RemoveAsync("a"));
        Assert.Empty(await map.ToListAsync());
        Assert.Equal((false, null), await queue.TryDequeueAsync());
        await Assert.ThrowsAsync<DocumentNotFoundException>(async () => await list.SetAsync(0, "a"));
        await Assert.ThrowsAsync<DocumentNotFoundException>(async () => await list.InsertAsync(1, "a"));
        Assert.False(await Raw.ExistsAsync(Key));

        await list.InsertAsync(0, "a");
        Assert.Equal("""["a"]""", await StoredAsync());
        await list.ClearAsync();
        Assert.Equal("[]", await StoredAsync());
        await Raw.RemoveAsync(Key);
        await map.SetAsync("a", "b");
        Assert.Equal("""{"a":"b"}""", await StoredAsync());
        await map.ClearAsync();
        Assert.Equal("{}", await StoredAsync());
    }

    [Fact]
    public async Task Every_element_is_taken_once_however_many_take()
    {
        var queue = Raw.Queue(Key, Element.Int32, new() { MaxAttempts = 1000 });
        for (var i = 0; i < 40; i++)
            await queue.EnqueueAsync(i);

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            List<int> mine = [];
            while (await queue.TryDequeueAsync() is (true, var item))
                mine.Add(item);

            return mine;
        })));
        Assert.Equal(Enumerable.Range(0, 40), taken.SelectMany(mine => mine).Order());
        Assert.All(taken, mine => Assert.Equal(mine.Order(), mine));
    }

    [Fact]
    public async Task Who_is_always_too_late_is_told()
    {
        var list = Raw.List(Key, Element.Text, new() { MaxAttempts = 2 });
        await list.AddAsync("a");
        foreach (var node in Enumerable.Range(0, 3).Select(_cluster.Emulator.Node))
            node.On(Opcode.SubdocMultiMutation).Answer(Status.KeyExists, int.MaxValue);

        await Assert.ThrowsAsync<CasMismatchException>(async () => await list.RemoveAsync("a"));
        Assert.Equal(3, Enumerable.Range(0, 3).Sum(i => _cluster.Emulator.Node(i).RequestsOf(Opcode.SubdocMultiMutation)));
        Assert.Throws<InvalidArgumentException>(() => Raw.List(Key, Element.Text, new() { MaxAttempts = -1 }));
    }

    [Fact]
    public async Task Elements_of_every_kind_come_back()
    {
        await CheckAsync(Element.Int32, int.MinValue, int.MaxValue);
        await CheckAsync(Element.Int64, long.MinValue, long.MaxValue);
        await CheckAsync(Element.Double, 0.1, -1e300);
        await CheckAsync(Element.Decimal, 1.50m, decimal.MaxValue);
        await CheckAsync(Element.Boolean, true, false);
        await CheckAsync(Element.Guid, Guid.NewGuid(), Guid.Empty);
        await CheckAsync(Element.Text, "", "\u0000 \" \\ \ud83d\ude00");
        await CheckAsync(Element.Codec<DateTimeOffset, DateTimeOffsetCodec>(), DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);

        var json = Raw.List("json", Element.Json);
        using var document = JsonDocument.Parse("""{"a":[1,null]}""");
        await json.AddAsync(document.RootElement);
        Assert.Equal("""{"a":[1,null]}""", (await json.TryGetAsync(0)).Value.GetRawText());

        async Task CheckAsync<T>(Element<T> element, params T[] values)
        {
            var key = $"list of {typeof(T)}";
            var list = Raw.List(key, element);
            await list.AddRangeAsync(values);
            Assert.Equal(values, await list.ToListAsync());
            Assert.Equal((true, values[1]), await list.TryGetAsync(1));
            var map = Raw.Map("map " + key, element);
            await map.SetAsync("v", values[0]);
            Assert.Equal((true, values[0]), await map.TryGetAsync("v"));
        }
    }

    [Fact]
    public async Task What_does_not_fit_is_told()
    {
        await Raw.UpsertAsync(Key, RawValue.Json("""{"a":1}"""));
        var list = Raw.List(Key, Element.Int32);
        var wrong = await Assert.ThrowsAsync<DecodingFailureException>(async () => await list.ToListAsync());
        Assert.Contains("StoredList of 's' in default.s1.sessions: the stored JSON is of the kind Object, which is no StoredList", wrong.Message);
        await Assert.ThrowsAsync<PathMismatchException>(async () => await list.AddAsync(1));

        await Raw.UpsertAsync(Key, RawValue.Json("""["text"]"""));
        await Assert.ThrowsAsync<DecodingFailureException>(async () => await list.ToListAsync());
        await Assert.ThrowsAsync<DecodingFailureException>(async () => await list.TryGetAsync(0));
        await Assert.ThrowsAsync<PathMismatchException>(async () => await Raw.Map(Key, Element.Int32).SetAsync("a", 1));

        await Raw.UpsertAsync(Key, RawValue.Binary("no JSON"u8.ToArray()));
        await Assert.ThrowsAsync<DecodingFailureException>(async () => await list.ToListAsync());
        await Assert.ThrowsAsync<DocumentNotJsonException>(async () => await list.AddAsync(1));
        await Assert.ThrowsAsync<EncodingFailureException>(async () => await Raw.List("n", Element.Double).AddAsync(double.NaN));
    }

    [Fact]
    public async Task A_document_that_would_be_too_large_stays_as_it_is()
    {
        var list = Raw.List(Key, Element.Text, new() { Timeout = TimeSpan.FromMinutes(1) });
        await list.AddAsync(new string('a', 11 << 20));
        await Assert.ThrowsAsync<ValueTooLargeException>(async () => await list.AddAsync(new string('b', 11 << 20)));
        await Assert.ThrowsAsync<ValueTooLargeException>(async () => await list.AddAsync(new string('b', 21 << 20)));
        Assert.Equal(1, await list.CountAsync());
    }

    [Fact]
    public async Task Options_hold_for_every_change()
    {
        var list = Raw.List(Key, Element.Int32, new() { Expiry = TimeSpan.FromDays(1), Durability = Durability.Majority });
        await list.AddAsync(1);
        Assert.NotNull((await Raw.GetAsync(Key, new() { WithExpiry = true })).Expiry);

        await Raw.TouchAsync(Key, Expiry.Never);
        await Raw.List(Key, Element.Int32).AddAsync(2);
        Assert.Null((await Raw.GetAsync(Key, new() { WithExpiry = true })).Expiry);
        await list.ClearAsync();
        Assert.NotNull((await Raw.GetAsync(Key, new() { WithExpiry = true })).Expiry);

        await using var lonely = await EmulatedCluster.StartAsync(new EmulatorOptions { Nodes = 1, Replicas = 1 });
        var durable = lonely.Bucket.Raw().Set(Key, Element.Int32, new() { Durability = Durability.Majority });
        await Assert.ThrowsAsync<DurabilityImpossibleException>(async () => await durable.AddAsync(1));
    }

    private async Task<string> StoredAsync() => System.Text.Encoding.UTF8.GetString((await Raw.GetAsync(Key)).Value);
}
