using System.Collections.Concurrent;
using System.Net;
using Runtime.Tests.Support;
using Settee;
using Settee.Connecting;
using Settee.Topology;
using Settee.Wire;

namespace Runtime.Tests.Connecting;

/// <summary>Runs alone: the event it watches belongs to the whole process.</summary>
[CollectionDefinition(nameof(UnobservedFailureTests), DisableParallelization = true)]
public sealed class UnobservedFailureCollection;

[Collection(nameof(UnobservedFailureTests))]
public sealed class UnobservedFailureTests
{
    [Fact]
    public async Task No_failure_of_connecting_leaves_an_unobserved_exception()
    {
        ConcurrentQueue<Exception> unobserved = [];
        void OnUnobserved(object? sender, UnobservedTaskExceptionEventArgs e) => unobserved.Enqueue(e.Exception);

        // What other tests left behind is not counted.
        Collect();
        TaskScheduler.UnobservedTaskException += OnUnobserved;
        try
        {
            await FailInEveryWayAsync();
            Collect();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= OnUnobserved;
        }

        Assert.Empty(unobserved.Select(e => e.ToString()));
    }

    private static void Collect()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private static async Task FailInEveryWayAsync()
    {
        var options = ResolvedOptions.From(
            ConnectionString.Parse("couchbase://h"), new ClusterOptions { Authenticator = new PasswordAuthenticator("app", "secret") });
        var connector = new NodeConnector(options);
        foreach (var opcode in new[] { Opcode.Hello, Opcode.GetErrorMap, Opcode.SaslListMechanisms, Opcode.SaslAuth, Opcode.SaslStep, Opcode.SelectBucket, Opcode.GetClusterConfig })
        {
            await using (var closing = new FakeNodeServer { Node = () => new FakeNode { Overrides = { [opcode] = _ => null } } })
                await Assert.ThrowsAnyAsync<CouchbaseException>(() => connector.ConnectAsync(closing.Endpoint(), "travel", CancellationToken.None));

            await using var silent = new FakeNodeServer { SilentAt = opcode };
            using var deadline = new CancellationTokenSource();
            var connecting = connector.ConnectAsync(silent.Endpoint(), "travel", deadline.Token);
            await silent.Silent;
            await deadline.CancelAsync();
            await Assert.ThrowsAnyAsync<CouchbaseException>(() => connecting);
        }

        await using (var refusing = new FakeNodeServer { Node = () => new FakeNode { Password = "other" } })
            await Assert.ThrowsAsync<AuthenticationFailureException>(() => connector.ConnectAsync(refusing.Endpoint(), "travel", CancellationToken.None));

        await Assert.ThrowsAsync<ConnectFailedException>(() => connector.ConnectAsync(new NodeEndpoint("127.0.0.11", ClosedPort()), null, CancellationToken.None));
        await Assert.ThrowsAsync<ConnectFailedException>(() => connector.ConnectAsync(new NodeEndpoint("no-such-host.invalid", 1), null, CancellationToken.None));
    }

    private static int ClosedPort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Parse("127.0.0.11"), 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
