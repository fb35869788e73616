using System.Net;
using System.Net.Sockets;
using Runtime.Tests.Support;
using Settee;
using Settee.Connecting;
using Settee.Topology;
using Settee.Wire;

namespace Runtime.Tests.Connecting;

public sealed class NodeConnectorTests
{
    private static readonly PasswordAuthenticator Password = new("app", "secret");

    private sealed class FakeResolver(Func<string, Task<IPAddress[]>> resolve) : IAddressResolver
    {
        public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) => resolve(host).WaitAsync(cancellationToken);
    }

    private static NodeConnector Connector(IAddressResolver? resolver = null, string connectionString = "couchbase://h", TimeProvider? time = null) => new(
        ResolvedOptions.From(ConnectionString.Parse(connectionString), new ClusterOptions { Authenticator = Password, TimeProvider = time }),
        resolver ?? SystemAddressResolver.Instance);

    private static NodeConnector ConnectorTo(params IPAddress[] addresses) => Connector(new FakeResolver(_ => Task.FromResult(addresses)));

    private static async Task<ConnectFailure> FailureAsync(Task connecting) =>
        Assert.Single((await Assert.ThrowsAsync<ConnectFailedException>(() => connecting)).Failures);

    private static int ClosedPort()
    {
        // On an address that no server of another test uses, which might take the port in the meantime.
        using var listener = new TcpListener(IPAddress.Parse("127.0.0.11"), 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [Fact]
    public async Task Connects_and_shakes_hands()
    {
        await using var server = new FakeNodeServer();
        var established = await Connector().ConnectAsync(server.Endpoint(), "travel", CancellationToken.None);
        await using var connection = established.Connection;

        Assert.NotNull(established.ClusterMap);
        Assert.True(connection.Features.Has(HelloFeature.Collections));
        Assert.Equal(server.Endpoint().ToString(), connection.RemoteName);
        Assert.Equal(1, established.ErrorMap.Count);
        Assert.Matches("^[0-9a-f]{16}/[0-9a-f]{16}$", established.Connection.Id);
    }

    [Fact]
    public async Task The_next_address_is_tried_when_one_refuses()
    {
        await using var server = new FakeNodeServer(IPAddress.Loopback);
        var established = await ConnectorTo(IPAddress.IPv6Loopback, IPAddress.Parse("127.0.0.2"), IPAddress.Loopback)
            .ConnectAsync(server.Endpoint("node.example"), "travel", CancellationToken.None);
        await established.Connection.DisposeAsync();

        Assert.Equal($"node.example:{server.Port}", established.Connection.RemoteName);
    }

    [Fact]
    public async Task A_refused_connection_is_reported_with_every_address()
    {
        var port = ClosedPort();
        var failure = await FailureAsync(ConnectorTo(IPAddress.Parse("127.0.0.11"), IPAddress.Parse("127.0.0.12"))
            .ConnectAsync(new NodeEndpoint("node.example", port), null, CancellationToken.None));

        Assert.Equal(ConnectStep.Connect, failure.Step);
        Assert.Contains("127.0.0.11: Connection refused", failure.Cause.Message);
        Assert.Contains("127.0.0.12: Connection refused", failure.Cause.Message);
        Assert.Contains($"node.example:{port}", failure.ToString());
    }

    [Fact]
    public async Task An_unknown_host_is_reported_as_such()
    {
        var connector = Connector(new FakeResolver(_ => Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound))));
        var failure = await FailureAsync(connector.ConnectAsync(new NodeEndpoint("nowhere.example", 1), null, CancellationToken.None));

        Assert.Equal(ConnectStep.Resolve, failure.Step);
        Assert.Equal(SocketError.HostNotFound, Assert.IsType<SocketException>(failure.Cause).SocketErrorCode);
    }

    [Fact]
    public async Task A_host_without_an_allowed_address_is_reported_as_such()
    {
        var connector = Connector(new FakeResolver(_ => Task.FromResult<IPAddress[]>([IPAddress.Loopback])), "couchbase://h?ip_protocol=force_ipv6");
        var failure = await FailureAsync(connector.ConnectAsync(new NodeEndpoint("v4.example", 1), null, CancellationToken.None));

        Assert.Equal(ConnectStep.Resolve, failure.Step);
        Assert.Contains("no address of the allowed kind", failure.Cause.Message);
    }

    [Fact]
    public async Task The_families_of_addresses_take_turns()
    {
        var arranged = AddressOrder.Arrange(
            [IPAddress.Parse("::1"), IPAddress.Parse("::2"), IPAddress.Parse("::3"), IPAddress.Parse("1.1.1.1"), IPAddress.Parse("1.1.1.2")], IpProtocol.Any);

        Assert.Equal(["::1", "1.1.1.1", "::2", "1.1.1.2", "::3"], arranged.Select(a => a.ToString()));
        Assert.Equal(["10.0.0.1"], (await SystemAddressResolver.Instance.ResolveAsync("::ffff:10.0.0.1", CancellationToken.None)).Select(a => a.ToString()));
    }

    [Theory]
    [InlineData(nameof(Opcode.Hello), nameof(ConnectStep.Hello))]
    [InlineData(nameof(Opcode.GetErrorMap), nameof(ConnectStep.ErrorMap))]
    [InlineData(nameof(Opcode.SaslAuth), nameof(ConnectStep.Authenticate))]
    [InlineData(nameof(Opcode.SaslStep), nameof(ConnectStep.Authenticate))]
    [InlineData(nameof(Opcode.SelectBucket), nameof(ConnectStep.SelectBucket))]
    [InlineData(nameof(Opcode.GetClusterConfig), nameof(ConnectStep.ClusterMap))]
    public async Task A_server_that_falls_silent_costs_exactly_the_deadline(string opcode, string step)
    {
        var time = new ManualTimeProvider();
        await using var server = new FakeNodeServer { SilentAt = Enum.Parse<Opcode>(opcode) };
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10), time);
        var connecting = Connector(time: time).ConnectAsync(server.Endpoint(), "travel", deadline.Token);

        await server.Silent;
        time.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        Assert.False(connecting.IsCompleted);
        time.Advance(TimeSpan.FromTicks(1));

        var failure = await FailureAsync(connecting);
        Assert.IsType<TimeoutException>(failure.Cause);
        Assert.True(step == failure.Step.ToString() || StillReading(failure.Step, step), $"{failure.Step} instead of {step}");
    }

    // The server's silence and the client's reading of the answers before it race: the step may be an earlier one of the same turn.
    private static bool StillReading(ConnectStep actual, string expected) => actual < Enum.Parse<ConnectStep>(expected);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_accepts_and_says_nothing_costs_the_deadline(bool tls)
    {
        await using var server = new FakeNodeServer { SilentFromStart = true };
        using var deadline = new CancellationTokenSource();
        var connecting = Connector(connectionString: tls ? "couchbases://h" : "couchbase://h").ConnectAsync(server.Endpoint(), null, deadline.Token);

        await server.Silent;
        await deadline.CancelAsync();

        var failure = await FailureAsync(connecting);
        Assert.IsType<TimeoutException>(failure.Cause);
        Assert.True(failure.Step <= (tls ? ConnectStep.Tls : ConnectStep.Hello));
    }

    [Fact]
    public async Task A_resolver_that_never_answers_costs_the_deadline()
    {
        using var deadline = new CancellationTokenSource();
        var connecting = Connector(new FakeResolver(_ => new TaskCompletionSource<IPAddress[]>().Task))
            .ConnectAsync(new NodeEndpoint("slow.example", 1), null, deadline.Token);
        await deadline.CancelAsync();

        Assert.Equal(ConnectStep.Resolve, (await FailureAsync(connecting)).Step);
    }

    [Fact]
    public async Task A_server_that_hangs_up_is_reported_with_the_step()
    {
        await using var server = new FakeNodeServer { Node = () => new FakeNode { Overrides = { [Opcode.Hello] = _ => null } } };
        var failure = await FailureAsync(Connector().ConnectAsync(server.Endpoint(), null, CancellationToken.None));

        Assert.Equal(ConnectStep.Hello, failure.Step);
        Assert.Contains("lost", failure.Cause.Message);
        Assert.Contains("couchbases://", failure.Cause.Message);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_bucket_have_their_own_errors()
    {
        await using var wrong = new FakeNodeServer { Node = () => new FakeNode { Password = "right" } };
        await using var server = new FakeNodeServer();

        await Assert.ThrowsAsync<AuthenticationFailureException>(() => Connector().ConnectAsync(wrong.Endpoint(), "travel", CancellationToken.None));
        await Assert.ThrowsAsync<BucketNotFoundException>(() => Connector().ConnectAsync(server.Endpoint(), "nope", CancellationToken.None));
    }

    [Fact]
    public async Task Cancelling_before_the_start_connects_to_nothing()
    {
        await using var server = new FakeNodeServer();
        await Assert.ThrowsAsync<ConnectFailedException>(() => Connector().ConnectAsync(server.Endpoint(), null, new CancellationToken(canceled: true)));

        Assert.Empty(server.Requests);
    }
}
