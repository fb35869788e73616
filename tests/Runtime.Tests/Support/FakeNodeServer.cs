using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Settee.Connecting;
using Settee.Topology;
using Settee.Transport;
using Settee.Wire;

namespace Runtime.Tests.Support;

/// <summary>A <see cref="FakeNode"/> behind a real loopback socket, with or without TLS; may fall silent at any point.</summary>
internal sealed class FakeNodeServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _silent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _accepting;

    public FakeNodeServer(IPAddress? address = null)
    {
        _listener = new TcpListener(address ?? IPAddress.Loopback, 0);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Func<FakeNode> Node { get; init; } = () => new FakeNode();

    /// <summary>Secures connections when set.</summary>
    public SslServerAuthenticationOptions? Tls { get; init; }

    /// <summary>Reads the request, then says nothing more.</summary>
    public Opcode? SilentAt { get; init; }

    /// <summary>Accepts TCP, then says nothing at all.</summary>
    public bool SilentFromStart { get; init; }

    /// <summary>Completes when the server has fallen silent.</summary>
    public Task Silent => _silent.Task;

    public ConcurrentQueue<Opcode> Requests { get; } = [];

    /// <summary>The client certificates of all connections, "" where there was none.</summary>
    public ConcurrentQueue<string> ClientThumbprints { get; } = [];

    public ConcurrentQueue<byte> FirstBytes { get; } = [];

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public NodeEndpoint Endpoint(string host = "127.0.0.1") => new(host, Port);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stopping.Token);
                connections.Add(ServeAsync(socket));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or InvalidOperationException)
        {
        }

        await Task.WhenAll(connections);
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            await using var plain = new NetworkStream(socket, ownsSocket: true);
            var first = new byte[1];
            if (SilentFromStart)
                await FallSilentAsync();

            await socket.ReceiveAsync(first, SocketFlags.Peek, _stopping.Token);
            FirstBytes.Enqueue(first[0]);
            if (Tls is null)
            {
                await AnswerAsync(plain);
                return;
            }

            await using var secured = new SslStream(plain);
            await secured.AuthenticateAsServerAsync(Tls, _stopping.Token);
            using var certificate = secured.RemoteCertificate is { } remote ? new X509Certificate2(remote) : null;
            ClientThumbprints.Enqueue(certificate?.Thumbprint ?? "");
            await AnswerAsync(secured);
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            // The client went away or refused the certificate: both are what some tests are about.
        }
    }

    private async Task AnswerAsync(Stream stream)
    {
        var node = Node();
        var header = new byte[FrameHeader.Size];
        while (true)
        {
            await stream.ReadExactlyAsync(header, _stopping.Token);
            var frame = FrameHeader.Read(header);
            var body = new byte[frame.BodyLength];
            await stream.ReadExactlyAsync(body, _stopping.Token);
            Requests.Enqueue(frame.Opcode);
            if (frame.Opcode == SilentAt)
                await FallSilentAsync();

            var request = new ControlRequest(
                frame.Opcode,
                body.AsMemory(frame.ExtrasLength, frame.KeyLength),
                body.AsMemory(0, frame.ExtrasLength),
                body.AsMemory(frame.ExtrasLength + frame.KeyLength));
            if (node.Handle(request) is not { } answer)
                return;

            await stream.WriteAsync(ScriptedServer.Response(frame.Opcode, frame.Opaque, answer.Status, answer.Value), _stopping.Token);
        }
    }

    private Task FallSilentAsync()
    {
        _silent.TrySetResult();
        return Task.Delay(Timeout.Infinite, _stopping.Token);
    }
}
