using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Settee.Emulator.Replay;
using Settee.Emulator.Tests.Support;

namespace Settee.Emulator.Tests;

/// <summary>The listeners with TLS, whose certificates a client can check as it should.</summary>
public class TlsTests
{
    [Fact]
    public async Task Who_trusts_the_authority_can_check_the_name_and_talk()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Tls = true, Http = false });
        using var authority = X509Certificate2.CreateFromPem(emulator.CertificateAuthorityPem!);
        using var tls = await ConnectAsync(emulator);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "127.0.0.1",
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { authority }, RevocationMode = X509RevocationMode.NoCheck,
            },
        });

        await tls.WriteAsync(WireClient.Frame(0x20));
        var answer = new byte[24];
        await tls.ReadExactlyAsync(answer);
        Assert.Equal(0x20, answer[1]);
        Assert.Equal($"couchbases://127.0.0.1:{emulator.Node(0).KvTlsPort}", emulator.TlsConnectionString);
    }

    [Fact]
    public async Task Who_does_not_trust_it_leaves_and_the_node_goes_on()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Tls = true, Http = false });
        using (var tls = await ConnectAsync(emulator))
            await Assert.ThrowsAsync<AuthenticationException>(() => tls.AuthenticateAsClientAsync("127.0.0.1"));

        await using var client = await emulator.OpenAsync();
        Assert.Equal(0, (await client.CallAsync(0x0a)).Status);
    }

    private static async Task<SslStream> ConnectAsync(CouchbaseEmulator emulator)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, emulator.Node(0).KvTlsPort);
        return new SslStream(new NetworkStream(socket, ownsSocket: true));
    }
}
