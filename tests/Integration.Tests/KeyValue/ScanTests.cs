using Integration.Tests.Documents;
using Integration.Tests.Support;
using Settee;
using Settee.Emulator;
using Settee.Wire;

namespace Integration.Tests.KeyValue;

public sealed class ScanTests : IAsyncLifetime
{
    private EmulatedCluster _cluster = null!;

    private RawCollection Raw => _cluster.Bucket.Raw();

    public async ValueTask InitializeAsync()
    {
        _cluster = await EmulatedCluster.StartAsync(new EmulatorOptions { Nodes = 3, VBuckets = 16 });
        for (var i = 0; i < 200; i++)
            await Raw.UpsertAsync($"user::{i:d3}", RawValue.Json($"{{\"i\":{i}}}"));

        await Raw.UpsertAsync("zebra", RawValue.Text(new string('z', 30_000)), new() { Expiry = DateTimeOffset.FromUnixTimeSeconds(4_000_000_000) });
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task All_documents_come_with_content_flags_version_and_expiry()
    {
        var all = await CollectAsync(Raw.ScanAsync(ScanRange.All));
        Assert.Equal(201, all.Count);
        var zebra = all.Single(document => document.Key == "zebra");
        Assert.Equal((DocumentFormat.Text, 30_000), (zebra.Format, zebra.Value.Length));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(4_000_000_000), zebra.Expiry);
        var read = await Raw.GetAsync("user::007");
        var scanned = all.Single(document => document.Key == "user::007");
        Assert.Equal(("{\"i\":7}", read.Cas, DocumentFormat.Json), (scanned.GetText(), scanned.Cas, scanned.Format));
    }

    [Fact]
    public async Task Ranges_and_prefixes_bound_the_keys()
    {
        Assert.Equal(200, (await CollectAsync(Raw.ScanKeysAsync(ScanRange.Prefix("user::")))).Count);
        Assert.Equal(10, (await CollectAsync(Raw.ScanKeysAsync(ScanRange.Prefix("user::01")))).Count);
        Assert.Equal(
            ["user::010", "user::011", "user::012"],
            (await CollectAsync(Raw.ScanKeysAsync(ScanRange.Between("user::010", "user::012")))).Order());
        Assert.Equal(["user::011"], await CollectAsync(Raw.ScanKeysAsync(ScanRange.Between("user::010", "user::012", excludeFrom: true, excludeTo: true))));
        Assert.Equal(2, (await CollectAsync(Raw.ScanKeysAsync(ScanRange.Between("user::199", null)))).Count);
        Assert.Equal(2, (await CollectAsync(Raw.ScanKeysAsync(ScanRange.Between(null, "user::001")))).Count);
        Assert.Empty(await CollectAsync(Raw.ScanKeysAsync(ScanRange.Prefix("nothing"))));
    }

    [Fact]
    public async Task Small_batches_lose_and_repeat_nothing()
    {
        var keys = await CollectAsync(Raw.ScanKeysAsync(ScanRange.All, new() { BatchItems = 2, MaxConcurrency = 5 }));
        Assert.Equal(201, keys.Count);
        Assert.Equal(201, keys.Distinct().Count());
        Assert.Equal(201, (await CollectAsync(Raw.ScanAsync(ScanRange.All, new() { BatchBytes = 10 }))).Count);
    }

    [Fact]
    public async Task A_sample_has_as_many_documents_as_asked_for()
    {
        var sample = await CollectAsync(Raw.ScanKeysAsync(ScanRange.Sample(20, seed: 7)));
        Assert.InRange(sample.Count, 1, 20);
        Assert.Equal(sample.Count, sample.Distinct().Count());
        Assert.Equal(201, (await CollectAsync(Raw.ScanKeysAsync(ScanRange.Sample(100_000)))).Count);
    }

    [Fact]
    public async Task A_sample_survives_lost_connections_without_loss_or_repetition()
    {
        // Three of four documents: every vbucket takes part, and none is taken whole.
        var options = new ScanOptions { BatchItems = 2, MaxConcurrency = 1 };
        var undisturbed = await CollectAsync(Raw.ScanKeysAsync(ScanRange.Sample(150, seed: 7), options));
        var faults = Nodes().SelectMany(node => new[]
        {
            node.On(Opcode.RangeScanContinue).After(2).CloseConnection(),
            node.On(Opcode.RangeScanContinue).After(9).CloseConnection(),
        }).ToList();
        var disturbed = await CollectAsync(Raw.ScanKeysAsync(ScanRange.Sample(150, seed: 7), options));

        Assert.All(faults, fault => Assert.Equal(1, fault.Strikes));
        Assert.Equal(disturbed.Count, disturbed.Distinct().Count());
        Assert.Equal(undisturbed.Count, disturbed.Count);
    }

    [Fact]
    public async Task A_lost_connection_and_a_moved_vbucket_cost_nothing()
    {
        var faults = Enumerable.Range(0, 3).Select(i => _cluster.Emulator.Node(i).On(Opcode.RangeScanContinue).After(3).CloseConnection()).ToList();
        List<string> keys = [];
        await foreach (var key in Raw.ScanKeysAsync(ScanRange.All, new() { BatchItems = 3 }))
        {
            keys.Add(key);
            if (keys.Count == 20)
            {
                for (var vbucket = 0; vbucket < 16; vbucket++)
                    _cluster.Emulator.MoveVBucket(vbucket, vbucket % 2);
            }
        }

        Assert.Equal(201, keys.Count);
        Assert.Equal(201, keys.Distinct().Count());
        Assert.Contains(faults, fault => fault.Strikes > 0);
    }

