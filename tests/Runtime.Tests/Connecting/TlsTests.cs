using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Runtime.Tests.Support;
using Settee;
using Settee.Connecting;

namespace Runtime.Tests.Connecting;

public sealed class TlsTests : IDisposable
{
    private readonly TestCertificates _certificates = new();

    public void Dispose() => _certificates.Dispose();

    private sealed class LoopbackResolver : IAddressResolver
    {
        public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
    }

    private static NodeConnector Connector(TlsOptions tls, Authenticator? authenticator = null) => new(
        ResolvedOptions.From(
            ConnectionString.Parse("couchbases://h"),
            new ClusterOptions { Authenticator = authenticator ?? new PasswordAuthenticator("app", "secret"), Tls = tls }),
        new LoopbackResolver());

    private TlsOptions TrustRoot => new() { TrustedCertificates = TlsTrust.FromCertificates(_certificates.Root) };

    /// <summary>"" when the connection was made, otherwise why not.</summary>
    private static async Task<string> ConnectAsync(SslServerAuthenticationOptions server, string host, TlsOptions tls)
    {
        await using var node = new FakeNodeServer { Tls = server };
        try
        {
            var established = await Connector(tls).ConnectAsync(node.Endpoint(host), "travel", CancellationToken.None);
            await established.Connection.DisposeAsync();
            return "";
        }
        catch (ConnectFailedException exception)
        {
            Assert.Equal(ConnectStep.Tls, exception.Failures[0].Step);
            Assert.Empty(node.Requests);
            return exception.Message;
        }
    }

    [Fact]
    public async Task A_certificate_for_the_host_from_a_trusted_root_is_accepted()
    {
        var server = _certificates.Server(["node.example", "*.wild.example"], [IPAddress.Loopback]);

        Assert.Equal("", await ConnectAsync(TestCertificates.ServerOptions(server), "node.example", TrustRoot));
        Assert.Equal("", await ConnectAsync(TestCertificates.ServerOptions(server), "NODE.example.", TrustRoot));
        Assert.Equal("", await ConnectAsync(TestCertificates.ServerOptions(server), "a.wild.example", TrustRoot));
        Assert.Equal("", await ConnectAsync(TestCertificates.ServerOptions(server), "127.0.0.1", TrustRoot));
    }

    [Fact]
    public async Task A_certificate_for_another_host_is_refused_and_says_for_which()
    {
        var server = _certificates.Server(["node.example"]);

        var message = await ConnectAsync(TestCertificates.ServerOptions(server), "other.example", TrustRoot);
        Assert.Contains("not valid for \"other.example\" but for node.example", message);
        Assert.NotEqual("", await ConnectAsync(TestCertificates.ServerOptions(server), "127.0.0.1", TrustRoot));
        Assert.NotEqual("", await ConnectAsync(TestCertificates.ServerOptions(_certificates.Server(addresses: [IPAddress.Parse("10.0.0.1")])), "127.0.0.1", TrustRoot));
    }

    [Fact]
    public async Task An_unknown_root_is_refused()
    {
        using var others = new TestCertificates();
        var server = TestCertificates.ServerOptions(_certificates.Server(["node.example"]));

        Assert.Contains("does not lead to a trusted root", await ConnectAsync(server, "node.example", new TlsOptions()));
        Assert.Contains("trusted root", await ConnectAsync(server, "node.example", new TlsOptions { TrustedCertificates = TlsTrust.FromCertificates(others.Root) }));
    }

    [Fact]
    public async Task An_expired_certificate_is_refused() => Assert.Contains(
        "is not valid now",
        await ConnectAsync(TestCertificates.ServerOptions(_certificates.Server(["node.example"], expired: true)), "node.example", TrustRoot));

    [Fact]
    public async Task An_intermediate_certificate_may_come_from_the_server_or_from_the_bundle_but_must_be_there()
    {
        var server = _certificates.Server(["node.example"], issuer: _certificates.Intermediate);
        var bundle = TlsTrust.FromPem(_certificates.Intermediate.ExportCertificatePem() + "\n" + _certificates.Root.ExportCertificatePem());

        Assert.Equal("", await ConnectAsync(TestCertificates.ServerOptions(server, _certificates.Intermediate), "node.example", TrustRoot));
        Assert.Contains("trusted root", await ConnectAsync(TestCertificates.ServerOptions(server), "node.example", TrustRoot));
        Assert.Equal("", await ConnectAsync(TestCertificates.ServerOptions(server), "node.example", new TlsOptions { TrustedCertificates = bundle }));
    }

    [Fact]
    public async Task Several_roots_may_be_trusted_at_once()
    {
        using var others = new TestCertificates();
        var tls = new TlsOptions { TrustedCertificates = TlsTrust.FromCertificates(others.Root, _certificates.Root) };

        Assert.Equal("", await ConnectAsync(TestCertificates.ServerOptions(_certificates.Server(["a.example"])), "a.example", tls));
        Assert.Equal("", await ConnectAsync(TestCertificates.ServerOptions(others.Server(["a.example"])), "a.example", tls));
    }

