using System.Buffers;
using Runtime.Tests.Support;
using Settee.Transport;

namespace Runtime.Tests.Transport;

/// <summary>Runs alone: the pool of buffers belongs to the whole process.</summary>
[CollectionDefinition(nameof(ConnectionDisposalTests), DisableParallelization = true)]
public sealed class ConnectionDisposalCollection;

[Collection(nameof(ConnectionDisposalTests))]
public sealed class ConnectionDisposalTests
{
    [Fact]
    public async Task Disposing_twice_gives_no_buffer_to_two_owners()
    {
        await using var server = new ScriptedServer();
        var connection = await server.ConnectAsync();
        await connection.DisposeAsync();
        await connection.DisposeAsync();

        foreach (var size in new[] { 16 * 1024, 64 * 1024 })
        {
            var rented = Enumerable.Range(0, 200).Select(_ => ArrayPool<byte>.Shared.Rent(size)).ToArray();
            Assert.Equal(rented.Length, rented.Distinct(ReferenceEqualityComparer.Instance).Count());
            Array.ForEach(rented, bytes => ArrayPool<byte>.Shared.Return(bytes));
        }
    }

    [Fact]
    public async Task A_stream_that_is_disposed_while_a_request_is_sent_is_a_lost_connection()
    {
        await using var connection = new Connection(new DisposedStream(), "node:11210", TimeProvider.System);
        var request = new ProbeRequest();
        Assert.Equal(SendResult.Accepted, connection.TrySend(request, out _));
        Assert.Contains("disposed", await request.Outcome);
        Assert.True(connection.IsClosed);
        Assert.Equal(SendResult.Closed, connection.TrySend(new ProbeRequest(), out _));
    }

    /// <summary>Has nothing to read, and refuses to write without even beginning to.</summary>
    private sealed class DisposedStream : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(System.Threading.Timeout.Infinite, cancellationToken);
            return 0;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new ObjectDisposedException(nameof(DisposedStream));
    }
}
