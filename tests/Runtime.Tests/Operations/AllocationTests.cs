using Runtime.Tests.Support;
using Settee;
using Settee.Connecting;
using Settee.Dispatch;
using Settee.Documents;

namespace Runtime.Tests.Operations;

/// <summary>Runs alone: the counter is that of the whole process.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public sealed class AllocationCollection;

/// <summary>
/// Bytes allocated per operation in steady state: 20,000 calls after a warm-up. The tolerance of 2 bytes per operation absorbs what the
/// runtime and the test host allocate meanwhile (timers, tiering); anything allocated per operation is at least 24 bytes.
/// </summary>
[Collection(nameof(AllocationTests))]
public sealed class AllocationTests : IAsyncLifetime
{
    private const int WarmUp = 3_000;
    private const int Calls = 20_000;

    // The counter is the process's: the round with the least is the one that the test host disturbed least.
    private const int Rounds = 3;

    private const double Tolerance = 2;

    private static readonly Order Document = new() { Id = 10, Text = new string('x', 950) };
    private static readonly Field<Order, int> Id = new(FieldPath.Of("id"u8), FieldReader<int, Int32Codec>.Required);
    private static readonly Field<Order, string> Text = new(FieldPath.Of("text"u8), FieldReader<string, StringCodec>.Required);
    private readonly StaticResponder _server = new($$"""{"id":10,"text":"{{new string('x', 950)}}"}""");
    private ClusterCore _core = null!;
    private Collection<Order> _orders = null!;

    public async ValueTask InitializeAsync()
    {
        _core = CoreOf(_server);
        await _core.BootstrapAsync(default);
        _orders = new Bucket(null!, _core.Bucket("default")).Collection<Order>();
    }

    public async ValueTask DisposeAsync()
    {
        await _core.DisposeAsync();
        _server.Dispose();
    }

    [Fact]
    public async Task An_upsert_of_a_1_KB_document_allocates_nothing()
    {
        var perCall = await MeasureAsync(static async (orders, count) =>
        {
            for (var i = 0; i < count; i++)
                await orders.UpsertAsync(Document);
        });

        Assert.InRange(perCall, 0, Tolerance);
    }

    [Fact]
    public async Task A_get_allocates_the_document_only()
    {
        var key = Order.KeyOf(Document);
        var document = await MeasureAsync(static (_, count) =>
        {
            for (var i = 0; i < count; i++)
                GC.KeepAlive(new Order { Text = new string('y', 950) });

            return Task.CompletedTask;
        });

        var perCall = await MeasureAsync(async (orders, count) =>
        {
            for (var i = 0; i < count; i++)
                await orders.GetAsync(key);
        });

        Assert.InRange(perCall, 0, document + Tolerance);
    }

    [Fact]
    public async Task A_lookup_allocates_the_values_only()
    {
        var key = Order.KeyOf(Document);
        var (number, text) = await _orders.LookupAsync(key, Id, Text);
        Assert.Equal((10, Document.Text), (number, text));
        var value = await MeasureAsync(static (_, count) =>
        {
            for (var i = 0; i < count; i++)
                GC.KeepAlive(new string('y', 950));

            return Task.CompletedTask;
        });
        var perCall = await MeasureAsync(async (orders, count) =>
        {
            for (var i = 0; i < count; i++)
                await orders.LookupAsync(key, Id, Text);
        });

        Assert.InRange(perCall, 0, value + Tolerance);
    }

    [Fact]
    public async Task A_cancellable_operation_allocates_nothing_more()
    {
        using var cancellation = new CancellationTokenSource();
        var token = cancellation.Token;
        var perCall = await MeasureAsync(async (orders, count) =>
        {
            for (var i = 0; i < count; i++)
                await orders.UpsertAsync(Document, cancellationToken: token);
        });

        Assert.InRange(perCall, 0, Tolerance);
    }

    [Fact]
    public async Task Raw_writes_allocate_nothing()
    {
        var raw = _orders.Bucket.Raw();
        var value = new byte[900];
        Random.Shared.NextBytes(value);
        var perCall = await MeasureAsync(async (_, count) =>
        {
            for (var i = 0; i < count / 5; i++)
            {
                await raw.UpsertAsync("some-key", RawValue.Binary(value));
                await raw.AppendAsync("some-key", value);
                await raw.TouchAsync("some-key", Expiry.Never);
                await raw.ExistsAsync("some-key");
                await raw.RemoveAsync("some-key");
            }
        });

        Assert.InRange(perCall, 0, Tolerance);
    }

    [Fact]
    public async Task A_raw_get_allocates_the_bytes_only()
    {
        var raw = _orders.Bucket.Raw();
        var length = StaticResponder.LengthOf(Document.Text);
        var bytes = await MeasureAsync((_, count) =>
        {
            for (var i = 0; i < count; i++)
                GC.KeepAlive(new byte[length]);

            return Task.CompletedTask;
        });
        var perCall = await MeasureAsync(async (_, count) =>
        {
            for (var i = 0; i < count; i++)
                await raw.GetAsync("some-key");
        });

        Assert.InRange(perCall, 0, bytes + Tolerance);
    }

    [Fact]
    public async Task Compression_in_both_directions_allocates_nothing_more()
    {
        using var server = new StaticResponder($$"""{"id":10,"text":"{{new string('x', 950)}}"}""", compressed: true);
        await using var core = CoreOf(server);
        await core.BootstrapAsync(default);
        var orders = new Bucket(null!, core.Bucket("default")).Collection<Order>();
        var document = await MeasureAsync(static (_, count) =>
        {
            for (var i = 0; i < count; i++)
                GC.KeepAlive(new Order { Text = new string('y', 950) });

            return Task.CompletedTask;
        });

        var key = Order.KeyOf(Document);
        Assert.Equal(950, (await orders.GetAsync(key)).Value.Text.Length);
        var perCall = await MeasureAsync(async (_, count) =>
        {
            for (var i = 0; i < count; i++)
            {
                await orders.UpsertAsync(Document);
                await orders.GetAsync(key);
            }
        });

        Assert.InRange(perCall, 0, document + (2 * Tolerance));
        var sent = core.Statistics;
        Assert.True(sent.BytesSent < 200 * sent.RequestsSent, "the values were not compressed");
    }

    [Fact]
    public async Task Building_a_key_allocates_nothing()
    {
        var perCall = await MeasureAsync(static (_, count) =>
        {
            for (var i = 0; i < count; i++)
                Order.KeyFor(i);

            return Task.CompletedTask;
        });

        Assert.InRange(perCall, 0, Tolerance);
    }

    private static ClusterCore CoreOf(StaticResponder server) => new(
        ResolvedOptions.From(
            ConnectionString.Parse($"couchbase://{server.Endpoint}"),
            new ClusterOptions { Authenticator = new PasswordAuthenticator("user", "password") }),
        server,
        _ => ValueTask.FromResult<Settee.Topology.NodeEndpoint[]>([server.Endpoint]));

    private async Task<double> MeasureAsync(Func<Collection<Order>, int, Task> run)
    {
        await run(_orders, WarmUp);
        var least = double.MaxValue;
        for (var i = 0; i < Rounds; i++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await run(_orders, Calls);
            least = Math.Min(least, (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Calls);
        }

        return least;
    }
}
