using Integration.Tests.Support;
using Settee;

namespace Integration.Tests.KeyValue;

public sealed class RawOperationTests : IAsyncLifetime
{
    private EmulatedCluster _cluster = null!;

    private RawCollection Raw => _cluster.Bucket.Raw();

    public async ValueTask InitializeAsync() => _cluster = await EmulatedCluster.StartAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Bytes_text_and_JSON_come_back_as_what_they_were()
    {
        await Raw.InsertAsync("bytes", RawValue.Binary(new byte[] { 0, 1, 0xff }));
        await Raw.UpsertAsync("text", RawValue.Text("grüße"));
        await Raw.UpsertAsync("json", RawValue.Json("""{"a":1}"""));

        var bytes = await Raw.GetAsync("bytes");
        Assert.Equal(DocumentFormat.Binary, bytes.Format);
        Assert.Equal([0, 1, 0xff], bytes.Value);
        var text = await Raw.GetAsync("text");
        Assert.Equal((DocumentFormat.Text, "grüße"), (text.Format, text.GetText()));
        var json = await Raw.GetAsync("json");
        Assert.Equal(DocumentFormat.Json, json.Format);
        Assert.Equal(1, json.GetJson().GetProperty("a").GetInt32());
        Assert.Equal(("json", 0x0200_0000u), (json.Key, json.Flags));
    }

    [Fact]
    public async Task Values_of_other_clients_are_readable_and_can_be_copied_with_their_flags()
    {
        await _cluster.StoreRawAsync("old-json", "[1]"u8.ToArray(), flags: 0);
        await _cluster.StoreRawAsync("old-bytes", [1, 2], flags: 0x12);
        await _cluster.StoreRawAsync("net", "{}"u8.ToArray(), flags: 0x0200_0007);

        Assert.Equal(DocumentFormat.Json, (await Raw.GetAsync("old-json")).Format);
        var bytes = await Raw.GetAsync("old-bytes");
        Assert.Equal((DocumentFormat.Unknown, 0x12u), (bytes.Format, bytes.Flags));
        Assert.Equal(DocumentFormat.Json, (await Raw.GetAsync("net")).Format);

        await Raw.UpsertAsync("copy", RawValue.WithFlags(bytes.Value, bytes.Flags));
        Assert.Equal(0x12u, (await Raw.GetAsync("copy")).Flags);
    }

    [Fact]
    public async Task Misses_conflicts_and_versions_are_told()
    {
        Assert.Null(await Raw.FindAsync("x"));
        Assert.False(await Raw.ExistsAsync("x"));
        await Assert.ThrowsAsync<DocumentNotFoundException>(async () => await Raw.GetAsync("x"));
        await Assert.ThrowsAsync<DocumentNotFoundException>(async () => await Raw.ReplaceAsync("x", RawValue.Text("a")));
        await Assert.ThrowsAsync<DocumentNotFoundException>(async () => await Raw.AppendAsync("x", "a"u8.ToArray()));

        var first = await Raw.InsertAsync("x", RawValue.Text("a"));
        await Assert.ThrowsAsync<DocumentExistsException>(async () => await Raw.InsertAsync("x", RawValue.Text("a")));
        await Raw.ReplaceAsync("x", RawValue.Text("b"), new() { Cas = first.Cas });
        await Assert.ThrowsAsync<CasMismatchException>(async () => await Raw.ReplaceAsync("x", RawValue.Text("c"), new() { Cas = first.Cas }));
        await Assert.ThrowsAsync<CasMismatchException>(async () => await Raw.AppendAsync("x", "c"u8.ToArray(), new() { Cas = first.Cas }));
        await Assert.ThrowsAsync<CasMismatchException>(async () => await Raw.RemoveAsync("x", new() { Cas = first.Cas }));
        await Raw.RemoveAsync("x");
        Assert.False(await Raw.ExistsAsync("x"));
    }

    [Fact]
    public async Task Append_and_prepend_join_bytes_and_keep_format_and_expiry()
    {
        await Raw.UpsertAsync("log", RawValue.Text("b"), new() { Expiry = TimeSpan.FromHours(1) });
        await Raw.AppendAsync("log", "c"u8.ToArray());
        await Raw.PrependAsync("log", "a"u8.ToArray());

        var log = await Raw.GetAsync("log", new() { WithExpiry = true });
        Assert.Equal(("abc", DocumentFormat.Text), (log.GetText(), log.Format));
        Assert.NotNull(log.Expiry);
    }

    [Fact]
    public async Task A_counter_starts_where_it_is_told_and_stops_at_zero()
    {
        await Assert.ThrowsAsync<DocumentNotFoundException>(async () => await Raw.IncrementAsync("visits"));
        var made = await Raw.IncrementAsync("visits", 5, new() { Initial = 10, Expiry = TimeSpan.FromHours(1) });
        Assert.Equal(10u, made.Value);
        Assert.NotNull(made.Token);
        Assert.Equal(11u, (await Raw.IncrementAsync("visits")).Value);
        Assert.Equal(8u, (await Raw.DecrementAsync("visits", 3)).Value);
        Assert.Equal(0u, (await Raw.DecrementAsync("visits", 100)).Value);
        Assert.NotNull((await Raw.GetAsync("visits", new() { WithExpiry = true })).Expiry);

        await Raw.UpsertAsync("text", RawValue.Text("many"));
        var error = await Assert.ThrowsAsync<DeltaInvalidException>(async () => await Raw.IncrementAsync("text"));
        Assert.StartsWith("Increment of 'text' in default._default._default: ", error.Message);
        await Assert.ThrowsAsync<InvalidArgumentException>(async () => await Raw.IncrementAsync("new", 1, new() { Expiry = TimeSpan.FromHours(1) }));
    }

