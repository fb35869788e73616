using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Integration.Tests.Support;
using Settee.Emulator;

namespace Integration.Tests.Cli;

[Collection(nameof(CliCollection))]
public sealed class PingCommandTests
{
    [Fact]
    public async Task Every_endpoint_is_a_row()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Nodes = 3 });
        var run = await PingAsync(emulator.ConnectionString, "--bucket", "default");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.DoesNotContain('\u001b', run.Output);
        var rows = run.Output.Split('\n').Where(line => line.Contains(" ok ", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, rows.Count(row => row.TrimStart().StartsWith("kv ", StringComparison.Ordinal) && row.Contains(" default ")));
        Assert.Equal(3, rows.Count(row => row.TrimStart().StartsWith("mgmt ", StringComparison.Ordinal)));
        Assert.Contains($"cluster map revision {emulator.ConfigRevision}", run.Output);
    }

    [Fact]
    public async Task The_report_is_one_JSON_document()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Tls = true });
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, emulator.CertificateAuthorityPem);
            var run = await PingAsync(emulator.TlsConnectionString!, "--bucket", "default", "--ca", path, "--json");
            Assert.True(run.ExitCode == 0, run.Output + run.Error);
            using var json = JsonDocument.Parse(run.Output);
            Assert.Equal(2, json.RootElement.GetProperty("version").GetInt32());
            var endpoint = Assert.Single(json.RootElement.GetProperty("services").GetProperty("kv").EnumerateArray());
            Assert.Equal("ok", endpoint.GetProperty("state").GetString());
            Assert.Equal($"127.0.0.1:{emulator.Node(0).KvTlsPort}", endpoint.GetProperty("remote").GetString());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Failures_are_listed_with_their_reason_and_make_the_exit_code()
    {
        var port = Ports.Closed();
        var run = await PingAsync($"couchbase://127.0.0.1:{port}");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"kv 127.0.0.1:{port}: 127.0.0.1:{port} failed at the TCP connection: ", run.Output);

        await using var emulator = await CouchbaseEmulator.StartAsync();
        run = await PingAsync(emulator.ConnectionString, "--bucket", "nowhere", "--json");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("'nowhere'", run.Output);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_reported_with_the_step_after_the_connect_time_out()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var node = $"127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}";
        foreach (var bucket in (string[][])[[], ["--bucket", "default"]])
        {
            var run = await PingAsync($"couchbase://{node}?kv_connect_timeout=300", bucket);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains($"kv {node}: {node} failed at HELLO: ", run.Output);
        }

        // Less patience than the client has: what it is at is known all the same.
        var hasty = await PingAsync($"couchbase://{node}?kv_connect_timeout=600000", "--bucket", "default", "--timeout", "0.3");
        Assert.Contains($"kv {node}: {node} is still at HELLO, without an answer", hasty.Output);
    }

    [Fact]
    public async Task What_cannot_be_right_is_an_error_message()
    {
        var run = await PingAsync("couchbase://host:99999");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("column 18", run.Error);

        run = await PingAsync("couchbase://host", "--timeout", "0");
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("--timeout is in seconds", run.Error);
    }

    private static Task<ToolRun> PingAsync(string connectionString, params string[] arguments) =>
        SetteeTool.RunAsync(["ping", SetteeTool.Patient(connectionString), "--username", "Administrator", "--password", "password", .. arguments]);
}
