using System.Net;
using System.Net.Sockets;
using Integration.Tests.Support;
using Settee;
using Settee.Cli.Doctor;
using Settee.Connecting;
using Settee.Emulator;
using Settee.Wire;

namespace Integration.Tests.Cli;

[Collection(nameof(CliCollection))]
public sealed class DoctorTests
{
    private const string NothingAfter =
        "HELLO=skipped mechanisms=skipped login=skipped bucket=skipped cluster-map=skipped nodes=skipped";

    [Fact]
    public async Task A_healthy_cluster_passes_every_step()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Nodes = 3 });
        var diagnosis = await SetteeTool.DoctorAsync(emulator.ConnectionString, "--bucket", "default");
        Assert.True(diagnosis.ExitCode == 0, diagnosis.Text);
        Assert.Equal(
            "connection-string=ok DNS-SRV=skipped addresses=ok TCP-ports=ok TLS=skipped HELLO=ok mechanisms=ok login=ok bucket=ok cluster-map=ok nodes=ok",
            diagnosis.Verdicts);
        Assert.EndsWith("All is well.\n", diagnosis.Text.ReplaceLineEndings("\n"));
        Assert.Equal("SCRAM-SHA512 used; offered: SCRAM-SHA512, SCRAM-SHA256, SCRAM-SHA1, PLAIN", diagnosis.Summary("mechanisms"));
        Assert.Contains("Collections", diagnosis.Details("HELLO")[0]);
        Assert.Equal($"version 1:{emulator.ConfigRevision}, 3 nodes", diagnosis.Summary("cluster map"));
        Assert.Contains("64 vbuckets, 0 replica(s)", diagnosis.Details("cluster map"));
        Assert.Equal(
            emulator.Nodes.Select(node => $"127.0.0.1:{node.KvPort}"),
            diagnosis.Details("nodes").Select(detail => detail[..detail.IndexOf(": connected in ", StringComparison.Ordinal)]));
    }

    [Fact]
    public async Task Without_a_bucket_the_cluster_itself_is_examined()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync();
        var diagnosis = await SetteeTool.DoctorAsync(emulator.ConnectionString);
        Assert.Equal(0, diagnosis.ExitCode);
        Assert.EndsWith("login=ok bucket=skipped cluster-map=ok nodes=ok", diagnosis.Verdicts);
    }

    [Fact]
    public async Task The_bucket_of_the_connection_string_is_examined()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync();
        Assert.Contains("bucket=ok", (await SetteeTool.DoctorAsync($"{emulator.ConnectionString}/default")).Verdicts);
    }

    [Fact]
    public async Task What_has_no_effect_is_a_warning()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync();
        var diagnosis = await SetteeTool.DoctorAsync($"{emulator.ConnectionString}?kv_timout=3s");
        Assert.Equal(0, diagnosis.ExitCode);
        Assert.StartsWith("connection-string=warning ", diagnosis.Verdicts);
        Assert.Contains("did you mean kv_timeout?", Assert.Single(diagnosis.Details("connection string")));
    }

    [Theory]
    [InlineData("couchbase://host:99999", "column 18")]
    [InlineData("couchbase2://host", "gRPC")]
    [InlineData("couchbase://somebody@host", "somebody")]
    public async Task What_cannot_be_right_is_told_without_connecting(string connectionString, string problem)
    {
        var diagnosis = await SetteeTool.DoctorAsync(connectionString);
        Assert.Equal(1, diagnosis.ExitCode);
        Assert.StartsWith("connection-string=failed DNS-SRV=skipped addresses=skipped", diagnosis.Verdicts);
        Assert.Contains(problem, diagnosis.Summary("connection string"));
    }

    [Fact]
    public async Task A_closed_port_is_refused()
    {
        var port = Ports.Closed();
        var diagnosis = await SetteeTool.DoctorAsync($"couchbase://127.0.0.1:{port}");
        Assert.Equal(1, diagnosis.ExitCode);
        Assert.Equal($"connection-string=ok DNS-SRV=skipped addresses=ok TCP-ports=failed TLS=skipped {NothingAfter}", diagnosis.Verdicts);
        Assert.Equal($"127.0.0.1:{port}: refused", Assert.Single(diagnosis.Details("TCP ports")));
        Assert.StartsWith("Refused: nothing listens there.", diagnosis.Advice("TCP ports"));
    }

    [Fact]
    public async Task A_host_without_address_is_told()
    {
        var diagnosis = await SetteeTool.DoctorAsync("couchbase://no-such-host.invalid:11210");
        Assert.Equal(1, diagnosis.ExitCode);
        Assert.Contains("addresses=failed TCP-ports=skipped", diagnosis.Verdicts);
    }

    [Fact]
    public async Task A_port_that_says_nothing_is_told()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        var diagnosis = await SetteeTool.DoctorAsync($"couchbase://127.0.0.1:{port}?kv_connect_timeout=300");
        Assert.Equal(1, diagnosis.ExitCode);
        Assert.Contains("TCP-ports=ok TLS=skipped HELLO=failed", diagnosis.Verdicts);
        Assert.Equal("no answer in time", diagnosis.Summary("HELLO"));

        diagnosis = await SetteeTool.DoctorAsync($"couchbases://127.0.0.1:{port}?kv_connect_timeout=300");
        Assert.Contains("TCP-ports=ok TLS=failed HELLO=skipped", diagnosis.Verdicts);
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_never_shown()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync();
        var diagnosis = await SetteeTool.DoctorAsync(emulator.ConnectionString, "--username", "Administrator", "--password", "hunter2");
        Assert.Equal(1, diagnosis.ExitCode);
        Assert.EndsWith("HELLO=ok mechanisms=ok login=failed bucket=skipped cluster-map=skipped nodes=skipped", diagnosis.Verdicts);
        Assert.Contains("\"Administrator\"", diagnosis.Summary("login"));
        Assert.DoesNotContain("hunter2", diagnosis.Text + diagnosis.Json.GetRawText());
    }

    [Fact]
    public async Task An_unknown_bucket_is_told()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync();
        var diagnosis = await SetteeTool.DoctorAsync(emulator.ConnectionString, "--bucket", "nowhere");
        Assert.Equal(1, diagnosis.ExitCode);
        Assert.EndsWith("login=ok bucket=failed cluster-map=skipped nodes=skipped", diagnosis.Verdicts);
        Assert.Contains("'nowhere'", diagnosis.Summary("bucket"));
    }

    [Fact]
    public async Task A_dead_node_of_the_map_is_told()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Nodes = 3 });
        await emulator.Node(2).StopAsync();
        var diagnosis = await SetteeTool.DoctorAsync($"couchbase://127.0.0.1:{emulator.Node(0).KvPort}", "--bucket", "default");
        Assert.Equal(1, diagnosis.ExitCode);
        Assert.EndsWith("cluster-map=ok nodes=failed", diagnosis.Verdicts);
        Assert.Equal("2 of 3 nodes answer", diagnosis.Summary("nodes"));
        Assert.StartsWith($"127.0.0.1:{emulator.Node(2).KvPort} failed at the TCP connection: ", diagnosis.Details("nodes")[2]);
    }

    [Fact]
    public async Task VBuckets_without_a_node_are_told()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Nodes = 2 });
        await emulator.FailoverAsync(1);
        var diagnosis = await SetteeTool.DoctorAsync($"couchbase://127.0.0.1:{emulator.Node(0).KvPort}", "--bucket", "default");
        Assert.Equal(1, diagnosis.ExitCode);
        Assert.EndsWith("cluster-map=failed nodes=ok", diagnosis.Verdicts);
        Assert.Contains("32 vbuckets have no node", diagnosis.Summary("cluster map"));
    }

    [Theory]
    [InlineData(nameof(Status.KeyNotFound), "warning")]
    [InlineData(nameof(Status.NotSupported), "failed")]
    public async Task A_map_that_only_HTTP_could_give_is_told(string status, string verdict)
    {
        await using var emulator = await CouchbaseEmulator.StartAsync();
        emulator.Node(0).On(Opcode.GetClusterConfig).Answer(Enum.Parse<Status>(status), times: int.MaxValue);
        var diagnosis = await SetteeTool.DoctorAsync(emulator.ConnectionString, "--bucket", "default");
        Assert.EndsWith($"bucket=ok cluster-map={verdict} nodes=skipped", diagnosis.Verdicts);
        Assert.Contains("the password would be sent in clear text", diagnosis.Summary("cluster map"));
        Assert.Contains("the management port must be reachable", diagnosis.Advice("cluster map"));
    }

    [Fact]
    public async Task A_map_over_HTTP_is_read_as_the_client_does()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Nodes = 2, Tls = true });
        var options = ResolvedOptions.From(ConnectionString.Parse(SetteeTool.Patient(emulator.TlsConnectionString!)), new()
        {
            Authenticator = EmulatedCluster.Credentials, Tls = new() { TrustedCertificates = TlsTrust.FromPem(emulator.CertificateAuthorityPem!) },
        });
        options = options with { ManagementPort = emulator.Node(0).HttpTlsPort };
        var (finding, map) = await MapCheck.RunAsync(options, new OfferedMap(null, IsOverHttpOnly: true), options.Seeds[0], "default", TestContext.Current.CancellationToken);
        Assert.Equal((Verdict.Ok, 2), (finding.Verdict, map!.Nodes.Length));
        Assert.Contains(finding.Details, detail => detail.StartsWith($"read over HTTP from 127.0.0.1:{emulator.Node(0).HttpTlsPort}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Credentials_that_are_missing_are_asked_for()
    {
        var run = await SetteeTool.RunAsync("doctor", "couchbase://127.0.0.1", "--username", "Administrator");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("give --password-file or --password, or set the environment variable SETTEE_PASSWORD", run.Output);
    }
}
