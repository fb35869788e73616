using System.Buffers.Binary;
using System.Text;
using Runtime.Tests.Support;
using Settee;
using Settee.Wire;

namespace Runtime.Tests.Operations;

/// <summary>Operation by option: what is on the wire, taken apart by a decoder that knows nothing of the client.</summary>
public sealed class WireMatrixTests : IAsyncLifetime
{
    internal static readonly FeatureSet Everything = FeatureSet.Of(
        HelloFeature.Json,
        HelloFeature.Xattr,
        HelloFeature.Collections,
        HelloFeature.AlternateRequest,
        HelloFeature.SyncReplication,
        HelloFeature.PreserveTtl,
        HelloFeature.SubdocCreateAsDeleted,
        HelloFeature.SubdocReplicaRead,
        HelloFeature.SubdocBinaryXattr,
        HelloFeature.SubdocReplaceBodyWithXattr,
        HelloFeature.MutationSeqno);

    private static readonly RawValue Json = RawValue.Json("{}");
    private static readonly RawValue Bytes = RawValue.Binary("v"u8.ToArray());
    private static readonly DateTimeOffset Moment = DateTimeOffset.FromUnixTimeSeconds(4_000_000_000);
    private readonly RecordingNode _node = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    /// <summary>Each operation, and what its frame must say: opcode, data type, CAS, framing extras, extras, value.</summary>
    private static readonly Dictionary<string, (Func<RawCollection, Task> Run, string Frame)> Cases = new()
    {
        ["get"] = (c => c.GetAsync("k").AsTask(), "80 op=00 dt=0 cas=0 [] ext= val="),
        ["get with expiry"] = (
            c => c.GetAsync("k", new() { WithExpiry = true }).AsTask(),
            "80 op=d0 dt=0 cas=0 [] ext= val=c504001124646f63756d656e742e65787074696d65c504000f24646f63756d656e742e666c61677300000000"),
        ["find"] = (c => c.FindAsync("k").AsTask(), "80 op=00 dt=0 cas=0 [] ext= val="),
        ["exists"] = (c => c.ExistsAsync("k").AsTask(), "80 op=a0 dt=0 cas=0 [] ext=02 val="),
        ["get and touch"] = (c => c.GetAndTouchAsync("k", TimeSpan.FromSeconds(60)).AsTask(), "80 op=1d dt=0 cas=0 [] ext=0000003c val="),
        ["get and lock"] = (c => c.GetAndLockAsync("k", TimeSpan.FromSeconds(14.2)).AsTask(), "80 op=94 dt=0 cas=0 [] ext=0000000f val="),
        ["unlock"] = (c => c.UnlockAsync("k", new Cas(9)).AsTask(), "80 op=95 dt=0 cas=9 [] ext= val="),
        ["touch"] = (c => c.TouchAsync("k", Moment).AsTask(), "80 op=1c dt=0 cas=0 [] ext=ee6b2800 val="),
        ["touch never"] = (c => c.TouchAsync("k", Expiry.Never).AsTask(), "80 op=1c dt=0 cas=0 [] ext=00000000 val="),
        ["insert"] = (c => c.InsertAsync("k", Json).AsTask(), "80 op=02 dt=1 cas=0 [] ext=0200000000000000 val=7b7d"),
        ["insert durable with expiry"] = (
            c => c.InsertAsync("k", Bytes, new() { Durability = Durability.Majority, Expiry = TimeSpan.FromDays(30) }).AsTask(),
            "08 op=02 dt=0 cas=0 [durability 1 9000ms] ext=0300000000278d00 val=76"),
        ["upsert"] = (c => c.UpsertAsync("k", RawValue.Text("ä")).AsTask(), "80 op=01 dt=0 cas=0 [] ext=0400000000000000 val=c3a4"),
        ["upsert preserving"] = (
            c => c.UpsertAsync("k", Json, new() { PreserveExpiry = true }).AsTask(), "08 op=01 dt=1 cas=0 [preserve-ttl] ext=0200000000000000 val=7b7d"),
        ["upsert durable preserving"] = (
            c => c.UpsertAsync("k", Json, new() { PreserveExpiry = true, Durability = Durability.PersistToMajority, Timeout = TimeSpan.FromSeconds(5) }).AsTask(),
            "08 op=01 dt=1 cas=0 [durability 3 4500ms,preserve-ttl] ext=0200000000000000 val=7b7d"),
        ["upsert with a short time-out"] = (
            c => c.UpsertAsync("k", Json, new() { Durability = Durability.MajorityAndPersistToActive, Timeout = TimeSpan.FromSeconds(1) }).AsTask(),
            "08 op=01 dt=1 cas=0 [durability 2 1500ms] ext=0200000000000000 val=7b7d"),
        ["upsert with a long time-out"] = (
            c => c.UpsertAsync("k", Json, new() { Durability = Durability.Majority, Timeout = TimeSpan.FromMinutes(5) }).AsTask(),
            "08 op=01 dt=1 cas=0 [durability 1 65534ms] ext=0200000000000000 val=7b7d"),
        ["upsert with foreign flags"] = (
            c => c.UpsertAsync("k", RawValue.WithFlags("x"u8.ToArray(), 0x02000006)).AsTask(), "80 op=01 dt=1 cas=0 [] ext=0200000600000000 val=78"),
        ["replace"] = (c => c.ReplaceAsync("k", Json).AsTask(), "08 op=03 dt=1 cas=0 [preserve-ttl] ext=0200000000000000 val=7b7d"),
        ["replace a version with expiry"] = (
            c => c.ReplaceAsync("k", Json, new() { Cas = new Cas(0x1122334455667788), Expiry = Moment }).AsTask(),
            "80 op=03 dt=1 cas=1122334455667788 [] ext=02000000ee6b2800 val=7b7d"),
        ["replace durable"] = (
            c => c.ReplaceAsync("k", Json, new() { Durability = Durability.Majority }).AsTask(),
            "08 op=03 dt=1 cas=0 [durability 1 9000ms,preserve-ttl] ext=0200000000000000 val=7b7d"),
        ["remove"] = (c => c.RemoveAsync("k").AsTask(), "80 op=04 dt=0 cas=0 [] ext= val="),
        ["remove durable"] = (
            c => c.RemoveAsync("k", new() { Cas = new Cas(5), Durability = Durability.Majority }).AsTask(),
            "08 op=04 dt=0 cas=5 [durability 1 9000ms] ext= val="),
        ["append"] = (c => c.AppendAsync("k", "ab"u8.ToArray()).AsTask(), "80 op=0e dt=0 cas=0 [] ext= val=6162"),
        ["append durable"] = (
            c => c.AppendAsync("k", "ab"u8.ToArray(), new() { Cas = new Cas(6), Durability = Durability.Majority }).AsTask(),
            "08 op=0e dt=0 cas=6 [durability 1 9000ms] ext= val=6162"),
        ["prepend"] = (c => c.PrependAsync("k", "ab"u8.ToArray(), new() { Cas = new Cas(6) }).AsTask(), "80 op=0f dt=0 cas=6 [] ext= val=6162"),
        ["increment"] = (c => c.IncrementAsync("k").AsTask(), "80 op=05 dt=0 cas=0 [] ext=00000000000000010000000000000000ffffffff val="),
        ["increment from"] = (
            c => c.IncrementAsync("k", 2, new() { Initial = 10, Expiry = TimeSpan.FromSeconds(9), Durability = Durability.Majority }).AsTask(),
            "08 op=05 dt=0 cas=0 [durability 1 9000ms] ext=0000000000000002000000000000000a00000009 val="),
        ["decrement"] = (
            c => c.DecrementAsync("k", 3, new() { Initial = 0 }).AsTask(), "80 op=06 dt=0 cas=0 [] ext=0000000000000003000000000000000000000000 val="),
        ["replica"] = (c => c.GetReplicaAsync("k", ReplicaIndex.First).AsTask(), "80 op=83 dt=0 cas=0 [] ext= val="),
        ["lookup"] = (
            c => c.LookupInAsync("k", [LookupSpec.Get("a"), LookupSpec.Exists("x.y", PathFlags.Xattr), LookupSpec.Count("")], new() { AccessDeleted = true }).AsTask(),
            "80 op=d0 dt=0 cas=0 [] ext=04 val=c6040003782e79c500000161d2000000"),
        ["mutate"] = (
            c => c.MutateInAsync("k", [MutateSpec.Upsert("a", "1"), MutateSpec.Upsert("x", MutationMacro.Cas, PathFlags.CreateParents)]).AsTask(),
            "08 op=d1 dt=0 cas=0 [preserve-ttl] ext= val=c8150001000000117822247b4d75746174696f6e2e4341537d22c80000010000000161" + "31"),
        ["mutate durable with expiry"] = (
            c => c.MutateInAsync(
                "k",
                [MutateSpec.Increment("n", -5)],
                new() { Cas = new Cas(3), Expiry = TimeSpan.FromSeconds(60), Durability = Durability.Majority }).AsTask(),
            "08 op=d1 dt=0 cas=3 [durability 1 9000ms] ext=0000003c val=cf000001000000026e2d35"),
        ["mutate making a tombstone"] = (
            c => c.MutateInAsync(
                "k",
                [MutateSpec.Insert("t", "1", PathFlags.Xattr)],
                new() { StoreSemantics = StoreSemantics.Insert, CreateAsDeleted = true, AccessDeleted = true }).AsTask(),
            "80 op=d1 dt=0 cas=0 [] ext=0e val=c704000100000001" + "7431"),
        ["mutate reviving"] = (
            c => c.MutateInAsync(
                "k",
                [MutateSpec.ReplaceBodyWithXattr("t")],
                new() { StoreSemantics = StoreSemantics.Upsert, AccessDeleted = true, ReviveDocument = true, Expiry = Expiry.Never }).AsTask(),
            "80 op=d1 dt=0 cas=0 [] ext=0000000015 val=d304000100000000" + "74"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_operation_says_on_the_wire_what_its_options_say(string name)
    {
        var (run, expected) = Cases[name];
        _node.Features = Everything;
        _node.Answer = Answer;
        var bucket = await _node.OpenAsync(new() { Compression = new() { Enabled = false } });

        foreach (var (collection, prefix) in new[] { (bucket.Raw(), "00"), (bucket.Raw("s1.c2"), "09") })
        {
            await Quietly(run(collection));
            Assert.True(_node.Requests.TryDequeue(out var frame));
            Assert.Equal(expected, Describe(frame));
            Assert.Equal(prefix + "6b", Convert.ToHexStringLower(frame.Key));
            Assert.Equal(WireFrame.VBucketOf("k"u8, RecordingNode.VBuckets), frame.VBucket);
            Assert.Empty(_node.Requests);
        }
    }

    [Fact]
    public async Task Without_the_collections_feature_keys_of_the_default_collection_have_no_prefix()
    {
        _node.Features = FeatureSet.Of(HelloFeature.Json);
        var bucket = await _node.OpenAsync();
        await bucket.Raw().UpsertAsync("k", Json);
        Assert.True(_node.Requests.TryDequeue(out var frame));
        Assert.Equal("6b", Convert.ToHexStringLower(frame.Key));
        await Assert.ThrowsAsync<FeatureNotAvailableException>(async () => await bucket.Raw("s1.c1").UpsertAsync("k", Json));
        Assert.Empty(_node.Requests);
    }

    [Fact]
    public async Task Without_the_JSON_feature_no_value_is_marked_as_JSON()
    {
        _node.Features = FeatureSet.Of(HelloFeature.Collections);
        await (await _node.OpenAsync()).Raw().UpsertAsync("k", Json);
        Assert.True(_node.Requests.TryDequeue(out var frame));
        Assert.Equal(0, frame.DataType);
    }

    public static TheoryData<string, string> Needs => new()
    {
        { "insert durable with expiry", "SyncReplication" },
        { "remove durable", "SyncReplication" },
        { "append durable", "SyncReplication" },
        { "increment from", "SyncReplication" },
        { "mutate durable with expiry", "SyncReplication" },
        { "upsert preserving", "PreserveTtl" },
        { "replace", "PreserveTtl" },
        { "mutate", "PreserveTtl" },
        { "mutate making a tombstone", "Xattr" },
        { "mutate making a tombstone", "SubdocCreateAsDeleted" },
        { "mutate reviving", "SubdocReplaceBodyWithXattr" },
        { "get with expiry", "Xattr" },
        { "lookup", "Xattr" },
        { "upsert durable preserving", "AlternateRequest" },
    };

    [Theory]
    [MemberData(nameof(Needs))]
    public async Task What_a_node_has_not_negotiated_is_refused_before_it_is_sent(string name, string feature)
    {
        _node.Features = new FeatureSet(Everything.Bits & ~(1ul << (ushort)Enum.Parse<HelloFeature>(feature)));
        var bucket = await _node.OpenAsync();
        var error = await Assert.ThrowsAsync<FeatureNotAvailableException>(() => Cases[name].Run(bucket.Raw()));
        Assert.Contains(feature, error.Message);
        Assert.Empty(_node.Requests);
    }

    [Fact]
    public async Task Values_are_compressed_where_it_pays_and_the_node_takes_it()
    {
        _node.Features = Everything.With(HelloFeature.Snappy);
        var raw = (await _node.OpenAsync()).Raw();
        var long40 = new string('a', 40);
        await raw.UpsertAsync("k", RawValue.Json($"\"{long40}\""));
        await raw.AppendAsync("k", Encoding.UTF8.GetBytes(long40));
        await raw.UpsertAsync("k", RawValue.Text(new string('a', 31)));
        await raw.UpsertAsync("k", RawValue.Binary(Enumerable.Range(0, 200).Select(i => (byte)(i * 37)).ToArray()));
        await raw.MutateInAsync("k", [MutateSpec.Upsert("a", $"\"{long40}\"")]);

        Assert.Equal([3, 2, 0, 0, 0], _node.Requests.Select(frame => (int)frame.DataType));
        Assert.Equal($"\"{long40}\"", Encoding.UTF8.GetString(IronSnappy.Snappy.Decode(_node.Requests.First().Value)));
        Assert.Equal("00000000", Convert.ToHexString(_node.Requests.First().Extras[4..]));
    }

    [Fact]
    public async Task A_repetition_on_a_connection_without_compression_carries_the_plain_value()
    {
        _node.Features = Everything.With(HelloFeature.Snappy);
        var bucket = await _node.OpenAsync();
        var connection = bucket.Dispatcher.Routing!.OwnerOf(0)!.Connection!;
        _node.Answer = request =>
        {
            // The next attempt meets a node that does not know Snappy, the one after it one that does.
            connection.Features = _node.Requests.Count == 1 ? Everything : Everything.With(HelloFeature.Snappy);
            return WireFrame.Response(request, (ushort)(_node.Requests.Count < 3 ? 0x86 : 0), extras: new byte[16], cas: 7);
        };
        var text = new string('a', 500);
        await bucket.Raw().UpsertAsync("k", RawValue.Text(text));

        Assert.Equal([2, 0, 2], _node.Requests.Select(frame => (int)frame.DataType));
        Assert.Equal(text, Encoding.UTF8.GetString(_node.Requests.ElementAt(1).Value));
        Assert.Equal(text, Encoding.UTF8.GetString(IronSnappy.Snappy.Decode(_node.Requests.Last().Value)));
    }

    [Fact]
    public async Task Typed_operations_are_the_same_on_the_wire()
    {
        _node.Features = Everything;
        _node.Answer = Answer;
        var orders = (await _node.OpenAsync()).Collection<Order>();
        var order = new Order { Id = 1, Text = "x" };
        var json = Convert.ToHexStringLower("{\"id\":1,\"text\":\"x\"}"u8);
        (Func<Task> Run, string Frame)[] cases =
        [
            (() => orders.GetAsync(Order.KeyFor(1)).AsTask(), "80 op=00 dt=0 cas=0 [] ext= val="),
            (() => orders.InsertAsync(order, new() { Durability = Durability.Majority }).AsTask(),
                $"08 op=02 dt=1 cas=0 [durability 1 9000ms] ext=0200000000000000 val={json}"),
            (() => orders.UpsertAsync(order, new() { Expiry = Moment }).AsTask(), $"80 op=01 dt=1 cas=0 [] ext=02000000ee6b2800 val={json}"),
            (() => orders.ReplaceAsync(order, new() { Cas = new Cas(9) }).AsTask(), $"08 op=03 dt=1 cas=9 [preserve-ttl] ext=0200000000000000 val={json}"),
            (() => orders.RemoveAsync(Order.KeyFor(1), new() { Cas = new Cas(9), Durability = Durability.PersistToMajority }).AsTask(),
                "08 op=04 dt=0 cas=9 [durability 3 9000ms] ext= val="),
            (() => orders.TouchAsync(Order.KeyFor(1), TimeSpan.FromSeconds(1)).AsTask(), "80 op=1c dt=0 cas=0 [] ext=00000001 val="),
            (() => orders.GetAndLockAsync(Order.KeyFor(1), TimeSpan.FromSeconds(30)).AsTask(), "80 op=94 dt=0 cas=0 [] ext=0000001e val="),
            (() => orders.GetReplicaAsync(Order.KeyFor(1), ReplicaIndex.First).AsTask(), "80 op=83 dt=0 cas=0 [] ext= val="),
        ];
        foreach (var (run, expected) in cases)
        {
            await Quietly(run());
            Assert.True(_node.Requests.TryDequeue(out var frame));
            Assert.Equal(expected, Describe(frame));
            Assert.Equal("\0order::1", Encoding.UTF8.GetString(frame.Key));
        }
    }

    internal static string Describe(WireFrame frame) =>
        $"{frame.Magic:x2} op={frame.Opcode:x2} dt={frame.DataType} cas={frame.Cas:x} [{string.Join(',', frame.FrameInfos())}] "
        + $"ext={Convert.ToHexStringLower(frame.Extras)} val={Convert.ToHexStringLower(frame.Value)}";

    private static byte[] Answer(WireFrame request) => WireFrame.Response(request, 0x84);

    // What the node answers is of no interest here.
    private static async Task Quietly(Task operation)
    {
        try
        {
            await operation;
        }
        catch (InternalServerFailureException)
        {
        }
    }
}
