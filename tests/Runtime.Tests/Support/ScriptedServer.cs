using System.Net;
using System.Net.Sockets;
using Settee.Transport;
using Settee.Wire;

namespace Runtime.Tests.Support;

/// <summary>The other end of one connection over a real loopback socket; the test reads requests and writes whatever it likes.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private NetworkStream? _stream;

    public ScriptedServer() => _listener.Start();

    public NetworkStream Stream => _stream!;

    /// <summary>Connects a client to this server.</summary>
    public async Task<Connection> ConnectAsync(TimeProvider? time = null, ConnectionOptions? options = null, IConnectionOwner? owner = null)
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var accepting = _listener.AcceptSocketAsync();
        await client.ConnectAsync(_listener.LocalEndpoint);
        _stream = new NetworkStream(await accepting, ownsSocket: true);
        return new Connection(
            new NetworkStream(client, ownsSocket: true), _listener.LocalEndpoint.ToString()!, time ?? TimeProvider.System, options, owner);
    }

    public async Task<(FrameHeader Header, byte[] Body)> ReadRequestAsync()
    {
        var header = new byte[FrameHeader.Size];
        await Stream.ReadExactlyAsync(header);
        var parsed = FrameHeader.Read(header);
        var body = new byte[parsed.BodyLength];
        await Stream.ReadExactlyAsync(body);
        return (parsed, body);
    }

    public static byte[] Response(Opcode opcode, uint opaque, Status status = Status.Success, byte[]? value = null, Magic magic = Magic.Response)
    {
        var frame = new byte[FrameHeader.Size + (value?.Length ?? 0)];
        new FrameHeader
        {
            Magic = magic,
            Opcode = opcode,
            VBucketOrStatus = (ushort)status,
            BodyLength = value?.Length ?? 0,
            Opaque = opaque,
        }.Write(frame);
        value?.CopyTo(frame, FrameHeader.Size);
        return frame;
    }

    public async Task AnswerAsync(FrameHeader request, Status status = Status.Success, byte[]? value = null) =>
        await Stream.WriteAsync(Response(request.Opcode, request.Opaque, status, value));

    public async ValueTask DisposeAsync()
    {
        if (_stream is not null)
            await _stream.DisposeAsync();

        _listener.Stop();
    }
}