    [Fact]
    public async Task A_busy_server_is_asked_again_and_a_refusal_is_told()
    {
        foreach (var node in Nodes())
            node.On(Opcode.RangeScanCreate).Answer(Status.Busy, times: 2);

        Assert.Equal(201, (await CollectAsync(Raw.ScanKeysAsync(ScanRange.All))).Count);
        foreach (var node in Nodes())
            node.On(Opcode.RangeScanCreate).Answer(Status.NoAccess, int.MaxValue);

        var error = await Assert.ThrowsAsync<AccessDeniedException>(() => CollectAsync(Raw.ScanKeysAsync(ScanRange.All)));
        Assert.StartsWith("ScanKeys in default._default._default: ", error.Message);
    }

    [Fact]
    public async Task A_server_that_falls_silent_ends_the_scan()
    {
        foreach (var node in Nodes())
            node.On(Opcode.RangeScanContinue).Drop();

        var error = await Assert.ThrowsAsync<UnambiguousTimeoutException>(
            () => CollectAsync(Raw.ScanKeysAsync(ScanRange.All, new() { Timeout = TimeSpan.FromMilliseconds(50) })));
        Assert.Contains("did not answer within", error.Message);
        Assert.NotNull(error.Context!.Node);
    }

    [Fact]
    public async Task Leaving_early_ends_the_scans_on_the_servers()
    {
        await foreach (var _ in Raw.ScanAsync(ScanRange.All, new() { BatchItems = 1 }))
            break;

        // The collection of scans is bounded on a server; leaving a thousand behind would make it refuse.
        for (var i = 0; i < 100; i++)
        {
            await foreach (var _ in Raw.ScanKeysAsync(ScanRange.All, new() { BatchItems = 1 }))
                break;
        }

        Assert.Equal(201, (await CollectAsync(Raw.ScanKeysAsync(ScanRange.All))).Count);
    }

    [Fact]
    public async Task A_scan_sees_the_writes_it_is_told_of()
    {
        var write = await Raw.UpsertAsync("new", RawValue.Text("x"));
        var keys = await CollectAsync(Raw.ScanKeysAsync(ScanRange.All, new() { ConsistentWith = [write.Token!.Value] }));
        Assert.Contains("new", keys);
        var lost = write.Token.Value with { VBucketUuid = 99 };
        await Assert.ThrowsAsync<MutationTokenOutdatedException>(
            () => CollectAsync(Raw.ScanKeysAsync(ScanRange.All, new() { ConsistentWith = [lost] })));
    }

    [Fact]
    public async Task Typed_documents_and_other_collections_are_scanned_apart()
    {
        var day = new DateOnly(2026, 1, 1);
        for (var i = 0; i < 5; i++)
            await _cluster.Bucket.Sessions.UpsertAsync(new Session { User = $"u{i}", Started = day, Mood = Mood.Busy });

        var sessions = await CollectAsync(_cluster.Bucket.Sessions.ScanAsync(ScanRange.Prefix("u")));
        Assert.Equal(["u0", "u1", "u2", "u3", "u4"], sessions.Select(session => session.Value.User).Order());
        Assert.All(sessions, session => Assert.NotNull(session.Expiry));
        Assert.Equal(5, (await CollectAsync(_cluster.Bucket.Sessions.ScanKeysAsync(ScanRange.All))).Count);
        await Assert.ThrowsAsync<CollectionNotFoundException>(() => CollectAsync(_cluster.Bucket.Raw("s1.none").ScanKeysAsync(ScanRange.All)));
    }

    [Fact]
    public async Task A_bucket_in_memory_cannot_be_scanned()
    {
        await using var cluster = await EmulatedCluster.StartAsync(
            new EmulatorOptions { Nodes = 1, Buckets = [new EmulatorBucket("fleeting") { Ephemeral = true }] });
        var raw = cluster.Cluster.Bucket("fleeting").Raw();
        await Assert.ThrowsAsync<FeatureNotAvailableException>(() => CollectAsync(raw.ScanKeysAsync(ScanRange.All)));
    }

    [Fact]
    public void A_range_that_cannot_be_is_refused()
    {
        Assert.Throws<InvalidArgumentException>(() => ScanRange.Prefix(""));
        Assert.Throws<InvalidArgumentException>(() => ScanRange.Sample(0));
        Assert.Throws<InvalidArgumentException>(() => ScanRange.Between(new string('k', 250), null));
        Assert.Throws<InvalidArgumentException>(() => Raw.ScanAsync(ScanRange.All, new() { MaxConcurrency = -1 }));
    }

    private static async Task<List<T>> CollectAsync<T>(IAsyncEnumerable<T> items)
    {
        List<T> list = [];
        await foreach (var item in items)
            list.Add(item);

        return list;
    }

    private IEnumerable<EmulatorNode> Nodes() => Enumerable.Range(0, 3).Select(_cluster.Emulator.Node);
}
