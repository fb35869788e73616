using Integration.Tests.Documents;
using Integration.Tests.Support;
using Microsoft.Extensions.Logging;
using Settee;
using Settee.Wire;

namespace Integration.Tests.ClusterLevel;

/// <summary>The application's own code runs inside of the client: what it throws hits the operation at hand and nothing else.</summary>
public sealed class ForeignCodeTests
{
    [Fact]
    public async Task A_logger_that_throws_ends_nothing()
    {
        var logger = new ThrowingLogger();
        await using var cluster = await EmulatedCluster.StartAsync(new() { Nodes = 2 }, new() { LoggerFactory = logger });
        var airlines = cluster.Bucket.Airlines;
        await airlines.UpsertAsync(new Airline { Id = 1, Name = "a" });
        foreach (var node in cluster.Emulator.Nodes)
            node.CloseConnections();

        Assert.Equal("a", (await airlines.GetAsync(1)).Value.Name);
        Assert.True(logger.Calls > 0);
    }

    [Fact]
    public async Task A_retry_strategy_that_throws_fails_its_operation()
    {
        await using var cluster = await EmulatedCluster.StartAsync(new() { Nodes = 1 });
        var airlines = cluster.Bucket.Airlines;
        await airlines.UpsertAsync(new Airline { Id = 1, Name = "a" });
        using var busy = cluster.Emulator.Node(0).On(Opcode.Get).Answer(Status.TemporaryFailure);
        var error = await Assert.ThrowsAsync<ForeignException>(
            async () => await airlines.GetAsync(1, new GetOptions { RetryStrategy = new ThrowingStrategy() }));
        Assert.Equal("a strategy of the test", error.Message);
        Assert.Equal("a", (await airlines.GetAsync(1)).Value.Name);
    }

    [Fact]
    public async Task A_retry_strategy_that_throws_when_a_connection_is_lost_keeps_no_other_operation_from_its_end()
    {
        await using var cluster = await EmulatedCluster.StartAsync(new() { Nodes = 1 });
        var airlines = cluster.Bucket.Airlines;
        await airlines.UpsertAsync(new Airline { Id = 1, Name = "a" });

        // Two are on their way when the connection breaks, the one that throws first.
        var node = cluster.Emulator.Node(0);
        using var silent = node.On(Opcode.Get).Drop(times: 2);
        var first = airlines.GetAsync(1, new GetOptions { RetryStrategy = new ThrowingStrategy() }).AsTask();
        var second = airlines.GetAsync(1).AsTask();
        while (silent.Strikes < 2)
            await Task.Yield();

        node.CloseConnections();
        await Assert.ThrowsAsync<ForeignException>(() => first);
        Assert.Equal("a", (await second).Value.Name);
    }

    private sealed class ForeignException(string message) : Exception(message);

    private sealed class ThrowingStrategy : RetryStrategy
    {
        public override TimeSpan? DelayBefore(RetryReason reason, int attempt, bool idempotent) =>
            throw new ForeignException("a strategy of the test");
    }

    private sealed class ThrowingLogger : ILoggerFactory, ILogger
    {
        private int _calls;

        public int Calls => Volatile.Read(ref _calls);

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Interlocked.Increment(ref _calls);
            throw new ForeignException("a logger of the test");
        }

        public void Dispose()
        {
        }
    }
}
