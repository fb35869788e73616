using System.Globalization;
using Integration.Tests.Documents;
using Integration.Tests.Support;
using Settee;
using Settee.Wire;

namespace Integration.Tests.KeyValue;

public sealed class SubDocumentTests : IAsyncLifetime
{
    private const string Order = """{"name":"Köln","n":3,"tags":["a","b"],"address":{"city":"Bonn"}}""";

    private EmulatedCluster _cluster = null!;

    private RawCollection Raw => _cluster.Bucket.Raw();

    public async ValueTask InitializeAsync()
    {
        _cluster = await EmulatedCluster.StartAsync();
        await Raw.UpsertAsync("o", RawValue.Json(Order));
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task A_lookup_answers_in_the_order_of_its_questions()
    {
        await Raw.MutateInAsync("o", [MutateSpec.Upsert("meta.by", JsonFragment.Text("me"), PathFlags.Xattr | PathFlags.CreateParents)]);
        var result = await Raw.LookupInAsync("o",
        [
            LookupSpec.Get("address.city"),
            LookupSpec.Exists("missing"),
            LookupSpec.Get("meta.by", PathFlags.Xattr),
            LookupSpec.Count("tags"),
            LookupSpec.Get("tags[-1]"),
            LookupSpec.Exists("n"),
            LookupSpec.Get("$document.exptime", PathFlags.Xattr),
            LookupSpec.Document,
        ]);

        Assert.Equal(8, result.Count);
        Assert.Equal("\"Bonn\"", result.TextOf(0));
        Assert.False(result.Exists(1));
        Assert.Equal("false", result.TextOf(1));
        Assert.Equal("me", result.JsonOf(2).GetString());
        Assert.Equal(2, result.Int64Of(3));
        Assert.Equal("\"b\"", result.TextOf(4));
        Assert.True(result.Exists(5));
        Assert.Equal("true", result.TextOf(5));
        Assert.Equal(0, result.Int64Of(6));
        Assert.Equal(Order, result.TextOf(7));
        Assert.False(result.IsDeleted);
        Assert.False(result.Cas.IsNone);
    }

    [Fact]
    public async Task What_went_wrong_with_a_path_shows_when_its_answer_is_taken()
    {
        var result = await Raw.LookupInAsync("o", [LookupSpec.Get("gone"), LookupSpec.Get("n.x"), LookupSpec.Get("n")]);

        var missing = Assert.Throws<PathNotFoundException>(() => result.ContentOf(0));
        Assert.StartsWith("LookupIn of 'o' in default._default._default: the path 'gone' does not exist", missing.Message);
        Assert.False(result.Exists(0));
        Assert.Throws<PathMismatchException>(() => result.Exists(1));
        Assert.Equal(3, result.Int64Of(2));
        Assert.Throws<InvalidArgumentException>(() => result.ContentOf(3));
        await Assert.ThrowsAsync<DocumentNotFoundException>(async () => await Raw.LookupInAsync("none", [LookupSpec.Get("a")]));
    }

    [Fact]
    public async Task A_mutation_changes_all_kinds_of_paths_and_tells_counters()
    {
        var result = await Raw.MutateInAsync("o",
        [
            MutateSpec.Increment("n", 4),
            MutateSpec.Insert("new.deep", "{\"x\":1}", PathFlags.CreateParents),
            MutateSpec.Upsert("name", JsonFragment.Text("\"KA\" ä")),
            MutateSpec.Upsert("audit.cas", MutationMacro.Cas, PathFlags.CreateParents),
            MutateSpec.Replace("address.city", "\"Köln\""u8.ToArray()),
            MutateSpec.ArrayAppend("tags", "\"c\",\"d\""),
            MutateSpec.ArrayPrepend("tags", "\"z\""),
            MutateSpec.ArrayInsert("tags[1]", "\"y\""),
            MutateSpec.ArrayAddUnique("tags", "\"u\""),
            MutateSpec.Increment("fresh", -2),
            MutateSpec.Remove("address"),
        ]);

        Assert.Equal(7, result.Int64Of(0));
        Assert.Equal(-2, result.Int64Of(9));
        Assert.True(result.ContentOf(1).IsEmpty);
        Assert.Equal(11, result.Count);
        Assert.NotNull(result.Token);
        var stored = await Raw.LookupInAsync("o", [LookupSpec.Document, LookupSpec.Get("audit.cas", PathFlags.Xattr)]);
        Assert.Equal(
            """{"name":"\"KA\" ä","n":7,"tags":["z","y","a","b","c","d","u"],"new":{"deep":{"x":1}},"fresh":-2}""",
            stored.TextOf(0));
        var reversed = System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(result.Cas.Value);
        Assert.Equal($"\"0x{reversed.ToString("x16", CultureInfo.InvariantCulture)}\"", stored.TextOf(1));
    }

    [Fact]
    public async Task A_mutation_that_fails_names_the_callers_path_and_changes_nothing()
    {
        var error = await Assert.ThrowsAsync<PathNotFoundException>(async () => await Raw.MutateInAsync("o",
        [
            MutateSpec.Upsert("n", "1"),
            MutateSpec.Replace("gone", "1"),
            MutateSpec.Upsert("x", "1", PathFlags.Xattr),
        ]));
        Assert.Contains("the path 'gone'", error.Message);
        Assert.Equal(Order, (await Raw.GetAsync("o")).GetText());
    }

    [Fact]
    public async Task Store_semantics_decide_about_missing_documents()
    {
        await Assert.ThrowsAsync<DocumentNotFoundException>(async () => await Raw.MutateInAsync("m", [MutateSpec.Upsert("a", "1")]));
        await Raw.MutateInAsync("m", [MutateSpec.Upsert("a", "1")], new() { StoreSemantics = StoreSemantics.Upsert });
        await Raw.MutateInAsync("m", [MutateSpec.Upsert("b", "2")], new() { StoreSemantics = StoreSemantics.Upsert });
        Assert.Equal("""{"a":1,"b":2}""", (await Raw.GetAsync("m")).GetText());
        await Assert.ThrowsAsync<DocumentExistsException>(
            async () => await Raw.MutateInAsync("m", [MutateSpec.Upsert("a", "1")], new() { StoreSemantics = StoreSemantics.Insert }));
        await Assert.ThrowsAsync<CasMismatchException>(
            async () => await Raw.MutateInAsync("m", [MutateSpec.Upsert("a", "1")], new() { Cas = new Cas(5) }));
    }

    [Fact]
    public async Task The_expiry_is_kept_unless_one_is_given()
    {
        var moment = DateTimeOffset.FromUnixTimeSeconds(4_000_000_000);
        await Raw.TouchAsync("o", moment);
        await Raw.MutateInAsync("o", [MutateSpec.Upsert("n", "1")]);
        Assert.Equal(moment, (await Raw.GetAsync("o", new() { WithExpiry = true })).Expiry);
        await Raw.MutateInAsync("o", [MutateSpec.Upsert("n", "1")], new() { Expiry = moment.AddDays(1) });
        Assert.Equal(moment.AddDays(1), (await Raw.GetAsync("o", new() { WithExpiry = true })).Expiry);
    }

    [Fact]
    public async Task Whole_documents_can_be_replaced_and_removed_along_with_attributes()
    {
        await Raw.MutateInAsync("o", [MutateSpec.Replace("", "[1]"), MutateSpec.Upsert("x", "1", PathFlags.Xattr)]);
        Assert.Equal("[1]", (await Raw.GetAsync("o")).GetText());
        await Raw.MutateInAsync("o", [MutateSpec.Remove("")]);
        Assert.False(await Raw.ExistsAsync("o"));
    }

    [Fact]
    public async Task A_document_may_be_made_deleted_and_revived()
    {
        await Raw.MutateInAsync(
            "t",
            [MutateSpec.Upsert("_txn", "{\"body\":{\"a\":1}}", PathFlags.Xattr)],
            new() { StoreSemantics = StoreSemantics.Insert, CreateAsDeleted = true, AccessDeleted = true });
        Assert.False(await Raw.ExistsAsync("t"));
        await Assert.ThrowsAsync<DocumentNotFoundException>(async () => await Raw.LookupInAsync("t", [LookupSpec.Get("_txn", PathFlags.Xattr)]));
        var staged = await Raw.LookupInAsync("t", [LookupSpec.Get("_txn.body", PathFlags.Xattr), LookupSpec.Get("a")], new() { AccessDeleted = true });
        Assert.True(staged.IsDeleted);
        Assert.Equal("{\"a\":1}", staged.TextOf(0));

        await Raw.MutateInAsync(
            "t",
            [MutateSpec.ReplaceBodyWithXattr("_txn.body")],
            new() { AccessDeleted = true, ReviveDocument = true });
        Assert.Equal("{\"a\":1}", (await Raw.GetAsync("t")).GetText());
        await Assert.ThrowsAsync<DocumentAlreadyAliveException>(async () => await Raw.MutateInAsync(
            "t", [MutateSpec.Upsert("_txn", "1", PathFlags.Xattr)], new() { AccessDeleted = true, ReviveDocument = true }));
    }

    [Fact]
    public async Task Attributes_have_their_own_errors()
    {
        await Assert.ThrowsAsync<XattrUnknownMacroException>(
            async () => await Raw.MutateInAsync("o", [MutateSpec.Upsert("a", "\"${Nonsense}\"", PathFlags.Xattr | PathFlags.ExpandMacros)]));
        await Assert.ThrowsAsync<XattrCannotModifyVirtualAttributeException>(
            async () => await Raw.MutateInAsync("o", [MutateSpec.Upsert("$document.x", "1", PathFlags.Xattr)]));
        var result = await Raw.LookupInAsync("o", [LookupSpec.Get("$nothing.x", PathFlags.Xattr)]);
        Assert.Throws<XattrUnknownVirtualAttributeException>(() => result.TextOf(0));
    }

    [Fact]
    public async Task Bytes_can_be_kept_in_an_attribute()
    {
        await Raw.MutateInAsync("o", [MutateSpec.Upsert("b", new byte[] { 1, 0xff }, PathFlags.Xattr | PathFlags.Binary)]);
        var result = await Raw.LookupInAsync("o", [LookupSpec.Get("b", PathFlags.Xattr | PathFlags.Binary)]);
        Assert.Equal([1, 0xff], result.ContentOf(0).ToArray());
    }

    [Fact]
    public async Task What_cannot_be_is_refused_before_it_is_sent()
    {
        await Refused(async () => await Raw.LookupInAsync("o", []));
        await Refused(async () => await Raw.LookupInAsync("o", [.. Enumerable.Repeat(LookupSpec.Get("a"), 17)]));
        await Refused(async () => await Raw.MutateInAsync("o", []));
        await Refused(async () => await Raw.MutateInAsync("o", [.. Enumerable.Repeat(MutateSpec.Upsert("a", "1"), 17)]));
        await Refused(async () => await Raw.LookupInAsync("o", [LookupSpec.Get(new string('a', 1025))]));
        await Refused(async () => await Raw.MutateInAsync("o", [MutateSpec.Upsert("a", "1")], new() { StoreSemantics = StoreSemantics.Upsert, Cas = new Cas(1) }));
        await Refused(async () => await Raw.MutateInAsync("o", [MutateSpec.Upsert("a", "1")], new() { CreateAsDeleted = true }));
        await Refused(async () => await Raw.MutateInAsync("o", [MutateSpec.Upsert("a", "1")], new() { ReviveDocument = true }));
        Assert.Throws<InvalidArgumentException>(() => MutateSpec.Upsert("", "1"));
        Assert.Throws<InvalidArgumentException>(() => MutateSpec.Insert("", "1"));
        Assert.Throws<InvalidArgumentException>(() => MutateSpec.Increment("a", 0));
        Assert.Throws<InvalidArgumentException>(() => MutateSpec.Upsert("a", "1", PathFlags.Binary));
        Assert.Throws<InvalidArgumentException>(() => MutateSpec.Replace("a", "1", PathFlags.CreateParents));
        Assert.Throws<InvalidArgumentException>(() => LookupSpec.Get("a", PathFlags.ExpandMacros));
        Assert.All(
            Enumerable.Range(0, 3).Select(_cluster.Emulator.Node),
            node => Assert.Equal(0, node.RequestsOf(Opcode.SubdocMultiLookup) + node.RequestsOf(Opcode.SubdocMultiMutation)));
    }

    [Fact]
    public async Task A_typed_document_is_read_with_its_expiry()
    {
        var moment = DateTimeOffset.FromUnixTimeSeconds(4_000_000_000);
        var airlines = _cluster.Bucket.Airlines;
        await airlines.UpsertAsync(new Airline { Id = 1, Name = "KA" }, new() { Expiry = moment });
        var read = await airlines.GetAsync(1, new() { WithExpiry = true });
        Assert.Equal((moment, "KA"), (read.Expiry, read.Value.Name));
        Assert.Equal(read.Cas, read.Value.Version);
        Assert.Null((await airlines.GetAsync(1)).Expiry);
        Assert.Null(await airlines.FindAsync(2, new() { WithExpiry = true }));
        await Assert.ThrowsAsync<DocumentNotFoundException>(async () => await airlines.GetAsync(2, new() { WithExpiry = true }));
    }

    [Fact]
    public async Task A_member_for_the_expiry_is_filled_and_written()
    {
        var moment = DateTimeOffset.FromUnixTimeSeconds(4_000_000_000);
        var vouchers = _cluster.Bucket.Vouchers;
        await vouchers.InsertAsync(new Voucher { Code = "a", Expires = moment });
        var key = Voucher.KeyFor("a");
        Assert.Null((await vouchers.GetAsync(key)).Value.Expires);
        Assert.Equal(moment, (await vouchers.GetAsync(key, new() { WithExpiry = true })).Value.Expires);
        Assert.Equal(moment, (await vouchers.FindAsync(key, new() { WithExpiry = true }))!.Value.Value.Expires);
        await vouchers.TouchAsync(key, Expiry.Never);
        Assert.Null((await vouchers.GetAsync(key, new() { WithExpiry = true })).Value.Expires);
    }

    [Fact]
    public async Task A_key_too_long_for_another_scope_is_refused()
    {
        var long250 = new DocumentKey<Airline>("airline::" + new string('1', 241));
        Assert.Null(await _cluster.Bucket.Airlines.FindAsync(long250));
        await Assert.ThrowsAsync<InvalidArgumentException>(async () => await _cluster.Bucket.Airlines.In("s1").FindAsync(long250));
    }

    private static async Task Refused(Func<Task> call) => await Assert.ThrowsAsync<InvalidArgumentException>(call);
}