    [Fact]
    public async Task Verification_can_be_switched_off_for_development() => Assert.Equal(
        "",
        await ConnectAsync(TestCertificates.ServerOptions(_certificates.Server(["x"], expired: true)), "node.example", new TlsOptions { Verify = TlsVerify.None }));

    [Fact]
    public async Task The_first_byte_is_TLS()
    {
        await using var node = new FakeNodeServer { Tls = TestCertificates.ServerOptions(_certificates.Server(["node.example"])) };
        var established = await Connector(TrustRoot).ConnectAsync(node.Endpoint("node.example"), null, CancellationToken.None);
        await established.Connection.DisposeAsync();

        Assert.Equal<byte>([0x16], node.FirstBytes);
    }

    [Fact]
    public async Task Talking_TLS_to_a_plain_port_fails_at_TLS()
    {
        await using var node = new FakeNodeServer { Node = () => throw new IOException("Not a frame.") };
        var failure = await Assert.ThrowsAsync<ConnectFailedException>(() => Connector(TrustRoot).ConnectAsync(node.Endpoint("node.example"), null, CancellationToken.None));

        Assert.Equal(ConnectStep.Tls, failure.Failures[0].Step);
    }

    [Fact]
    public async Task Client_certificates_are_presented_and_renewed_ones_picked_up()
    {
        var first = _certificates.Client("CN=first");
        var second = _certificates.Client("CN=second");
        var current = first;
        var server = TestCertificates.ServerOptions(_certificates.Server(["node.example"]));
        server.ClientCertificateRequired = true;
        server.AllowTlsResume = false;
        await using var node = new FakeNodeServer
        {
            Tls = server,
            Node = () => new FakeNode { Overrides = { [Settee.Wire.Opcode.GetClusterConfig] = _ => FakeNode.Answer(Settee.Wire.Status.Success, "{}") } },
        };
        var connector = Connector(TrustRoot, new CertificateAuthenticator(() => current));

        await (await connector.ConnectAsync(node.Endpoint("node.example"), null, CancellationToken.None)).Connection.DisposeAsync();
        current = second;
        await (await connector.ConnectAsync(node.Endpoint("node.example"), null, CancellationToken.None)).Connection.DisposeAsync();

        Assert.Equal([first.Thumbprint, second.Thumbprint], node.ClientThumbprints);
        Assert.DoesNotContain(Settee.Wire.Opcode.SaslAuth, node.Requests);
    }

    [Fact]
    public async Task A_password_may_come_with_a_client_certificate()
    {
        var client = _certificates.Client("CN=app");
        var server = TestCertificates.ServerOptions(_certificates.Server(["node.example"]));
        server.ClientCertificateRequired = true;
        await using var node = new FakeNodeServer { Tls = server };
        var established = await Connector(TrustRoot with { ClientCertificate = client }).ConnectAsync(node.Endpoint("node.example"), null, CancellationToken.None);
        await established.Connection.DisposeAsync();

        Assert.Equal([client.Thumbprint], node.ClientThumbprints);
        Assert.Contains(Settee.Wire.Opcode.SaslAuth, node.Requests);
    }

    [Fact]
    public async Task Hosts_of_Capella_are_trusted_by_their_own_root_and_no_others()
    {
        var server = TestCertificates.ServerOptions(_certificates.Server(["cb.abc.cloud.couchbase.com", "cb.example"], issuer: _certificates.Intermediate), _certificates.Intermediate);
        await using var node = new FakeNodeServer { Tls = server };
        var options = ResolvedOptions.From(ConnectionString.Parse("couchbases://h"), new ClusterOptions { Authenticator = new PasswordAuthenticator("app", "secret") });
        var capella = new NodeConnector(options with { Tls = options.Tls with { CapellaRoots = [_certificates.Root] } }, new LoopbackResolver());
        var genuine = new NodeConnector(options, new LoopbackResolver());

        await (await capella.ConnectAsync(node.Endpoint("cb.abc.cloud.couchbase.com"), null, CancellationToken.None)).Connection.DisposeAsync();
        await Assert.ThrowsAsync<ConnectFailedException>(() => capella.ConnectAsync(node.Endpoint("cb.example"), null, CancellationToken.None));
        await Assert.ThrowsAsync<ConnectFailedException>(() => capella.ConnectAsync(node.Endpoint("other.cloud.couchbase.com"), null, CancellationToken.None));
        await Assert.ThrowsAsync<ConnectFailedException>(() => genuine.ConnectAsync(node.Endpoint("cb.abc.cloud.couchbase.com"), null, CancellationToken.None));
    }

    [Fact]
    public void The_root_of_Capella_is_the_published_one()
    {
        var root = Assert.Single(BuiltInTrust.CapellaRoots);

        Assert.Equal("d0937e9c934b2dab94ed7a4b91c548e79eecca992b27ab6d2620807e68657c0e", root.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256).ToLowerInvariant());
        using var chain = new X509Chain
        {
            ChainPolicy =
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                VerificationTime = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            },
        };
        chain.ChainPolicy.CustomTrustStore.Add(root);
        Assert.True(chain.Build(root));
        Assert.Equal(new DateTime(2029, 12, 6), root.NotAfter.ToUniversalTime().Date);
    }
}
