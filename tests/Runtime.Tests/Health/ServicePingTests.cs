using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Runtime.Tests.Support;
using Settee;
using Settee.Connecting;
using Settee.Dispatch;
using Settee.Health;
using Settee.Topology;

namespace Runtime.Tests.Health;

/// <summary>The HTTP side of a ping, against listeners that answer as the services do.</summary>
public sealed class ServicePingTests
{
    [Fact]
    public void Every_service_of_the_map_is_pinged_on_the_ports_of_its_kind()
    {
        var map = Map("""{"kv":1,"mgmt":8091,"mgmtSSL":18091,"capi":8092,"n1ql":8093,"n1qlSSL":18093,"fts":8094,"cbas":8095,"eventingAdminPort":8096}""");
        Assert.Equal(
            ["Management 8091 /", "Views 8092 /", "Query 8093 /admin/ping", "Search 8094 /api/ping", "Analytics 8095 /admin/ping", "Eventing 8096 /"],
            ServiceEndpoint.Of(map, tls: false).Select(endpoint => $"{endpoint.Service} {endpoint.Node.Port} {endpoint.PingPath}"));
        Assert.Equal([18091, 18093], ServiceEndpoint.Of(map, tls: true).Select(endpoint => endpoint.Node.Port));
        Assert.Empty(ServiceEndpoint.Of(null, tls: false));
    }

