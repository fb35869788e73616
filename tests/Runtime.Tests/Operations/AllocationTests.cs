using Runtime.Tests.Support;
using Settee;
using Settee.Connecting;
using Settee.Dispatch;

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
    private const double Tolerance = 2;

    private static readonly Order Document = new() { Id = 10, Text = new string('x', 950) };
    private readonly StaticResponder _server = new($$"""{"id":10,"text":"{{new string('x', 950)}}"}""");
    private ClusterCore _core = null!;
    private Collection<Order> _orders = null!;

    public async ValueTask InitializeAsync()
    {
        var options = ResolvedOptions.From(
            ConnectionString.Parse($"couchbase://{_server.Endpoint}"),
            new ClusterOptions { Authenticator = new PasswordAuthenticator("user", "password") });
        _core = new ClusterCore(options, _server, _ => ValueTask.FromResult<Settee.Connecting.NodeEndpoint[]>([_server.Endpoint]));
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

        Assert.InRange(perCall, document - Tolerance, document + Tolerance);
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

    private async Task<double> MeasureAsync(Func<Collection<Order>, int, Task> run)
    {
        await run(_orders, WarmUp);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await run(_orders, Calls);
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Calls;
    }
}
