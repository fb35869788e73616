using System.Net;
using System.Net.Http.Json;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Settee.Emulator.Replay;
using Settee.Emulator.Security;
using Settee.Emulator.Tests.Support;
using Settee.Wire;

namespace Settee.Emulator.Tests;

/// <summary>Faults by their names in the control API.</summary>
public sealed class ControlFaultTests : IAsyncLifetime
{
    private CouchbaseEmulator _emulator = null!;
    private ControlClient _control = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions
        {
            Nodes = 2, Tls = true, Http = false, ControlPort = 0, Users = [new EmulatorUser("app", "unused")],
        });
        _control = new ControlClient(_emulator);
    }

    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task A_held_request_is_released()
    {
        await using var client = await _emulator.OpenAsync();
        var key = Sessions.KeyOwnedBy(0, 2);
        var fault = (int)(await _control.DoAsync("fault", """{"node":0,"kind":"hold","opcode":"0x00"}"""))["id"]!;
        var answer = client.GetAsync(key);
        while ((int)(await _control.DoAsync("fault-state", $$"""{"id":{{fault}}}"""))["strikes"]! == 0)
            await Task.Yield();

        Assert.False(answer.IsCompleted);
        await _control.DoAsync("release-fault", $$"""{"id":{{fault}}}""");
        Assert.Equal((ushort)Status.KeyNotFound, (await answer).Status);
    }

    [Fact]
    public async Task Clearing_faults_lets_go_what_is_held_back()
    {
        await using var client = await _emulator.OpenAsync();
        var held = _emulator.Node(0).On(Opcode.Get).Hold();
        var answer = client.GetAsync(Sessions.KeyOwnedBy(0, 2));
        await held.Struck;
        await _control.DoAsync("clear-faults", "{}");
        Assert.Equal((ushort)Status.KeyNotFound, (await answer).Status);
    }

    [Theory]
    [InlineData("WrongNonce")]
    [InlineData("toofewiterations")]
    public async Task Scram_is_forged(string lie)
    {
        await _control.DoAsync("forge-scram", $$"""{"node":0,"lie":"{{lie}}"}""");
        await using var client = await WireClient.ConnectAsync(_emulator.Node(0).KvPort);
        var answer = await client.CallAsync(0x21, "SCRAM-SHA1"u8.ToArray(), "n,,n=Administrator,r=abc"u8.ToArray());
        Assert.True(!answer.Text.StartsWith("r=abc", StringComparison.Ordinal) || answer.Text.EndsWith(",i=1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Features_are_switched()
    {
        await using var client = await WireClient.ConnectAsync(_emulator.Node(0).KvPort);
        await _control.DoAsync("switch-off-feature", """{"node":0,"feature":"0x12"}""");
        await _control.DoAsync("switch-on-feature", """{"node":0,"feature":34}""");
        Assert.Equal(new byte[] { 0, 7, 0, 0x22 }, (await client.HelloAsync(0x07, 0x12, 0x22)).Value);
    }

    [Fact]
    public async Task A_node_serves_what_it_does_not_own()
    {
        await using var client = await _emulator.OpenAsync();
        var key = Sessions.KeyOwnedBy(1, 2);
        Assert.Equal((ushort)Status.NotMyVBucket, (await client.GetAsync(key)).Status);
        await _control.DoAsync("serve-foreign-vbuckets", """{"node":0}""");
        Assert.Equal((ushort)Status.KeyNotFound, (await client.GetAsync(key)).Status);
        await _control.DoAsync("serve-foreign-vbuckets", """{"node":0,"on":false}""");
        Assert.Equal((ushort)Status.NotMyVBucket, (await client.GetAsync(key)).Status);
    }

    [Fact]
    public async Task A_certificate_expires_and_is_renewed()
    {
        await _control.DoAsync("expire-certificate", """{"node":0}""");
        Assert.True(await ShownCertificateEndsAsync() < DateTime.Now);
        await _control.DoAsync("renew-certificate", """{"node":0}""");
        Assert.True(await ShownCertificateEndsAsync() > DateTime.Now);
    }

    [Fact]
    public async Task Tokens_and_certificates_of_users_are_made()
    {
        await _control.DoAsync("set-token", """{"token":"t","name":"app","expires":"2020-01-01T00:00:00Z"}""");
        var expiry = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal("app", Find("t", expiry.AddSeconds(-1))?.User);
        Assert.Null(Find("t", expiry));
        await _control.DoAsync("remove-token", """{"token":"t"}""");
        Assert.Null(Find("t", expiry.AddSeconds(-1)));

        var issued = await _control.DoAsync("issue-certificate", """{"name":"app"}""");
        using var certificate = X509Certificate2.CreateFromPem((string)issued["certificate"]!, (string)issued["key"]!);
        Assert.Equal("CN=app", certificate.Subject);
    }

    [Fact]
    public async Task Notifications_are_held_back_and_sent_in_any_order()
    {
        // 0x1f: notifications in brief, 0x0c: requests from the server.
        await using var client = await _emulator.OpenAsync(0, "default", 0x1f);
        await _control.DoAsync("hold-notifications", """{"node":0}""");
        await _control.DoAsync("publish-config", "{}");
        await _control.DoAsync("publish-config", "{}");
        Assert.Equal(2, (int)(await _control.DoAsync("count-notifications", """{"node":0}"""))["count"]!);
        await _control.DoAsync("send-notifications", """{"node":0,"order":[1,0]}""");
        var (second, first) = ((await client.ReceiveAsync())!, (await client.ReceiveAsync())!);
        Assert.True(RevisionOf(second) > RevisionOf(first));
        await _control.DoAsync("release-notifications", """{"node":0}""");
        await _control.DoAsync("publish-config", "{}");
        Assert.True(RevisionOf((await client.ReceiveAsync())!) > RevisionOf(second));

        static long RevisionOf(Packet packet) => System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(packet.Extras.AsSpan(8));
    }

    [Fact]
    public async Task Answers_are_held_back_and_sent()
    {
        await using var client = await WireClient.ConnectAsync(_emulator.Node(0).KvPort);
        await _control.DoAsync("reset-counters", """{"node":0}""");
        await _control.DoAsync("hold-answers", """{"node":0}""");
        var hello = client.HelloAsync(0x07);
        while ((int)(await _control.DoAsync("count-requests", """{"node":0,"opcode":"0x1f"}"""))["count"]! == 0)
            await Task.Yield();

        Assert.False(hello.IsCompleted);
        await _control.DoAsync("release-answers", """{"node":0}""");
        Assert.Equal(0, (await hello).Status);
        Assert.Equal(0, (await client.HelloAsync(0x07)).Status);
    }

    [Theory]
    [InlineData("forge-scram", """{"node":0,"lie":"3"}""", "none of WrongNonce, ")]
    [InlineData("send-answers", """{"node":1}""", "Node 1 holds no answers back.")]
    [InlineData("stop-node", """{"node":0,"nod":1}""", "\"nod\" means nothing to the operation \"stop-node\", which takes node.")]
    [InlineData("add-node", """{"node":0}""", "which takes no members.")]
    [InlineData("fault", """{"node":0,"kind":"delay","bytes":1}""", "\"bytes\" means nothing to a fault of the kind \"delay\"")]
    [InlineData("set-token", """{"token":"t","name":"app","expires":"soon"}""", "soon")]
    public async Task What_cannot_be_meant_is_told(string operation, string body, string problem)
    {
        using var answer = await _control.PostAsync(operation, body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(problem, (string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["error"]!);
    }

    private AcceptedToken? Find(string token, DateTimeOffset now) =>
        _emulator.Cluster.Tokens.Find(Encoding.ASCII.GetBytes($"n,,\u0001auth=Bearer {token}\u0001\u0001"), now, out _);

    private async Task<DateTime> ShownCertificateEndsAsync()
    {
        using var socket = new TcpClient("127.0.0.1", _emulator.Node(0).KvTlsPort);
        await using var tls = new SslStream(socket.GetStream(), false, static (_, _, _, _) => true);
        await tls.AuthenticateAsClientAsync("localhost");
        using var shown = new X509Certificate2(tls.RemoteCertificate!);
        return shown.NotAfter;
    }
}
