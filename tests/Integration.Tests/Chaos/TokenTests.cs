using Integration.Tests.Documents;
using Settee;
using Settee.Emulator;
using Settee.Wire;

namespace Integration.Tests.Chaos;

/// <summary>Tokens that are presented, replaced, refused, and that expire while connections are in use.</summary>
[Collection(nameof(ChaosCollection))]
public sealed class TokenTests
{
    [Fact]
    public async Task A_replaced_token_is_presented_once_on_every_open_connection()
    {
        await using var world = await StartAsync();
        await world.Airlines.UpsertAsync(new Airline { Id = 1, Name = "KA" });
        Assert.Equal(3, Logins(world));

        world.Emulator.SetToken("second", "app");
        await world.Cluster.ReplaceAuthenticatorAsync(new JwtAuthenticator("second"));
        Assert.Equal(6, Logins(world));
        Assert.Equal(3, world.Emulator.Nodes.Sum(node => node.ConnectionsAccepted));
        Assert.Equal("KA", (await world.Airlines.GetAsync(1)).Value.Name);
    }

    [Fact]
    public async Task A_refused_token_closes_the_connections_and_says_so()
    {
        await using var world = await StartAsync();
        var error = await Assert.ThrowsAsync<AuthenticationFailureException>(() => world.Cluster.ReplaceAuthenticatorAsync(new JwtAuthenticator("unknown")));
        Assert.DoesNotContain("unknown", error.Message);
        await world.AdvanceUntilAsync(() => world.Cluster.Statistics.OpenConnections == 0, TimeSpan.Zero);

        // The right one brings everything back with the next attempts.
        world.Emulator.SetToken("third", "app");
        await world.Cluster.ReplaceAuthenticatorAsync(new JwtAuthenticator("third"));
        await world.AdvanceUntilAsync(() => world.Cluster.Statistics.OpenConnections == 3, ChaosWorld.LongestBackoff);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_token_that_expired_is_replaced_within_one_back_off(bool connectionsLost)
    {
        await using var world = await StartAsync(expiresAfter: TimeSpan.FromMinutes(10));
        await world.Airlines.UpsertAsync(new Airline { Id = 1, Name = "KA" });
        await world.AdvanceAsync(TimeSpan.FromMinutes(11));
        if (connectionsLost)
        {
            foreach (var node in world.Emulator.Nodes)
                node.CloseConnections();
        }

        // Polls have told that the token is stale, or the connections were lost: none is open when the new token comes.
        var reading = world.Airlines.GetAsync(1, new() { Timeout = TimeSpan.FromHours(1) }).AsTask();
        await world.AdvanceUntilAsync(() => world.Cluster.Statistics.OpenConnections == 0, TimeSpan.FromSeconds(10));
        world.Emulator.SetToken("second", "app");
        await world.Cluster.ReplaceAuthenticatorAsync(new JwtAuthenticator("second"));
        await world.AdvanceUntilAsync(() => world.Cluster.Statistics.OpenConnections == 3, ChaosWorld.LongestBackoff);
        await world.AdvanceUntilAsync(reading, ChaosWorld.LongestBackoff);
        Assert.Equal("KA", (await reading).Value.Name);
    }

    [Fact]
    public async Task A_token_that_nobody_knows_is_an_authentication_failure()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new() { Tls = true, Http = false });
        var error = await Assert.ThrowsAsync<AuthenticationFailureException>(() => Cluster.ConnectAsync(emulator.TlsConnectionString!, new()
        {
            Authenticator = new JwtAuthenticator("unknown"),
            Tls = new() { TrustedCertificates = TlsTrust.FromPem(emulator.CertificateAuthorityPem!) },
        }));
        Assert.Contains("refused the token: OAUTHBEARER", error.Message);
    }

    /// <summary>How often the client waits for an answer before the first operation can be sent.</summary>
    [Theory]
    [InlineData("PLAIN", 2)]
    [InlineData("OAUTHBEARER", 2)]
    [InlineData("SCRAM", 3)]
    public async Task Few_turns_lie_before_the_first_operation(string mechanism, int expected)
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new() { Tls = true, Http = false });
        emulator.SetToken("first", "Administrator");
        using var answers = emulator.Node(0).HoldAnswers();
        using var standstill = await StandstillDetector.CreateAsync();
        var working = WorkAsync(emulator, mechanism);
        var turns = 0;
        while (true)
        {
            await standstill.HappensAsync(() => working.IsCompleted, () => emulator.Node(0).RequestsReceived);
            if (emulator.Node(0).RequestsOf(Opcode.Set) > 0)
                break;

            turns++;
            await answers.SendAsync();
        }

        answers.Dispose();
        await answers.SendAsync();
        await working;
        Assert.Equal(expected, turns);
    }

    private static async Task WorkAsync(CouchbaseEmulator emulator, string mechanism)
    {
        Authenticator authenticator = mechanism == "OAUTHBEARER" ? new JwtAuthenticator("first") : new PasswordAuthenticator("Administrator", "password");
        await using var cluster = mechanism == "SCRAM"
            ? await Cluster.ConnectAsync(emulator.ConnectionString, new() { Authenticator = authenticator })
            : await Cluster.ConnectAsync(emulator.TlsConnectionString!, new()
            {
                Authenticator = authenticator,
                Tls = new() { TrustedCertificates = TlsTrust.FromPem(emulator.CertificateAuthorityPem!) },
            });
        await cluster.Bucket("default").Airlines.UpsertAsync(new Airline { Id = 1, Name = "KA" });
    }

    private static long Logins(ChaosWorld world) => world.Emulator.Nodes.Sum(node => node.RequestsOf(Opcode.SaslAuth));

    private static Task<ChaosWorld> StartAsync(TimeSpan? expiresAfter = null)
    {
        var clock = new Runtime.Tests.Support.ManualTimeProvider();
        return ChaosWorld.StartAsync(
            new() { Nodes = 3, Http = false, Tls = true, TimeProvider = clock, Users = [new EmulatorUser("app", "unused")] },
            new() { Authenticator = new JwtAuthenticator("first") },
            clock,
            prepare: emulator => emulator.SetToken("first", "app", clock.GetUtcNow() + expiresAfter),
            adjust: (emulator, options) => options with { Tls = options.Tls with { TrustedCertificates = TlsTrust.FromPem(emulator.CertificateAuthorityPem!) } });
    }
}
