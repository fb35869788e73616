using System.Buffers;
using Runtime.Tests.Support;

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
}