    [Fact]
    public async Task Locks_hold_until_they_are_ended()
    {
        await Raw.UpsertAsync("x", RawValue.Text("a"));
        var locked = await Raw.GetAndLockAsync("x", TimeSpan.FromSeconds(10));
        await Assert.ThrowsAsync<DocumentLockedException>(
            async () => await Raw.UpsertAsync("x", RawValue.Text("b"), new() { RetryStrategy = RetryStrategy.FailFast }));
        await Raw.UnlockAsync("x", locked.Cas);
        await Raw.UpsertAsync("x", RawValue.Text("b"));
        await Assert.ThrowsAsync<DocumentNotLockedException>(async () => await Raw.UnlockAsync("x", locked.Cas));
        await Assert.ThrowsAsync<InvalidArgumentException>(async () => await Raw.UnlockAsync("x", default));
        await Assert.ThrowsAsync<InvalidArgumentException>(async () => await Raw.GetAndLockAsync("x", TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Expiry_is_set_by_touch_and_read_on_request()
    {
        await Raw.UpsertAsync("x", RawValue.Json("[]"));
        Assert.Null((await Raw.GetAsync("x", new() { WithExpiry = true })).Expiry);
        var moment = DateTimeOffset.FromUnixTimeSeconds(4_000_000_000);
        await Raw.TouchAsync("x", moment);
        Assert.Equal(moment, (await Raw.FindAsync("x", new() { WithExpiry = true }))!.Value.Expiry);
        await Raw.GetAndTouchAsync("x", Expiry.Never);
        Assert.Null((await Raw.GetAsync("x", new() { WithExpiry = true })).Expiry);

        // A replace keeps it, an upsert does so on request.
        await Raw.TouchAsync("x", moment);
        await Raw.ReplaceAsync("x", RawValue.Json("[1]"));
        await Raw.UpsertAsync("x", RawValue.Json("[2]"), new() { PreserveExpiry = true });
        Assert.Equal(moment, (await Raw.GetAsync("x", new() { WithExpiry = true })).Expiry);
        Assert.Null(await Raw.FindAsync("missing", new() { WithExpiry = true }));
    }

    [Fact]
    public async Task Bytes_are_read_with_their_expiry_too()
    {
        await Raw.UpsertAsync("bytes", RawValue.Binary(new byte[] { 7, 8 }), new() { Expiry = TimeSpan.FromHours(1) });
        var read = await Raw.GetAsync("bytes", new() { WithExpiry = true });
        Assert.Equal((DocumentFormat.Binary, 2), (read.Format, read.Value.Length));
        Assert.NotNull(read.Expiry);
    }

    [Fact]
    public async Task Collections_are_apart()
    {
        var sessions = _cluster.Bucket.Raw("s1.sessions");
        await sessions.UpsertAsync("x", RawValue.Text("here"));
        Assert.Null(await Raw.FindAsync("x"));
        Assert.Equal("here", (await Raw.In("_default").FindAsync("x"))?.GetText() ?? (await sessions.GetAsync("x")).GetText());
        Assert.Equal("s1.sessions", sessions.Keyspace.ToString());
        await Assert.ThrowsAsync<CollectionNotFoundException>(async () => await _cluster.Bucket.Raw("s1.none").GetAsync("x"));
    }

    [Fact]
    public async Task A_key_that_cannot_be_is_refused()
    {
        var empty = await Assert.ThrowsAsync<InvalidArgumentException>(async () => await Raw.GetAsync(""));
        Assert.Contains("The key is empty.", empty.Message);
        var half = await Assert.ThrowsAsync<InvalidArgumentException>(async () => await Raw.GetAsync("a" + (char)0xd800));
        Assert.Contains("half a surrogate pair", half.Message);
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Raw.GetAsync(null!));
    }

    [Fact]
    public async Task A_key_may_be_as_long_as_its_collection_allows()
    {
        var sessions = _cluster.Bucket.Raw("s1.sessions");
        await Raw.UpsertAsync(new string('k', 250), RawValue.Text("x"));
        await sessions.UpsertAsync(new string('k', 246), RawValue.Text("x"));
        await Assert.ThrowsAsync<InvalidArgumentException>(async () => await Raw.UpsertAsync(new string('k', 251), RawValue.Text("x")));
        await Assert.ThrowsAsync<InvalidArgumentException>(async () => await sessions.UpsertAsync(new string('k', 247), RawValue.Text("x")));
        await Assert.ThrowsAsync<InvalidArgumentException>(async () => await Raw.UpsertAsync(new string('ü', 126), RawValue.Text("x")));
    }

    [Theory]
    [InlineData("a.b.c")]
    [InlineData(".b")]
    [InlineData("a.")]
    [InlineData("ä.b")]
    public void A_keyspace_that_cannot_be_is_refused(string keyspace) =>
        Assert.Throws<InvalidArgumentException>(() => _cluster.Bucket.Raw(keyspace));

    [Fact]
    public async Task A_value_beyond_the_limit_is_refused_before_it_is_sent()
    {
        var error = await Assert.ThrowsAsync<ValueTooLargeException>(
            async () => await Raw.UpsertAsync("big", RawValue.Binary(new byte[(20 * 1024 * 1024) + 1])));
        Assert.Equal(0, error.Context!.Attempts);
    }
}
