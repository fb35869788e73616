using System.Net;
using System.Net.Sockets;
using Runtime.Tests.Support;
using Settee;
using Settee.Connecting;
using Settee.Connecting.Srv;
using Settee.Topology;

namespace Runtime.Tests.Connecting.Srv;

public sealed class DnsSrvResolverTests
{
    private const string Name = "_couchbase._tcp.cb.example";

    // The clock stands: a slow machine must not look like a silent server.
    private static DnsSrvResolver Resolver(params IPEndPoint[] servers) =>
        new(() => new DnsConfiguration(servers, [], 1), new ManualTimeProvider());

    private static IPEndPoint ClosedPort()
    {
        // An address of its own: the port may soon belong to another test's server on the usual one.
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Parse("127.0.0.9"), 0));
        return (IPEndPoint)socket.Client.LocalEndPoint!;
    }

    [Fact]
    public async Task Finds_records()
    {
        await using var server = new DnsTestServer { Records = { [Name] = [(0, 0, 11210, "n1.cb.example"), (5, 7, 11999, "n2.cb.example.")] } };

        var records = await Resolver(server.Endpoint).ResolveAsync(Name, CancellationToken.None);

        Assert.Equal([new SrvRecord("n1.cb.example", 11210, 0, 0), new SrvRecord("n2.cb.example", 11999, 5, 7)], records);
        Assert.Equal(["udp " + Name], server.Questions);
    }

    [Fact]
    public async Task A_truncated_answer_is_asked_for_again_by_TCP()
    {
        await using var server = new DnsTestServer { TruncateUdp = true, Records = { [Name] = [.. Enumerable.Range(1, 60).Select(i => (0, 0, 11210, $"node{i}.cb.example"))] } };

        var records = await Resolver(server.Endpoint).ResolveAsync(Name, CancellationToken.None);

        Assert.Equal(60, records.Length);
        Assert.Equal(["udp " + Name, "tcp " + Name], server.Questions);
    }

    [Fact]
    public async Task An_unknown_name_has_no_records()
    {
        await using var server = new DnsTestServer();

        Assert.Empty(await Resolver(server.Endpoint).ResolveAsync(Name, CancellationToken.None));
        Assert.Single(server.Questions);
    }

    [Fact]
    public async Task The_next_server_is_asked_when_one_fails_or_is_not_there()
    {
        await using var failing = new DnsTestServer { ResponseCode = 2 };
        await using var server = new DnsTestServer { Records = { [Name] = [(0, 0, 1, "n1")] } };

        Assert.Single(await Resolver(failing.Endpoint, ClosedPort(), server.Endpoint).ResolveAsync(Name, CancellationToken.None));
    }

    [Fact]
    public async Task The_next_server_is_asked_when_one_is_silent()
    {
        var time = new ManualTimeProvider();
        await using var silent = new DnsTestServer { Silent = true };
        await using var server = new DnsTestServer { Records = { [Name] = [(0, 0, 1, "n1")] } };
        var resolving = new DnsSrvResolver(() => new DnsConfiguration([silent.Endpoint, server.Endpoint], [], 1), time)
            .ResolveAsync(Name, CancellationToken.None);

        while (silent.Questions.IsEmpty)
            await Task.Yield();

        time.Advance(DnsSrvResolver.PatiencePerServer);
        Assert.Single(await resolving);
        Assert.Equal(0, time.ActiveTimers);
    }

    [Fact]
    public async Task Forged_datagrams_are_passed_over()
    {
        await using var server = new DnsTestServer
        {
            Records = { [Name] = [(0, 0, 1, "n1")] },
            Bend = answer => [[], [1, 2, 3], [(byte)(answer[0] ^ 0xff), .. answer[1..]], answer],
        };

        Assert.Equal("n1", Assert.Single(await Resolver(server.Endpoint).ResolveAsync(Name, CancellationToken.None)).Host);
    }

    [Fact]
    public async Task Without_any_answer_the_reasons_are_told()
    {
        await using var failing = new DnsTestServer { ResponseCode = 5 };
        var error = await Assert.ThrowsAsync<IOException>(() => Resolver(failing.Endpoint).ResolveAsync(Name, CancellationToken.None));

        Assert.Contains($"{failing.Endpoint} could not answer", error.Message);
        Assert.Contains("no name server", (await Assert.ThrowsAsync<IOException>(() => Resolver().ResolveAsync(Name, CancellationToken.None))).Message);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait()
    {
        await using var silent = new DnsTestServer { Silent = true };
        using var cancel = new CancellationTokenSource();
        var resolving = Resolver(silent.Endpoint).ResolveAsync(Name, cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => resolving);
    }

    [Fact]
    public async Task Short_names_are_completed_by_the_search_domains()
    {
        await using var server = new DnsTestServer { Records = { ["_couchbase._tcp.cb.ns.svc.cluster.local"] = [(0, 0, 1, "n1")] } };
        var resolver = new DnsSrvResolver(
            () => new DnsConfiguration([server.Endpoint], ["ns.svc.cluster.local", "svc.cluster.local"], 5), new ManualTimeProvider());

        Assert.Single(await resolver.ResolveAsync("_couchbase._tcp.cb", CancellationToken.None));
        Assert.Single(await resolver.ResolveAsync("_couchbase._tcp.cb.ns", CancellationToken.None));
    }

    [Fact]
    public void Resolv_conf_is_read()
    {
        var parsed = DnsConfiguration.ParseResolvConf("""
            # comment
            ; comment
            nameserver 10.0.0.1
            nameserver fe80::1%lo
            nameserver nonsense
            nameserver 10.0.0.3
            nameserver 10.0.0.4
            search a.example. b.example
            options timeout:1 ndots:5 rotate
            nameserver
            """);

        Assert.Equal(["10.0.0.1", "10.0.0.3"], parsed.Servers.Where(s => s.AddressFamily == AddressFamily.InterNetwork).Select(s => s.Address.ToString()));
        Assert.Equal(3, parsed.Servers.Length);
        Assert.Equal(["a.example", "b.example"], parsed.SearchDomains);
        Assert.Equal(["x.y.a.example", "x.y.b.example", "x.y"], parsed.Complete("x.y"));
        Assert.Equal(["x.y."], parsed.Complete("x.y."));
        Assert.Equal(IPAddress.Loopback, Assert.Single(DnsConfiguration.ParseResolvConf("").Servers).Address);
    }
}

