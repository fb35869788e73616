using Runtime.Tests.Conformance;
using Runtime.Tests.Support;
using Settee;
using Settee.Wire;

namespace Runtime.Tests.Operations;

/// <summary>Status by command: the error that a caller catches.</summary>
public sealed class StatusErrorTests : IAsyncLifetime
{
    private static readonly RetryStrategy Once = RetryStrategy.FailFast;
    private static readonly RawValue Value = RawValue.Text("v");

    private static readonly Dictionary<string, (byte Opcode, Func<RawCollection, Task> Run)> Commands = new()
    {
        ["Get"] = (0x00, c => c.GetAsync("k", new() { RetryStrategy = Once }).AsTask()),
        ["Exists"] = (0xa0, c => c.ExistsAsync("k", new() { RetryStrategy = Once }).AsTask()),
        ["Insert"] = (0x02, c => c.InsertAsync("k", Value, new() { RetryStrategy = Once }).AsTask()),
        ["Upsert"] = (0x01, c => c.UpsertAsync("k", Value, new() { RetryStrategy = Once }).AsTask()),
        ["Replace"] = (0x03, c => c.ReplaceAsync("k", Value, new() { Cas = new Cas(5), RetryStrategy = Once }).AsTask()),
        ["Remove"] = (0x04, c => c.RemoveAsync("k", new() { Cas = new Cas(5), RetryStrategy = Once }).AsTask()),
        ["Touch"] = (0x1c, c => c.TouchAsync("k", Expiry.Never, new() { RetryStrategy = Once }).AsTask()),
        ["GetAndTouch"] = (0x1d, c => c.GetAndTouchAsync("k", Expiry.Never, new() { RetryStrategy = Once }).AsTask()),
        ["GetAndLock"] = (0x94, c => c.GetAndLockAsync("k", TimeSpan.FromSeconds(5), new() { RetryStrategy = Once }).AsTask()),
        ["Unlock"] = (0x95, c => c.UnlockAsync("k", new Cas(5), new() { RetryStrategy = Once }).AsTask()),
        ["Append"] = (0x0e, c => c.AppendAsync("k", "v"u8.ToArray(), new() { Cas = new Cas(5), RetryStrategy = Once }).AsTask()),
        ["Prepend"] = (0x0f, c => c.PrependAsync("k", "v"u8.ToArray(), new() { Cas = new Cas(5), RetryStrategy = Once }).AsTask()),
        ["Increment"] = (0x05, c => c.IncrementAsync("k", 1, new() { RetryStrategy = Once }).AsTask()),
        ["Decrement"] = (0x06, c => c.DecrementAsync("k", 1, new() { RetryStrategy = Once }).AsTask()),
        ["GetReplica"] = (0x83, c => c.GetReplicaAsync("k", ReplicaIndex.First, new() { RetryStrategy = Once }).AsTask()),
        ["LookupIn"] = (0xd0, c => c.LookupInAsync("k", [LookupSpec.Get("a")], new() { RetryStrategy = Once }).AsTask()),
        ["MutateIn"] = (0xd1, c => c.MutateInAsync("k", [MutateSpec.Upsert("a", "1")], new() { RetryStrategy = Once }).AsTask()),
    };

    private readonly RecordingNode _node = new()
    {
        Features = FeatureSet.Of(HelloFeature.Json, HelloFeature.Xattr, HelloFeature.Collections, HelloFeature.AlternateRequest, HelloFeature.PreserveTtl),
    };

    public static TheoryData<string> Names => [.. Commands.Keys];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_status_has_its_error(string name)
    {
        var (opcode, run) = Commands[name];
        var raw = (await _node.OpenAsync()).Raw();
        foreach (var status in Statuses)
        {
            // Only a mutation without a version can tell an insert's conflict; these carry one where they can.
            if (ErrorTable.For(status, opcode, opcode == 0xd1 ? 0u : 5u, []) is not { } expected)
                continue;

            _node.Answer = request => WireFrame.Response(
                request, status, value: """{"error":{"context":"odd","ref":"abc-1"}}"""u8.ToArray(), dataType: 1);
            if (status is 0xcc or 0xd3)
                _node.Answer = request => WireFrame.Response(request, status);

            var error = await Assert.ThrowsAnyAsync<CouchbaseException>(() => run(raw));
            Assert.True(expected == error.GetType().Name, $"{name} and 0x{status:x2}: expected {expected}, got {error}");
            Assert.StartsWith($"{name} of 'k' in default._default._default: ", error.Message);
            Assert.Contains($"node {_node.Endpoint}, status ", error.Message);
            Assert.Contains($"0x{status:x2}", error.Message);
            var context = error.Context!;
            Assert.Equal(
                (name, "k", "default", Keyspace.Default, _node.Endpoint.ToString(), 1),
                (context.Operation, context.Key, context.Bucket, context.Keyspace, context.Node, context.Attempts));

            // One replica is found first, and read in the rest of the time.
            Assert.InRange(context.Timeout, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(2.5));
            Assert.Equal(status is 0xcc or 0xd3 ? null : "odd, reference abc-1", context.ServerMessage);
            Assert.Contains($"0x{status:x2}", context.LastStatus);
            Assert.Empty(context.RetryReasons);
            Assert.InRange(context.Elapsed, TimeSpan.FromTicks(1), TimeSpan.FromHours(1));
        }
    }

