using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Runtime.Tests.Conformance;
using Runtime.Tests.Support;
using Settee;
using Settee.Wire;

namespace Runtime.Tests.Operations;

/// <summary>Values never stand in the texts of errors and log messages, and what is redacted is marked there.</summary>
public sealed class SecrecyTests : IAsyncLifetime
{
    private const string Secret = "s3cr3t-of-the-house";
    private const long SecretNumber = 7_171_717_171;
    private readonly CapturedLog _log = new();

    private readonly RecordingNode _node = new()
    {
        Features = FeatureSet.Of(
            HelloFeature.Json, HelloFeature.Xattr, HelloFeature.Collections, HelloFeature.AlternateRequest, HelloFeature.PreserveTtl, HelloFeature.Snappy),
    };

    /// <summary>All operations that send or receive values.</summary>
    private static readonly Func<Bucket, RetryStrategy, Task>[] Operations =
    [
        (b, r) => b.Raw().InsertAsync("k", RawValue.Text(Secret), new() { RetryStrategy = r }).AsTask(),
        (b, r) => b.Raw().UpsertAsync("k", RawValue.Json($"\"{Secret}\""), new() { RetryStrategy = r }).AsTask(),
        (b, r) => b.Raw().ReplaceAsync("k", RawValue.Binary(Encoding.UTF8.GetBytes(Secret)), new() { RetryStrategy = r }).AsTask(),
        (b, r) => b.Raw().AppendAsync("k", Encoding.UTF8.GetBytes(Secret), new() { RetryStrategy = r }).AsTask(),
        (b, r) => b.Raw().PrependAsync("k", Encoding.UTF8.GetBytes(Secret), new() { RetryStrategy = r }).AsTask(),
        (b, r) => b.Raw().IncrementAsync("k", (ulong)SecretNumber, new() { RetryStrategy = r }).AsTask(),
        (b, r) => b.Raw().GetAsync("k", new() { RetryStrategy = r }).AsTask(),
        (b, r) => b.Raw().GetAsync("k", new() { WithExpiry = true, RetryStrategy = r }).AsTask(),
        (b, r) => ReadAllAsync(b.Raw().LookupInAsync("k", [LookupSpec.Get("a"), LookupSpec.Count("a")], new() { RetryStrategy = r })),
        (b, r) => b.Raw().MutateInAsync("k", [MutateSpec.Upsert("a", JsonFragment.Text(Secret))], new() { RetryStrategy = r }).AsTask(),
        (b, r) => b.Raw().List("k", Element.Text, new() { RetryStrategy = r }).AddAsync(Secret).AsTask(),
        (b, r) => b.Raw().List("k", Element.Int32, new() { RetryStrategy = r }).CountAsync().AsTask(),
        (b, r) => b.Raw().List("k", Element.Int32, new() { RetryStrategy = r }).TryGetAsync(0).AsTask(),
        (b, r) => b.Raw().Set("k", Element.Int32, new() { RetryStrategy = r }).RemoveAsync(1).AsTask(),
        (b, r) => b.Collection<Order>().UpsertAsync(new Order { Id = 1, Text = Secret }, new() { RetryStrategy = r }).AsTask(),
        (b, r) => b.Collection<Order>().GetAsync(Order.KeyFor(1), new() { RetryStrategy = r }).AsTask(),
    ];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task No_status_makes_an_error_show_a_value()
    {
        var bucket = await _node.OpenAsync(new() { LoggerFactory = _log });
        var value = Encoding.UTF8.GetBytes($"\"{Secret}\"");
        foreach (var status in ErrorTable.Common.Keys)
        {
            _node.Answer = request => WireFrame.Response(request, status, value: value);
            foreach (var run in Operations)
                Check(await ErrorOfAsync(() => run(bucket, RetryStrategy.FailFast)));
        }

        CheckLog();
    }

    [Fact]
    public async Task No_damaged_document_shows_what_is_in_it()
    {
        var bucket = await _node.OpenAsync(new() { LoggerFactory = _log });
        string[] documents =
        [
            $$"""{"id":"{{Secret}}","text":"x"}""", $$"""{"id":{{SecretNumber}},"text":"x"}""", $$"""{"id":1.5e{{SecretNumber}}}""",
            $$"""{"id":1,"text":["{{Secret}}"]}""", $$"""{"id":1,"text":"{{Secret}}""", $$"""["{{Secret}}",{{SecretNumber}}]""", Secret, $"\"{Secret}\"",
            $$"""{"id":1,"text":"\ud800{{Secret}}"}""", $$"""{"id":1,"text":"{{Secret}}"}{{Secret}}""",
        ];
        var errors = 0;
        var damages = ArbMap.Default.ArbFor<DoNotSize<int>[]>().Generator.Sample(200);
        foreach (var document in documents)
        {
            foreach (var damage in damages)
            {
                var bytes = Encoding.UTF8.GetBytes(document);
                foreach (var one in damage.Take(2))
                {
                    // Quotes stay where they are: names of members are shown, in paths, and must not become what was a value.
                    ref var damaged = ref bytes[(int)((uint)one.Item >> 8) % bytes.Length];
                    if (damaged != '"' && (byte)one.Item is not ((byte)'"' or (byte)'\\'))
                        damaged = (byte)one.Item;
                }

                _node.Answer = request => request.Opcode == 0xd0
                    ? WireFrame.Response(request, 0, value: [0, 0, 0, 0, 0, (byte)bytes.Length, .. bytes, 0, 0, 0, 0, 0, (byte)bytes.Length, .. bytes])
                    : WireFrame.Response(request, 0, extras: [2, 0, 0, 0], value: bytes, dataType: 1);
                foreach (var run in Operations)
                    errors += Check(await ErrorOfAsync(() => run(bucket, RetryStrategy.FailFast))) ? 1 : 0;
            }
        }

        Assert.InRange(errors, 1000, int.MaxValue);
        CheckLog();
    }

