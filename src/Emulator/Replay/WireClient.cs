using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Settee.Emulator.Replay;

/// <summary>A packet that a server sent, taken apart without any code of the product: tests must not share its mistakes.</summary>
internal sealed class Packet
{
    public Packet(byte[] raw)
    {
        Magic = raw[0];
        Opcode = raw[1];
        var flexible = Magic is 0x08 or 0x18;
        var framing = flexible ? raw[2] : 0;
        var key = flexible ? raw[3] : BinaryPrimitives.ReadUInt16BigEndian(raw.AsSpan(2));
        var extras = raw[4];
        DataType = raw[5];
        Status = BinaryPrimitives.ReadUInt16BigEndian(raw.AsSpan(6));
        Opaque = BinaryPrimitives.ReadUInt32BigEndian(raw.AsSpan(12));
        Cas = BinaryPrimitives.ReadUInt64BigEndian(raw.AsSpan(16));
        var at = 24;
        Framing = raw[at..(at += framing)];
        Extras = raw[at..(at += extras)];
        Key = raw[at..(at += key)];
        Value = raw[at..];
    }

    public byte Magic { get; }

    public byte Opcode { get; }

    public byte DataType { get; }

    public ushort Status { get; }

    public uint Opaque { get; }

    public ulong Cas { get; }

    public byte[] Framing { get; }

    public byte[] Extras { get; }

    public byte[] Key { get; }

    public byte[] Value { get; }

    public string Text => Encoding.UTF8.GetString(Value);
}

/// <summary>A client that sends what it is told, right or wrong, and reads packets.</summary>
internal sealed class WireClient : IDisposable, IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[64 * 1024];
    private int _length;

    public uint NextOpaque { get; private set; } = 0x100;

    public string? Bucket { get; set; }

    /// <summary>Called now and then while an answer is waited for, so that a test's clock can move on.</summary>
    public Action? WhileWaiting { get; set; }

    /// <summary>Whether bytes have arrived that nobody has read.</summary>
    public bool HasUnread => _length > 0 || _socket.Available > 0;

    public static Task<WireClient> ConnectAsync(int port) => ConnectAsync(IPAddress.Loopback.ToString(), port);

    public static async Task<WireClient> ConnectAsync(string host, int port)
    {
        var client = new WireClient();
        await client._socket.ConnectAsync(host, port).ConfigureAwait(false);
        return client;
    }

    public static byte[] Frame(
        byte opcode, ReadOnlySpan<byte> key = default, ReadOnlySpan<byte> value = default, ReadOnlySpan<byte> extras = default,
        ushort vbucket = 0, uint opaque = 0, ulong cas = 0, byte dataType = 0, ReadOnlySpan<byte> framing = default, byte? magic = null)
    {
        var flexible = (magic ?? (framing.IsEmpty ? 0x80 : 0x08)) is 0x08 or 0x18;
        var frame = new byte[24 + framing.Length + extras.Length + key.Length + value.Length];
        frame[0] = magic ?? (framing.IsEmpty ? (byte)0x80 : (byte)0x08);
        frame[1] = opcode;
        if (flexible)
        {
            frame[2] = (byte)framing.Length;
            frame[3] = (byte)key.Length;
        }
        else
        {
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)key.Length);
        }

        frame[4] = (byte)extras.Length;
        frame[5] = dataType;
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(6), vbucket);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(8), frame.Length - 24);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(12), opaque);
        BinaryPrimitives.WriteUInt64BigEndian(frame.AsSpan(16), cas);
        var at = frame.AsSpan(24);
        framing.CopyTo(at);
        extras.CopyTo(at[framing.Length..]);
        key.CopyTo(at[(framing.Length + extras.Length)..]);
        value.CopyTo(at[(framing.Length + extras.Length + key.Length)..]);
        return frame;
    }

    public uint TakeOpaque() => ++NextOpaque;

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            while (!bytes.IsEmpty)
                bytes = bytes[await _socket.SendAsync(bytes).ConfigureAwait(false)..];
        }
        catch (SocketException)
        {
            // The server may have closed the connection already; the next read tells.
        }
    }

    /// <summary>The next packet; null if the server closed the connection.</summary>
    public async Task<Packet?> ReceiveAsync()
    {
        if (!await FillAsync(24).ConfigureAwait(false))
            return null;

        var length = 24 + BinaryPrimitives.ReadInt32BigEndian(_buffer.AsSpan(8));
        if (!await FillAsync(length).ConfigureAwait(false))
            return null;

        var raw = _buffer[..length];
        _buffer.AsSpan(length, _length - length).CopyTo(_buffer);
        _length -= length;
        return new Packet(raw);
    }

    /// <summary>The bytes that are left until the server closes the connection.</summary>
    public async Task<byte[]> ReceiveRestAsync()
    {
        while (await FillAsync(_length + 1).ConfigureAwait(false))
        {
        }

        return _buffer[.._length];
    }

    public async Task<Packet> CallAsync(
        byte opcode, byte[]? key = null, byte[]? value = null, byte[]? extras = null, ushort vbucket = 0, ulong cas = 0, byte[]? framing = null,
        byte dataType = 0)
    {
        var opaque = TakeOpaque();
        await SendAsync(Frame(opcode, key, value, extras, vbucket, opaque, cas, dataType, framing)).ConfigureAwait(false);
        var answer = await ReceiveAsync().ConfigureAwait(false) ?? throw new IOException($"The server closed the connection at opcode 0x{opcode:x2}.");
        return answer.Opaque == opaque && answer.Opcode == opcode
            ? answer
            : throw new IOException($"The answer to opcode 0x{opcode:x2} is one to opcode 0x{answer.Opcode:x2}.");
    }

    public async Task<Packet> HelloAsync(params ushort[] features)
    {
        var value = new byte[features.Length * 2];
        for (var i = 0; i < features.Length; i++)
            BinaryPrimitives.WriteUInt16BigEndian(value.AsSpan(i * 2), features[i]);
        return await CallAsync(0x1f, "tests"u8.ToArray(), value).ConfigureAwait(false);
    }

    public Task<Packet> PlainAsync(string user, string password) =>
        CallAsync(0x21, "PLAIN"u8.ToArray(), Encoding.UTF8.GetBytes($"\0{user}\0{password}"));

    public async Task<Packet> SelectAsync(string bucket)
    {
        var answer = await CallAsync(0x89, Encoding.UTF8.GetBytes(bucket)).ConfigureAwait(false);
        if (answer.Status == 0)
            Bucket = bucket;
        return answer;
    }

    public void Dispose() => _socket.Dispose();

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<bool> FillAsync(int length)
    {
        while (_length < length)
        {
            if (_buffer.Length < length || _length == _buffer.Length)
                Array.Resize(ref _buffer, Math.Max(length, _buffer.Length * 2));

            var received = await ReadAsync(_buffer.AsMemory(_length)).ConfigureAwait(false);
            if (received == 0)
                return false;
            _length += received;
        }

        return true;
    }

    private async Task<int> ReadAsync(Memory<byte> into)
    {
        try
        {
            var read = _socket.ReceiveAsync(into).AsTask();
            if (WhileWaiting is not null)
            {
                while (await Task.WhenAny(read, Task.Delay(20)).ConfigureAwait(false) != read)
                    WhileWaiting();
            }

            return await read.WaitAsync(Patience).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            return 0;
        }
    }
}