    /// <summary>Every status that is known, and those of the table; without what is repeated whatever the strategy says, and what ends connections.</summary>
    private static IEnumerable<ushort> Statuses => Enum.GetValues<Status>().Select(status => (ushort)status)
        .Union(ErrorTable.Common.Keys)
        .Except([(ushort)Status.Success, (ushort)Status.NotMyVBucket, (ushort)Status.ConfigOnly, (ushort)Status.AuthStale]);

    [Theory]
    [InlineData(0x07, RetryReason.NotMyVBucket)]
    [InlineData(0x0d, RetryReason.NotMyVBucket)]
    [InlineData(0x09, RetryReason.Locked)]
    [InlineData(0x0c, RetryReason.TemporaryFailure)]
    [InlineData(0x25, RetryReason.TemporaryFailure)]
    [InlineData(0x51, RetryReason.TemporaryFailure)]
    [InlineData(0x82, RetryReason.TemporaryFailure)]
    [InlineData(0x85, RetryReason.TemporaryFailure)]
    [InlineData(0x86, RetryReason.TemporaryFailure)]
    [InlineData(0x88, RetryReason.CollectionOutdated)]
    [InlineData(0xa2, RetryReason.SyncWriteInProgress)]
    [InlineData(0xa4, RetryReason.SyncWriteReCommitInProgress)]
    public async Task What_is_repeated_in_vain_ends_in_a_time_out_that_says_why(int status, RetryReason reason)
    {
        _node.Answer = request => WireFrame.Response(request, (ushort)status);
        var raw = (await _node.OpenAsync()).Raw("s1.c1");
        var error = await Assert.ThrowsAsync<UnambiguousTimeoutException>(
            async () => await raw.GetAsync("k", new() { Timeout = TimeSpan.FromMilliseconds(300) }));
        Assert.Equal([reason], error.Context!.RetryReasons);
        Assert.EndsWith($"(0x{status:x2})", error.Context.LastStatus);
        Assert.InRange(error.Context.Attempts, 1, 1000);
        Assert.Contains($"retried because of {reason}", error.Message);
    }

    [Fact]
    public async Task Credentials_that_have_expired_end_the_connection()
    {
        _node.Answer = request => WireFrame.Response(request, 0x1f);
        var raw = (await _node.OpenAsync()).Raw();
        await Assert.ThrowsAsync<AuthenticationFailureException>(async () => await raw.GetAsync("k"));
        await _node.FirstConnectionEnded.Task;
        _node.Answer = request => WireFrame.Response(request, 0, extras: [4, 0, 0, 0], value: "v"u8.ToArray());
        Assert.Equal("v", (await raw.GetAsync("k")).GetText());
    }

    [Fact]
    public async Task What_the_server_writes_about_a_failure_is_shown()
    {
        _node.Answer = request => WireFrame.Response(
            request, 0x04, value: """{"error":{"context":"odd extras","ref":"abc-1"}}"""u8.ToArray(), dataType: 1);
        var raw = (await _node.OpenAsync()).Raw();
        var error = await Assert.ThrowsAsync<InvalidArgumentException>(async () => await raw.GetAsync("k"));
        Assert.Contains("server says odd extras, reference abc-1", error.Message);
    }

    [Fact]
    public async Task A_failed_path_of_a_mutation_is_named_in_the_callers_words()
    {
        // The attribute travels first, so the second place on the wire is the caller's first.
        _node.Answer = request => WireFrame.Response(request, 0xcc, value: [1, 0, 0xc9]);
        var raw = (await _node.OpenAsync()).Raw();
        var error = await Assert.ThrowsAsync<PathExistsException>(
            async () => await raw.MutateInAsync("k", [MutateSpec.Insert("body", "1"), MutateSpec.Upsert("x", "1", PathFlags.Xattr)]));
        Assert.Contains("the path 'body' is already there", error.Message);
    }
}