    [Fact]
    public void Credentials_are_not_shown_by_what_refuses_them()
    {
        string[] texts = [$"couchbase://user:{Secret}@host", $"couchbase://user:{Secret}@host:abc", $"couchbase://host?password={Secret}", $"http://u:{Secret}@[::1"];
        foreach (var text in texts)
        {
            var parsed = default(ConnectionString);
            var error = Record.Exception(() => parsed = ConnectionString.Parse(text));
            Assert.DoesNotContain(Secret, $"{error}{string.Join(',', parsed?.Warnings.Select(warning => warning.Message) ?? [])}");
        }

        Assert.DoesNotContain(Secret, $"{new PasswordAuthenticator("user", Secret)}{new JwtAuthenticator(Secret)}");
        Assert.DoesNotContain(Secret, $"{new ClusterOptions { Authenticator = new PasswordAuthenticator("user", Secret) }}");
    }

    [Theory]
    [InlineData(RedactionLevel.None, "Get of 'k' in default.s1.c1", "(node NODE, status")]
    [InlineData(RedactionLevel.Partial, "Get of '<ud>k</ud>' in default.s1.c1", "(node NODE, status")]
    [InlineData(RedactionLevel.Full, "Get of '<ud>k</ud>' in <md>default.s1.c1</md>", "(node <sd>NODE</sd>, status")]
    public async Task What_is_redacted_is_marked_in_errors(RedactionLevel level, string subject, string node)
    {
        _node.Answer = request => WireFrame.Response(request, 0x01);
        var bucket = await _node.OpenAsync(new() { Redaction = level, LoggerFactory = _log });
        var raw = bucket.Raw("s1.c1");
        var error = await Assert.ThrowsAsync<DocumentNotFoundException>(async () => await raw.GetAsync("k"));
        Assert.StartsWith(subject + ": ", error.Message);
        Assert.Contains(node.Replace("NODE", _node.Endpoint.ToString()), error.Message);
        Assert.Equal("k", error.Context!.Key);

        // Every other text that names a key or a path.
        _node.Answer = request => WireFrame.Response(request, 0xcc, value: request.Opcode == 0xd0 ? [0, 0xc0, 0, 0, 0, 0] : [0, 0, 0xc1]);
        var path = level == RedactionLevel.None ? "'a.b'" : "'<ud>a.b</ud>'";
        var mutated = await Assert.ThrowsAsync<PathMismatchException>(async () => await raw.MutateInAsync("k", [MutateSpec.Upsert("a.b", "1")]));
        Assert.Contains($"the path {path} ", mutated.Message);
        var looked = await raw.LookupInAsync("k", [LookupSpec.Get("a.b")]);
        Assert.Contains($"the path {path} ", Assert.Throws<PathNotFoundException>(() => looked.ContentOf(0)).Message);

        _node.Answer = request => WireFrame.Response(request, 0, extras: [2, 0, 0, 0], value: "{\"id\":1,\"text\":\"x\"}"u8.ToArray());
        var renamed = await Assert.ThrowsAsync<InvalidArgumentException>(
            async () => await bucket.Collection<Order>().UpdateAsync(Order.KeyFor(1), order => new Order { Id = 2, Text = order.Text }));
        var key = level == RedactionLevel.None ? "'order::2'" : "'<ud>order::2</ud>'";
        Assert.Contains(key, renamed.Message);

        _node.Answer = request => WireFrame.Response(request, 0, extras: [2, 0, 0, 0], value: "{\"id\":true}"u8.ToArray());
        var undecodable = await Assert.ThrowsAsync<DecodingFailureException>(async () => await bucket.Collection<Order>().GetAsync(Order.KeyFor(1)));
        Assert.Equal(level != RedactionLevel.None, undecodable.Message.Contains("as Order: <ud>"));

        var connected = _log.Entries.Select(entry => entry.Message).First(message => message.StartsWith("Connected to"));
        Assert.Equal(
            level == RedactionLevel.Full ? $"Connected to <sd>{_node.Endpoint}</sd> for bucket '<md>default</md>'." : $"Connected to {_node.Endpoint} for bucket 'default'.",
            connected);
    }

    private static async Task ReadAllAsync(ValueTask<LookupInResult> lookup)
    {
        var result = await lookup;
        _ = result.TextOf(0);
        _ = result.Int64Of(1);
    }

    private static async Task<Exception?> ErrorOfAsync(Func<Task> run)
    {
        try
        {
            await run();
            return null;
        }
        catch (Exception e) when (e is CouchbaseException or FormatException or JsonException)
        {
            return e;
        }
    }

    private static bool Check(Exception? error)
    {
        var text = error?.ToString() ?? "";
        Assert.DoesNotContain(Secret, text);
        Assert.DoesNotContain($"{SecretNumber}", text);
        return error is not null;
    }

    private void CheckLog()
    {
        Assert.NotEmpty(_log.Entries);
        Assert.All(_log.Entries, entry => Assert.DoesNotContain(Secret, entry.Message));
    }
}