    [Theory]
    [InlineData("200 OK", PingState.Ok, null)]
    [InlineData("301 Moved Permanently", PingState.Ok, null)]
    [InlineData("401 Unauthorized", PingState.Ok, null)]
    [InlineData("503 Service Unavailable", PingState.Error, "HTTP 503 Service Unavailable")]
    public async Task The_status_decides(string status, PingState state, string? error)
    {
        await using var service = new HttpService(status);
        var ping = Assert.Single((await PingAsync(service)).Endpoints, endpoint => endpoint.Service == ServiceType.Query);
        Assert.Equal((state, error), (ping.State, ping.Error));
        Assert.StartsWith("127.0.0.1:", ping.Local);
        var request = Assert.Single(service.Requests);
        Assert.StartsWith("GET /admin/ping HTTP/1.1\r\n", request);
        Assert.Contains("User-Agent: settee/", request);
        Assert.DoesNotContain("Authorization", request, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_service_that_does_not_answer_is_a_timeout()
    {
        var time = new ManualTimeProvider();
        await using var service = new HttpService(null);
        var pinging = PingAsync(service, time);
        await service.Asked;
        time.Advance(TimeSpan.FromSeconds(11));
        var ping = Assert.Single((await pinging).Endpoints, endpoint => endpoint.Service == ServiceType.Query);
        Assert.Equal((PingState.Timeout, "There was no answer in time."), (ping.State, ping.Error));
    }

    [Fact]
    public async Task Connections_are_pooled()
    {
        await using var service = new HttpService("200 OK");
        using var http = new ServiceHttp(Options("couchbase"));
        for (var i = 0; i < 3; i++)
        {
            using var response = await http.GetAsync(service.Endpoint, "/admin/ping", default);
            await response.Content.ReadAsByteArrayAsync();
        }

        Assert.Equal(3, service.Requests.Count);
        Assert.Equal(1, service.Connections);
    }

    [Fact]
    public async Task Over_TLS_the_rules_of_key_value_apply()
    {
        using var certificates = new TestCertificates();
        await using var service = new HttpService("200 OK") { Tls = TestCertificates.ServerOptions(certificates.Server(["localhost"])) };
        using (var trusting = new ServiceHttp(Options("couchbases", TlsTrust.FromCertificates(certificates.Root))))
        {
            using var response = await trusting.GetAsync(service.Endpoint with { Host = "localhost" }, "/", default);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var wrongName = await Assert.ThrowsAsync<HttpRequestException>(() => trusting.GetAsync(service.Endpoint, "/", default));
            Assert.Contains("it is not valid for \"127.0.0.1\"", wrongName.InnerException!.Message);
        }

        using var strict = new ServiceHttp(Options("couchbases"));
        var untrusted = await Assert.ThrowsAsync<HttpRequestException>(() => strict.GetAsync(service.Endpoint with { Host = "localhost" }, "/", default));
        Assert.Contains("does not lead to a trusted root", untrusted.InnerException!.Message);
    }

    private static async Task<PingReport> PingAsync(HttpService service, TimeProvider? time = null)
    {
        // A global map comes with the first connection, and names the service beside the node.
        await using var node = new FakeNodeServer { Node = () => new FakeNode { Map = MapJson($$"""{"kv":1,"n1ql":{{service.Endpoint.Port}}}""") } };
        var options = Options("couchbase") with { TimeProvider = time ?? TimeProvider.System };
        await using var core = new ClusterCore(options, new NodeConnector(options), _ => ValueTask.FromResult<NodeEndpoint[]>([node.Endpoint()]));
        return await new Pinger(core, new PingOptions(), default).PingClusterAsync();
    }

    private static ResolvedOptions Options(string scheme, TlsTrust? trust = null) => ResolvedOptions.From(
        ConnectionString.Parse($"{scheme}://127.0.0.1"),
        new ClusterOptions { Authenticator = new PasswordAuthenticator("app", "secret"), Tls = new TlsOptions { TrustedCertificates = trust } });

    private static string MapJson(string services) => $$"""{"rev":7,"nodesExt":[{"hostname":"127.0.0.1","services":{{services}}}]}""";

    private static ClusterMap Map(string services) => ClusterMapParser.Parse(Encoding.UTF8.GetBytes(MapJson(services)), "127.0.0.1")!;

    /// <summary>Answers every request with one status, or never.</summary>
    private sealed class HttpService : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _stopping = new();
        private readonly string? _status;
        private readonly Task _accepting;
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _connections;

        public HttpService(string? status)
        {
            _status = status;
            _listener.Start();
            _accepting = AcceptAsync();
        }

        public SslServerAuthenticationOptions? Tls { get; init; }

        public ConcurrentQueue<string> Requests { get; } = [];

        /// <summary>Completes with the first request.</summary>
        public Task Asked => _asked.Task;

        public int Connections => Volatile.Read(ref _connections);

        public NodeEndpoint Endpoint => new("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port);

        public async ValueTask DisposeAsync()
        {
            await _stopping.CancelAsync();
            await _accepting;
            _listener.Stop();
            _stopping.Dispose();
        }

        private async Task AcceptAsync()
        {
            List<Task> serving = [];
            try
            {
                while (true)
                    serving.Add(ServeAsync(await _listener.AcceptSocketAsync(_stopping.Token)));
            }
            catch (OperationCanceledException)
            {
                await Task.WhenAll(serving);
            }
        }

        private async Task ServeAsync(Socket socket)
        {
            Interlocked.Increment(ref _connections);
            try
            {
                await using var plain = new NetworkStream(socket, ownsSocket: true);
                Stream stream = plain;
                if (Tls is not null)
                {
                    var secured = new SslStream(plain);
                    await secured.AuthenticateAsServerAsync(Tls, _stopping.Token);
                    stream = secured;
                }

                var request = "";
                var buffer = new byte[4096];
                while (await stream.ReadAsync(buffer, _stopping.Token) is var count and > 0)
                {
                    request += Encoding.ASCII.GetString(buffer, 0, count);
                    if (!request.EndsWith("\r\n\r\n", StringComparison.Ordinal))
                        continue;

                    Requests.Enqueue(request);
                    _asked.TrySetResult();
                    request = "";
                    if (_status is not null)
                        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {_status}\r\nContent-Length: 2\r\n\r\nok"), _stopping.Token);
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
            {
                // The client went away, refused the certificate, or the test is over.
            }
        }
    }
}
