using Integration.Tests.Documents;
using Integration.Tests.Support;
using Runtime.Tests.Support;
using Settee;
using Settee.Emulator;
using Settee.Wire;

namespace Integration.Tests.ClusterLevel;

/// <summary>Deadlines, by a clock that moves only when the test says so.</summary>
public sealed class TimeoutTests : IAsyncLifetime
{
    private static readonly Airline Document = new() { Id = 1, Name = "KA" };
    private readonly ManualTimeProvider _time = new();
    private EmulatedCluster _cluster = null!;

    private EmulatorNode Node => _cluster.Emulator.Node(0);

    private Collection<Airline> Airlines => _cluster.Bucket.Airlines;

    public async ValueTask InitializeAsync()
    {
        _cluster = await EmulatedCluster.StartAsync(new() { Nodes = 1 }, new() { TimeProvider = _time });
        await Airlines.UpsertAsync(Document);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task An_unanswered_write_times_out_ambiguously()
    {
        using var fault = Node.On(Opcode.Set).Drop();
        var writing = Airlines.UpsertAsync(Document).AsTask();
        await fault.Struck;
        _time.Advance(TimeSpan.FromSeconds(2.4));
        Assert.False(writing.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.2));

        var error = await Assert.ThrowsAsync<AmbiguousTimeoutException>(() => writing);
        Assert.Contains("no answer within 2500 ms; the server may or may not have executed it", error.Message);
        Assert.Contains($"127.0.0.1:{Node.KvPort}", error.Message);
        Assert.Equal(1, error.Context!.Attempts);
    }

    [Fact]
    public async Task An_unanswered_read_times_out_unambiguously()
    {
        using var fault = Node.On(Opcode.Get).Drop();
        var reading = Airlines.GetAsync(1, new() { Timeout = TimeSpan.FromSeconds(1) }).AsTask();
        await fault.Struck;
        _time.Advance(TimeSpan.FromSeconds(1.1));
        await Assert.ThrowsAsync<UnambiguousTimeoutException>(() => reading);
    }

    [Fact]
    public async Task A_durable_write_has_ten_seconds()
    {
        using var fault = Node.On(Opcode.Set).Drop();
        var writing = Airlines.UpsertAsync(Document, new() { Durability = Durability.Majority }).AsTask();
        await fault.Struck;
        _time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(writing.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.2));
        await Assert.ThrowsAsync<AmbiguousTimeoutException>(() => writing);
    }

    [Fact]
    public async Task An_answer_after_the_time_out_disturbs_nobody()
    {
        using var fault = Node.On(Opcode.Get).Hold(times: 1);
        var late = Airlines.GetAsync(1).AsTask();
        await fault.Struck;
        _time.Advance(TimeSpan.FromSeconds(3));
        await Assert.ThrowsAsync<UnambiguousTimeoutException>(() => late);

        fault.Release();
        for (var i = 0; i < 10; i++)
            Assert.Equal("KA", (await Airlines.GetAsync(1)).Value.Name);
    }

    [Fact]
    public async Task A_locked_document_ends_in_a_time_out_that_says_so()
    {
        // By the real clock: the retries decide for themselves when they are due, and the test only waits for the end.
        await using var cluster = await EmulatedCluster.StartAsync(new() { Nodes = 1 });
        await cluster.Bucket.Airlines.UpsertAsync(Document);
        await cluster.Bucket.Airlines.GetAndLockAsync(1, TimeSpan.FromSeconds(30));

        // Ambiguous or not depends on whether the last attempt was under way when the time was over.
        var error = await Assert.ThrowsAnyAsync<OperationTimeoutException>(
            async () => await cluster.Bucket.Airlines.UpsertAsync(Document, new() { Timeout = TimeSpan.FromSeconds(1) }));
        Assert.Equal([RetryReason.Locked], error.Context!.RetryReasons);
        Assert.InRange(error.Context.Attempts, 2, 100);
    }

    [Fact]
    public async Task A_cancelled_operation_ends_at_once_and_disturbs_nobody()
    {
        using var fault = Node.On(Opcode.Get).Hold(times: 1);
        using var cancellation = new CancellationTokenSource();
        var reading = Airlines.GetAsync(1, cancellationToken: cancellation.Token).AsTask();
        await fault.Struck;
        await cancellation.CancelAsync();
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.Equal(cancellation.Token, error.CancellationToken);

        fault.Release();
        Assert.Equal("KA", (await Airlines.GetAsync(1)).Value.Name);
    }

    [Fact]
    public async Task A_cancellation_also_ends_the_wait_for_a_retry()
    {
        await Airlines.GetAndLockAsync(1, TimeSpan.FromSeconds(30));
        using var cancellation = new CancellationTokenSource();
        var writing = Airlines.UpsertAsync(Document, cancellationToken: cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
    }
}
