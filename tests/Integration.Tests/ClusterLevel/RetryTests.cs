using Integration.Tests.Documents;
using Integration.Tests.Support;
using Settee;
using Settee.Emulator;
using Settee.Wire;

namespace Integration.Tests.ClusterLevel;

public sealed class RetryTests : IAsyncLifetime
{
    private static readonly Airline Document = new() { Id = 1, Name = "KA" };
    private EmulatedCluster _cluster = null!;

    private EmulatorNode Node => _cluster.Emulator.Node(0);

    private Collection<Airline> Airlines => _cluster.Bucket.Airlines;

    public async ValueTask InitializeAsync()
    {
        _cluster = await EmulatedCluster.StartAsync(new() { Nodes = 1 });
        await Airlines.UpsertAsync(Document);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Theory]
    [InlineData(Status.TemporaryFailure)]
    [InlineData(Status.Busy)]
    [InlineData(Status.OutOfMemory)]
    [InlineData(Status.SyncWriteInProgress)]
    [InlineData(Status.SyncWriteReCommitInProgress)]
    [InlineData(Status.Locked)]
    [InlineData(Status.NotMyVBucket)]
    public async Task A_passing_failure_is_overcome(Status status)
    {
        using var fault = Node.On(Opcode.Set).Answer(status, times: 3);
        await Airlines.UpsertAsync(Document with { Name = "after" });
        Assert.Equal(3, fault.Strikes);
        Assert.Equal("after", (await Airlines.GetAsync(1)).Value.Name);
    }

    [Theory]
    [InlineData(Status.TemporaryFailure, typeof(TemporaryFailureException))]
    [InlineData(Status.SyncWriteInProgress, typeof(DurableWriteInProgressException))]
    [InlineData(Status.Locked, typeof(DocumentLockedException))]
    public async Task Failing_fast_shows_the_failure(Status status, Type error)
    {
        using var fault = Node.On(Opcode.Set).Answer(status);
        await Assert.ThrowsAsync(error, async () => await Airlines.UpsertAsync(Document, new() { RetryStrategy = RetryStrategy.FailFast }));
        Assert.Equal(1, fault.Strikes);
    }

    [Theory]
    [InlineData(Status.TooBig, typeof(ValueTooLargeException))]
    [InlineData(Status.InvalidArguments, typeof(InvalidArgumentException))]
    [InlineData(Status.NoAccess, typeof(AccessDeniedException))]
    [InlineData(Status.NotSupported, typeof(UnsupportedOperationException))]
    [InlineData(Status.InternalError, typeof(InternalServerFailureException))]
    [InlineData(Status.DurabilityImpossible, typeof(DurabilityImpossibleException))]
    [InlineData(Status.SyncWriteAmbiguous, typeof(DurabilityAmbiguousException))]
    [InlineData(Status.RateLimitedMaxCommands, typeof(RateLimitedException))]
    [InlineData(Status.BucketSizeLimitExceeded, typeof(QuotaLimitedException))]
    [InlineData(Status.EncryptionKeyNotAvailable, typeof(CouchbaseException))]
    public async Task A_final_failure_is_not_repeated(Status status, Type error)
    {
        using var fault = Node.On(Opcode.Set).Answer(status, times: 2);
        var thrown = await Assert.ThrowsAsync(error, async () => await Airlines.UpsertAsync(Document));
        Assert.Contains($"(0x{(int)status:x2})", thrown.Message);
        Assert.Equal(1, fault.Strikes);
    }

    [Fact]
    public async Task A_write_whose_connection_broke_is_not_repeated()
    {
        using var fault = Node.On(Opcode.Set).CloseConnection();
        var error = await Assert.ThrowsAsync<RequestCanceledException>(async () => await Airlines.UpsertAsync(Document));
        Assert.Contains("may have executed it", error.Message);
        Assert.Equal(1, fault.Strikes);

        // The node is connected again by itself.
        await Airlines.UpsertAsync(Document);
    }

    [Fact]
    public async Task A_read_whose_connection_broke_is_repeated()
    {
        using var fault = Node.On(Opcode.Get).CloseConnection();
        Assert.Equal("KA", (await Airlines.GetAsync(1)).Value.Name);
        Assert.Equal(1, fault.Strikes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(24)]
    [InlineData(30)]
    public async Task A_read_whose_answer_was_cut_off_is_repeated(int bytes)
    {
        using var fault = Node.On(Opcode.Get).CloseAfter(bytes);
        Assert.Equal("KA", (await Airlines.GetAsync(1)).Value.Name);
    }
}
