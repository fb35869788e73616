using System.Collections.Concurrent;
using Integration.Tests.Documents;
using Integration.Tests.Support;
using Microsoft.Extensions.Logging;
using Settee;
using Settee.Emulator;
using Settee.Wire;

namespace Integration.Tests.ClusterLevel;

public sealed class TlsTests : IAsyncLifetime
{
    private CouchbaseEmulator _emulator = null!;

    public async ValueTask InitializeAsync() => _emulator = await CouchbaseEmulator.StartAsync(new() { Nodes = 2, Tls = true });

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    [Fact]
    public async Task A_private_authority_is_trusted_when_it_is_given()
    {
        await using var cluster = await Cluster.ConnectAsync(_emulator.TlsConnectionString!, new()
        {
            Authenticator = EmulatedCluster.Credentials,
            Tls = new() { TrustedCertificates = TlsTrust.FromPem(_emulator.CertificateAuthorityPem!) },
        });
        await UseAsync(cluster);
    }

    [Fact]
    public async Task The_authority_may_stand_in_a_file_that_the_connection_string_names()
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, _emulator.CertificateAuthorityPem);
            await using var cluster = await Cluster.ConnectAsync(
                $"{_emulator.TlsConnectionString}?trust_certificate={Uri.EscapeDataString(file)}", new() { Authenticator = EmulatedCluster.Credentials });
            await UseAsync(cluster);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task An_unknown_authority_is_refused_before_any_secret_is_sent()
    {
        var error = await Assert.ThrowsAsync<ConnectFailedException>(
            () => Cluster.ConnectAsync(_emulator.TlsConnectionString!, new() { Authenticator = EmulatedCluster.Credentials }));
        Assert.Contains("failed at the TLS handshake", error.Message);
        Assert.Equal(0, _emulator.Nodes.Sum(node => node.RequestsReceived));
    }

    [Fact]
    public async Task Verification_can_be_switched_off_which_is_logged_as_a_warning()
    {
        var log = new RecordingLoggerFactory();
        await using var cluster = await Cluster.ConnectAsync(_emulator.TlsConnectionString!, new()
        {
            Authenticator = EmulatedCluster.Credentials,
#pragma warning disable SET6006 // what the rule warns of is tested
            Tls = new() { Verify = TlsVerify.None },
#pragma warning restore SET6006
            LoggerFactory = log,
        });
        await UseAsync(cluster);
        Assert.Single(log.Messages, message => message.Level == LogLevel.Warning && message.Text.Contains("verif", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Under_TLS_the_login_takes_one_turn()
    {
        await using var cluster = await Cluster.ConnectAsync(_emulator.TlsConnectionString!, new()
        {
            Authenticator = EmulatedCluster.Credentials,
            Tls = new() { TrustedCertificates = TlsTrust.FromPem(_emulator.CertificateAuthorityPem!) },
        });
        await UseAsync(cluster);
        Assert.Equal(2, _emulator.Nodes.Sum(node => node.RequestsOf(Opcode.SaslAuth)));
        Assert.Equal(0, _emulator.Nodes.Sum(node => node.RequestsOf(Opcode.SaslStep)));
    }

    [Fact]
    public async Task Plain_text_to_a_TLS_port_gets_a_hint()
    {
        var error = await Assert.ThrowsAsync<ConnectFailedException>(() => Cluster.ConnectAsync(
            _emulator.TlsConnectionString!.Replace("couchbases", "couchbase", StringComparison.Ordinal), new() { Authenticator = EmulatedCluster.Credentials }));
        Assert.Contains("couchbases://", error.Message);
    }

    private static async Task UseAsync(Cluster cluster)
    {
        var airlines = cluster.Bucket("default").Airlines;
        var result = await airlines.UpsertManyAsync(Enumerable.Range(0, 50).Select(id => new Airline { Id = id, Name = new string('x', 20_000) }));
        result.ThrowIfAnyFailed();
        for (var id = 0; id < 50; id++)
            Assert.Equal(20_000, (await airlines.GetAsync(id)).Value.Name.Length);

        Assert.Equal(2, cluster.Statistics.OpenConnections);
    }

    private sealed class RecordingLoggerFactory : ILoggerFactory, ILogger
    {
        public ConcurrentQueue<(LogLevel Level, string Text)> Messages { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Messages.Enqueue((logLevel, formatter(state, exception)));
    }
}
