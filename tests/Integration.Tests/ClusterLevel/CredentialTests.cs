using Integration.Tests.Documents;
using Settee;
using Settee.Emulator;

namespace Integration.Tests.ClusterLevel;

public sealed class CredentialTests : IAsyncLifetime
{
    private CouchbaseEmulator _emulator = null!;

    public async ValueTask InitializeAsync() => _emulator = await CouchbaseEmulator.StartAsync(new()
    {
        Users = [new EmulatorUser("app", "first"), new EmulatorUser("reader", "secret") { Access = EmulatorAccess.ReadOnly }],
    });

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    [Fact]
    public async Task A_changed_password_is_used_by_the_next_connection()
    {
        await using var cluster = await ConnectAsync("app", "first");
        var airlines = cluster.Bucket("default").Airlines;
        await airlines.ExistsAsync(1);

        _emulator.SetUser(new EmulatorUser("app", "second"));
        await cluster.ReplaceAuthenticatorAsync(new PasswordAuthenticator("app", "second"));
        _emulator.Node(0).CloseConnections();
        Assert.False(await airlines.ExistsAsync(1, new() { Timeout = TimeSpan.FromMinutes(1) }));
    }

    [Fact]
    public async Task A_changed_password_that_the_cluster_was_not_told_shows_as_the_obstacle()
    {
        await using var cluster = await ConnectAsync("app", "first");
        var airlines = cluster.Bucket("default").Airlines;
        await airlines.ExistsAsync(1);

        _emulator.SetUser(new EmulatorUser("app", "second"));
        _emulator.Node(0).CloseConnections();
        var error = await Assert.ThrowsAnyAsync<OperationTimeoutException>(
            async () => await airlines.GetAsync(2, new() { Timeout = TimeSpan.FromSeconds(1) }));
        Assert.Contains("Authentication of user \"app\"", error.Message);
        Assert.DoesNotContain("first", error.ToString());
    }

    [Fact]
    public async Task Credentials_of_another_kind_are_refused()
    {
        await using var cluster = await ConnectAsync("app", "first");
        await Assert.ThrowsAnyAsync<InvalidArgumentException>(() => cluster.ReplaceAuthenticatorAsync(new JwtAuthenticator("token")));
    }

    [Fact]
    public async Task A_missing_privilege_is_not_a_wrong_password()
    {
        await using var cluster = await ConnectAsync("reader", "secret");
        var airlines = cluster.Bucket("default").Airlines;
        Assert.False(await airlines.ExistsAsync(1));
        await Assert.ThrowsAsync<AccessDeniedException>(async () => await airlines.UpsertAsync(new Airline { Id = 1, Name = "KA" }));
    }

    [Theory]
    [InlineData(ScramLie.WrongNonce)]
    [InlineData(ScramLie.WrongSignature)]
    [InlineData(ScramLie.MissingSignature)]
    [InlineData(ScramLie.TooFewIterations)]
    public async Task A_server_that_does_not_know_the_password_is_refused(ScramLie lie)
    {
        _emulator.Node(0).ForgeScram(lie);
        await Assert.ThrowsAsync<AuthenticationFailureException>(() => ConnectAsync("app", "first"));
        Assert.Equal(0, _emulator.Node(0).RequestsOf(Settee.Wire.Opcode.Get));
    }

    private Task<Cluster> ConnectAsync(string user, string password) =>
        Cluster.ConnectAsync(_emulator.ConnectionString, new() { Authenticator = new PasswordAuthenticator(user, password) });
}
