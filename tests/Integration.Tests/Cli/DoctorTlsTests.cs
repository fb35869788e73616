using System.Net;
using Integration.Tests.Support;
using Runtime.Tests.Support;
using Settee.Emulator;

namespace Integration.Tests.Cli;

[Collection(nameof(CliCollection))]
public sealed class DoctorTlsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("settee-doctor").FullName;
    private readonly TestCertificates _certificates = new();

    public void Dispose()
    {
        _certificates.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_secured_cluster_passes_and_shows_its_certificates()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Nodes = 2, Tls = true });
        var diagnosis = await SetteeTool.DoctorAsync(emulator.TlsConnectionString!, "--bucket", "default", "--ca", Save(emulator.CertificateAuthorityPem!));
        Assert.Equal(0, diagnosis.ExitCode);
        Assert.Equal(
            "connection-string=ok DNS-SRV=skipped addresses=ok TCP-ports=ok TLS=ok HELLO=ok mechanisms=ok login=ok bucket=ok cluster-map=ok nodes=ok",
            diagnosis.Verdicts);
        Assert.Equal("PLAIN", diagnosis.Summary("mechanisms").Split(' ')[0]);
        var details = diagnosis.Details("TLS");
        Assert.Matches(@"^127\.0\.0\.1:\d+: Tls1[23], TLS_", details[0]);
        Assert.Matches(
            @"^  CN=Settee emulator node, for localhost, 127\.0\.0\.1, valid until \d{4}-\d\d-\d\d, issued by CN=Settee emulator authority$", details[1]);
        Assert.StartsWith("  CN=Settee emulator authority, valid until ", details[2]);
    }

    [Fact]
    public async Task An_untrusted_certificate_is_told()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Tls = true });
        var diagnosis = await SetteeTool.DoctorAsync(emulator.TlsConnectionString!);
        AssertRefused(diagnosis, "does not lead to a trusted root", "give it with --ca");

        diagnosis = await SetteeTool.DoctorAsync(emulator.TlsConnectionString!, "--ca", Save(_certificates.Root.ExportCertificatePem()));
        AssertRefused(diagnosis, "does not lead to a trusted root", "The file given with --ca does not hold the root of this cluster");
    }

    [Fact]
    public async Task A_wrong_name_is_told()
    {
        await using var node = Server(["db.example.org"]);
        var diagnosis = await SetteeTool.DoctorAsync(
            $"couchbases://127.0.0.1:{node.Port}", "--ca", Save(_certificates.Root.ExportCertificatePem()));
        AssertRefused(diagnosis, "it is not valid for \"127.0.0.1\" but for db.example.org", "a certificate issued that is valid for 127.0.0.1");
    }

    [Fact]
    public async Task An_expired_certificate_is_told()
    {
        await using var node = Server(["localhost"], expired: true);
        var diagnosis = await SetteeTool.DoctorAsync(
            $"couchbases://localhost:{node.Port}?ip_protocol=force_ipv4", "--ca", Save(_certificates.Root.ExportCertificatePem()));
        AssertRefused(diagnosis, "is not valid now", "Renew the certificate, or correct the clock of this machine.");
    }

    [Fact]
    public async Task A_certificate_that_ends_soon_is_a_warning()
    {
        await using var node = Server(["localhost"]);
        var diagnosis = await SetteeTool.DoctorAsync(
            $"couchbases://localhost:{node.Port}?ip_protocol=force_ipv4", "--ca", Save(_certificates.Root.ExportCertificatePem()),
            "--username", "app", "--password", "secret");
        Assert.Contains("TLS=warning HELLO=ok mechanisms=ok login=ok", diagnosis.Verdicts);
        Assert.StartsWith("Renew the certificate that ends on ", diagnosis.Advice("TLS"));
    }

    [Fact]
    public async Task Certificates_that_are_not_verified_are_a_warning()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Tls = true });
        var diagnosis = await SetteeTool.DoctorAsync($"{emulator.TlsConnectionString}?tls_verify=none");
        Assert.Equal(0, diagnosis.ExitCode);
        Assert.Contains("connection-string=warning", diagnosis.Verdicts);
        Assert.Contains("TLS=warning", diagnosis.Verdicts);
    }

    [Fact]
    public async Task TLS_and_no_TLS_mixed_up_are_told()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Tls = true });
        var diagnosis = await SetteeTool.DoctorAsync($"couchbases://127.0.0.1:{emulator.Node(0).KvPort}");
        Assert.Equal(1, diagnosis.ExitCode);
        Assert.Contains("TLS=failed", diagnosis.Verdicts);
        Assert.Contains("speak TLS?", diagnosis.Advice("TLS"));

        diagnosis = await SetteeTool.DoctorAsync($"couchbase://127.0.0.1:{emulator.Node(0).KvTlsPort}");
        Assert.Equal(1, diagnosis.ExitCode);
        Assert.Contains("HELLO=failed", diagnosis.Verdicts);
        Assert.Contains("use couchbases://", diagnosis.Advice("HELLO"));
    }

    [Fact]
    public async Task A_file_that_is_no_certificate_is_told()
    {
        var diagnosis = await SetteeTool.DoctorAsync("couchbases://127.0.0.1", "--ca", Save("nothing"));
        Assert.Contains("connection-string=failed", diagnosis.Verdicts);
        Assert.Contains("-----BEGIN CERTIFICATE-----", diagnosis.Summary("connection string"));
    }

    [Fact]
    public async Task The_network_that_would_be_chosen_is_told()
    {
        FakeNodeServer? server = null;
        await using var node = new FakeNodeServer
        {
            Node = () => new FakeNode
            {
                Map = $$$"""
                    {"rev":7,"nodesExt":[{"hostname":"10.9.8.7","services":{"kv":11210,"mgmt":8091},
                     "alternateAddresses":{"external":{"hostname":"127.0.0.1","ports":{"kv":{{{server!.Port}}} } } } }]}
                    """,
            },
        };
        server = node;
        var diagnosis = await SetteeTool.DoctorAsync($"couchbase://127.0.0.1:{node.Port}", "--username", "app", "--password", "secret");
        Assert.Equal(
            "network: external (chosen by the address that was dialled); the nodes also have: external", diagnosis.Details("cluster map")[0]);
        Assert.StartsWith($"127.0.0.1:{node.Port}: connected in ", Assert.Single(diagnosis.Details("nodes")));

        diagnosis = await SetteeTool.DoctorAsync($"couchbase://127.0.0.1:{node.Port}?network=nowhere", "--username", "app", "--password", "secret");
        Assert.Contains("cluster-map=failed", diagnosis.Verdicts);
        Assert.Contains("\"nowhere\"", diagnosis.Advice("cluster map"));
    }

    private static void AssertRefused(Diagnosis diagnosis, string reason, string advice)
    {
        Assert.Equal(1, diagnosis.ExitCode);
        Assert.Contains("TCP-ports=ok TLS=failed HELLO=skipped", diagnosis.Verdicts);
        Assert.Contains(reason, diagnosis.Details("TLS")[0]);
        Assert.Contains(advice, diagnosis.Advice("TLS"));
    }

    private FakeNodeServer Server(string[] names, bool expired = false) =>
        new() { Tls = TestCertificates.ServerOptions(_certificates.Server(names, expired: expired)) };

    private string Save(string pem)
    {
        var path = Path.Combine(_folder, $"{Guid.NewGuid():n}.pem");
        File.WriteAllText(path, pem);
        return path;
    }
}