public sealed class SeedResolverTests
{
    private sealed class FakeSrv(Func<CancellationToken, Task<SrvRecord[]>> answer) : IDnsSrvResolver
    {
        public List<string> Names { get; } = [];

        public Task<SrvRecord[]> ResolveAsync(string name, CancellationToken cancellationToken)
        {
            Names.Add(name);
            return answer(cancellationToken);
        }
    }

    private static ResolvedOptions Options(string connectionString, TimeProvider? time = null) => ResolvedOptions.From(
        ConnectionString.Parse(connectionString), new ClusterOptions { Authenticator = new PasswordAuthenticator("u", "p"), TimeProvider = time });

    [Fact]
    public async Task Records_replace_the_host()
    {
        var srv = new FakeSrv(_ => Task.FromResult<SrvRecord[]>([new("n1", 11207, 1, 0), new("n2", 12000, 0, 0), new("n1", 11207, 0, 0)]));

        Assert.Equal(
            [new NodeEndpoint("n1", 11207), new NodeEndpoint("n2", 12000)],
            await SeedResolver.ResolveAsync(Options("couchbases://cb.example"), srv, CancellationToken.None));
        Assert.Equal(["_couchbases._tcp.cb.example"], srv.Names);
    }

    [Fact]
    public async Task Without_records_or_without_an_answer_the_host_remains()
    {
        NodeEndpoint[] host = [new("cb.example", 11210)];

        Assert.Equal(host, await SeedResolver.ResolveAsync(Options("couchbase://cb.example"), new FakeSrv(_ => Task.FromResult<SrvRecord[]>([])), CancellationToken.None));
        Assert.Equal(host, await SeedResolver.ResolveAsync(Options("couchbase://cb.example"), new FakeSrv(_ => throw new IOException("x")), CancellationToken.None));
        Assert.Equal(host, await SeedResolver.ResolveAsync(Options("couchbase://cb.example"), new FakeSrv(_ => Task.FromException<SrvRecord[]>(new InvalidOperationException())), CancellationToken.None));
    }

    [Fact]
    public async Task A_lookup_without_end_is_given_up_after_its_own_timeout()
    {
        var time = new ManualTimeProvider();
        var srv = new FakeSrv(token => Task.Delay(Timeout.Infinite, token).ContinueWith<SrvRecord[]>(_ => throw new OperationCanceledException(token), TaskScheduler.Default));
        var resolving = SeedResolver.ResolveAsync(Options("couchbase://cb.example?resolve_timeout=2s", time), srv, CancellationToken.None).AsTask();

        time.Advance(TimeSpan.FromSeconds(2) - TimeSpan.FromTicks(1));
        Assert.False(resolving.IsCompleted);
        time.Advance(TimeSpan.FromTicks(1));
        Assert.Single(await resolving);
    }

    [Fact]
    public async Task Cancelling_is_not_taken_for_a_missing_record()
    {
        using var cancel = new CancellationTokenSource();
        var srv = new FakeSrv(async token =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return [];
        });
        var resolving = SeedResolver.ResolveAsync(Options("couchbase://cb.example"), srv, cancel.Token).AsTask();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => resolving);
    }

    [Fact]
    public async Task No_lookup_is_made_where_none_is_due()
    {
        var srv = new FakeSrv(_ => throw new InvalidOperationException());

        Assert.Equal(2, (await SeedResolver.ResolveAsync(Options("couchbase://a,b"), srv, CancellationToken.None)).Length);
        Assert.Single(await SeedResolver.ResolveAsync(Options("couchbase://10.0.0.1"), srv, CancellationToken.None));
        Assert.Single(await SeedResolver.ResolveAsync(Options("couchbase://a?enable_dns_srv=false"), srv, CancellationToken.None));
        Assert.Empty(srv.Names);
    }
}
