using System.Net;
using System.Net.Sockets;
using Integration.Tests.Chaos;
using Integration.Tests.Support;
using Runtime.Tests.Support;
using Settee;
using Settee.Emulator;
using Settee.Wire;

namespace Integration.Tests.ClusterLevel;

/// <summary>Whatever goes wrong on the way to a usable connection: the error names the node, the step and the real cause.</summary>
[Collection(nameof(ChaosCollection))]
public sealed class HandshakeFaultTests
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The steps of connecting without a bucket, and the words for them.</summary>
    public static TheoryData<string, string> ConnectSteps => new()
    {
        { nameof(Opcode.Hello), "HELLO" },
        { nameof(Opcode.GetErrorMap), "the error map" },
        { nameof(Opcode.SaslListMechanisms), "authentication" },
        { nameof(Opcode.SaslAuth), "authentication" },
        { nameof(Opcode.SaslStep), "authentication" },
        { nameof(Opcode.GetClusterConfig), "the cluster map" },
    };

    public static TheoryData<string, string> OpenSteps => new()
    {
        { nameof(Opcode.SelectBucket), "selecting the bucket" },
        { nameof(Opcode.GetClusterConfig), "the cluster map" },
    };

    [Theory]
    [MemberData(nameof(ConnectSteps))]
    public async Task Silence_ends_with_the_connect_time_out(string opcode, string step)
    {
        var time = new ManualTimeProvider();
        await using var emulator = await CouchbaseEmulator.StartAsync();
        var silence = emulator.Node(0).On(Enum.Parse<Opcode>(opcode)).FallSilent();
        var connecting = ConnectAsync(emulator, time);
        await silence.Struck;
        await EndsAtTheDeadlineAsync(connecting, time);
        await FailsAsync(connecting, emulator, step, "There was no answer before the attempt was given up.");
    }

    [Theory]
    [MemberData(nameof(OpenSteps))]
    public async Task Silence_while_the_bucket_is_opened_ends_with_the_connect_time_out(string opcode, string step)
    {
        var time = new ManualTimeProvider();
        await using var emulator = await CouchbaseEmulator.StartAsync();
        await using var cluster = await ConnectAsync(emulator, time);
        var silence = emulator.Node(0).On(Enum.Parse<Opcode>(opcode)).FallSilent();
        var opening = cluster.Bucket("default").OpenAsync();
        await silence.Struck;
        await EndsAtTheDeadlineAsync(opening, time);
        await FailsAsync(opening, emulator, step, "There was no answer before the attempt was given up.");
    }

    [Theory]
    [MemberData(nameof(ConnectSteps))]
    public async Task The_end_of_the_connection_is_told(string opcode, string step)
    {
        await using var emulator = await CouchbaseEmulator.StartAsync();
        emulator.Node(0).On(Enum.Parse<Opcode>(opcode)).CloseConnection(times: int.MaxValue);
        await FailsAsync(ConnectAsync(emulator), emulator, step, "The server closed the connection.");
    }

    [Theory]
    [MemberData(nameof(ConnectSteps))]
    public async Task An_answer_that_breaks_off_is_the_end_of_the_connection(string opcode, string step)
    {
        await using var emulator = await CouchbaseEmulator.StartAsync();
        emulator.Node(0).On(Enum.Parse<Opcode>(opcode)).CloseAfter(20, times: int.MaxValue);
        await FailsAsync(ConnectAsync(emulator), emulator, step, "The server closed the connection.");
    }

    [Theory]
    [InlineData(nameof(Opcode.Hello), nameof(Status.NotSupported), "HELLO", "too old for this client")]
    [InlineData(nameof(Opcode.SaslAuth), nameof(Status.TemporaryFailure), "authentication", "could not authenticate user \"Administrator\"")]
    [InlineData(nameof(Opcode.SaslStep), nameof(Status.NotInitialized), "authentication", "could not authenticate user \"Administrator\"")]
    [InlineData(nameof(Opcode.GetClusterConfig), nameof(Status.InternalError), "the cluster map", "InternalError")]
    public async Task A_refusal_is_told_with_its_status(string opcode, string status, string step, string cause)
    {
        await using var emulator = await CouchbaseEmulator.StartAsync();
        emulator.Node(0).On(Enum.Parse<Opcode>(opcode)).Answer(Enum.Parse<Status>(status), times: int.MaxValue);
        await FailsAsync(ConnectAsync(emulator), emulator, step, cause);
    }

    [Theory]
    [InlineData(nameof(Status.NotSupported))]
    [InlineData(nameof(Status.InternalError))]
    public async Task A_refused_bucket_is_told_with_its_status(string status)
    {
        await using var emulator = await CouchbaseEmulator.StartAsync();
        await using var cluster = await ConnectAsync(emulator);
        emulator.Node(0).On(Opcode.SelectBucket).Answer(Enum.Parse<Status>(status), times: int.MaxValue);
        await FailsAsync(cluster.Bucket("default").OpenAsync(), emulator, "selecting the bucket", status);
    }

    [Fact]
    public async Task Silence_in_the_TLS_handshake_ends_with_the_connect_time_out()
    {
        var time = new ManualTimeProvider();
        await using var server = new FakeNodeServer { SilentFromStart = true };
        var connecting = Cluster.ConnectAsync($"couchbases://127.0.0.1:{server.Port}", new() { Authenticator = EmulatedCluster.Credentials, TimeProvider = time });
        await server.Silent;
        await EndsAtTheDeadlineAsync(connecting, time);
        var error = await Assert.ThrowsAsync<ConnectFailedException>(() => connecting);
        Assert.Contains($"127.0.0.1:{server.Port} failed at the TLS handshake: There was no answer before the attempt was given up.", error.Message);
    }

    [Fact]
    public async Task An_expired_certificate_is_told_with_its_time()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync(new() { Tls = true });
        emulator.Node(0).ExpireCertificate();
        var error = await Assert.ThrowsAsync<ConnectFailedException>(() => Cluster.ConnectAsync(emulator.TlsConnectionString!, new()
        {
            Authenticator = EmulatedCluster.Credentials,
            Tls = new() { TrustedCertificates = TlsTrust.FromPem(emulator.CertificateAuthorityPem!) },
        }));
        Assert.Contains($"127.0.0.1:{emulator.Node(0).KvTlsPort} failed at the TLS handshake", error.Message);
        Assert.Contains("is not valid now (its own time is ", error.Message);
        Assert.Equal(0, emulator.Node(0).RequestsReceived);
    }

    [Fact]
    public async Task Something_that_speaks_another_protocol_is_told()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var connecting = Cluster.ConnectAsync($"couchbase://127.0.0.1:{port}", new() { Authenticator = EmulatedCluster.Credentials });
        using var client = await listener.AcceptSocketAsync();
        await client.SendAsync("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"u8.ToArray());
        var error = await Assert.ThrowsAsync<ConnectFailedException>(() => connecting);
        Assert.Contains($"127.0.0.1:{port} failed at HELLO: ", error.Message);
        Assert.Contains("0x48", error.Message);
    }

    // What was answered before the silence must have been heard: else the step would not be the last one.
    private static async Task EndsAtTheDeadlineAsync(Task connecting, ManualTimeProvider time)
    {
        using var standstill = await StandstillDetector.CreateAsync();
        foreach (var step in new[] { TimeSpan.Zero, ConnectTimeout - TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1) })
        {
            Assert.False(connecting.IsCompleted);
            time.Advance(step);
            await standstill.HappensAsync(() => connecting.IsCompleted, () => time.Changes);
        }

        Assert.True(connecting.IsCompleted);
    }

    private static Task<Cluster> ConnectAsync(CouchbaseEmulator emulator, TimeProvider? time = null) => Cluster.ConnectAsync(
        emulator.ConnectionString,
        new() { Authenticator = EmulatedCluster.Credentials, TimeProvider = time, KeepAlive = new() { Enabled = false } });

    private static async Task FailsAsync(Task connecting, CouchbaseEmulator emulator, string step, string cause)
    {
        var error = await Assert.ThrowsAsync<ConnectFailedException>(() => connecting);
        Assert.Contains($"127.0.0.1:{emulator.Node(0).KvPort} failed at {step}: ", error.Message);
        Assert.Contains(cause, error.Message);
    }
}
