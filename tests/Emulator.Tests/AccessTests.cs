using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Settee.Emulator.Replay;
using Settee.Emulator.Tests.Support;
using Settee.Wire;

namespace Settee.Emulator.Tests;

/// <summary>Who may do what: roles down to collections, and users whom a certificate names.</summary>
public class AccessTests
{
    [Fact]
    public async Task A_role_for_one_collection_opens_that_one_only()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions
        {
            Http = false,
            Scopes = [new EmulatorScope("s", "a", "b")],
            Users = [new EmulatorUser("u", "secret") { Roles = [EmulatorRole.Parse("data_reader[default:s:a]"), new EmulatorRole("data_writer", "default", "s", "a")] }],
        });
        await using var admin = await emulator.OpenAsync();
        var (a, b) = (await admin.CollectionIdAsync("s.a"), await admin.CollectionIdAsync("s.b"));
        await using var client = await OpenAsAsync(emulator, "u", "secret");

        Assert.Equal(0, (await client.SetAsync("k", "1", collection: a)).Status);
        Assert.Equal("1", (await client.GetAsync("k", a)).Text);
        Assert.Equal((ushort)Status.UnknownCollection, (await client.GetAsync("k", b)).Status);
        Assert.Equal((ushort)Status.UnknownCollection, (await client.GetAsync("k")).Status);
    }

    [Fact]
    public async Task A_role_for_a_scope_opens_all_of_it()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions
        {
            Http = false,
            Scopes = [new EmulatorScope("s", "a")],
            Users = [new EmulatorUser("u", "secret") { Roles = [EmulatorRole.Parse("data_reader[default:s]")] }],
        });
        await using var admin = await emulator.OpenAsync();
        var id = await admin.CollectionIdAsync("s.a");
        await admin.SetAsync("k", "1", collection: id);
        await using var client = await OpenAsAsync(emulator, "u", "secret");

        Assert.Equal("1", (await client.GetAsync("k", id)).Text);
        Assert.Equal((ushort)Status.NoAccess, (await client.SetAsync("k", "2", collection: id)).Status);
    }

    [Theory]
    [InlineData("data_reader[b:s:c]", "data_reader[b:s:c]")]
    [InlineData(" admin ", "admin")]
    [InlineData("data_reader[*]", "data_reader[*]")]
    public void Roles_are_written_as_they_are_read(string text, string written) => Assert.Equal(written, EmulatorRole.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("data_reader[")]
    [InlineData("data_reader[a:b:c:d]")]
    [InlineData("data_reader[]")]
    public void What_is_no_role_is_refused(string text) => Assert.Throws<FormatException>(() => EmulatorRole.Parse(text));

    [Fact]
    public async Task A_client_certificate_is_all_a_user_needs()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Tls = true });
        using var certificate = emulator.IssueClientCertificate("Administrator");
        using var socket = new TcpClient("127.0.0.1", emulator.Node(0).KvTlsPort);
        await using var tls = new SslStream(socket.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            ClientCertificates = [certificate],
            RemoteCertificateValidationCallback = static (_, _, _, _) => true,
        });
        await tls.WriteAsync(WireClient.Frame(0x89, "default"u8));
        var answer = new byte[24];
        await tls.ReadExactlyAsync(answer);
        Assert.Equal(0, (answer[6] << 8) | answer[7]);

        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = static (_, _, _, _) => true };
        handler.ClientCertificates.Add(certificate);
        using var http = new HttpClient(handler);
        using var whoami = await http.GetAsync(new Uri($"https://localhost:{emulator.Node(0).HttpTlsPort}/whoami"));
        Assert.Contains("Administrator", await whoami.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_somebody_else_is_refused()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Tls = true, Http = false });
        await using var other = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Tls = true, Http = false });
        using var certificate = other.IssueClientCertificate("Administrator");
        using var socket = new TcpClient("127.0.0.1", emulator.Node(0).KvTlsPort);
        await using var tls = new SslStream(socket.GetStream());

        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                ClientCertificates = [certificate],
                RemoteCertificateValidationCallback = static (_, _, _, _) => true,
            });
            await tls.WriteAsync(WireClient.Frame(0x89, "default"u8));
            await tls.ReadExactlyAsync(new byte[24]);
        });
    }

    [Fact]
    public async Task A_group_gives_its_roles_and_takes_them_away()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions());
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{emulator.Node(0).HttpPort}") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("Administrator:password"u8));
        await PutAsync("/settings/rbac/groups/g", "roles=data_reader[default]");
        await PutAsync("/settings/rbac/users/local/member", "password=secret1&groups=g");
        await using (var client = await OpenAsAsync(emulator, "member", "secret1"))
            Assert.Equal((ushort)Status.KeyNotFound, (await client.GetAsync("k")).Status);

        await PutAsync("/settings/rbac/groups/g", "roles=");
        await using var without = await WireClient.ConnectAsync(emulator.Node(0).KvPort);
        await without.HelloAsync(0x07);
        Assert.Equal(0, (await without.PlainAsync("member", "secret1")).Status);
        Assert.NotEqual(0, (await without.SelectAsync("default")).Status);

        async Task PutAsync(string path, string form)
        {
            using var answer = await http.PutAsync(
                new Uri(path, UriKind.Relative), new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded"));
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }
    }

    private static async Task<WireClient> OpenAsAsync(CouchbaseEmulator emulator, string user, string password)
    {
        var client = await WireClient.ConnectAsync(emulator.Node(0).KvPort);
        await client.HelloAsync(0x07, 0x0b, 0x12);
        Assert.Equal(0, (await client.PlainAsync(user, password)).Status);
        Assert.Equal(0, (await client.SelectAsync("default")).Status);
        return client;
    }
}
