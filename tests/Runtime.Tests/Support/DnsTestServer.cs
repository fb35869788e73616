using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Runtime.Tests.Support;

/// <summary>A DNS server on loopback, UDP and TCP on the same port, that answers SRV questions from a table.</summary>
internal sealed class DnsTestServer : IAsyncDisposable
{
    private readonly UdpClient? _udp;
    private readonly TcpListener? _tcp;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _loops;

    public DnsTestServer(IPAddress? address = null)
    {
        // A port that is free for TCP may be taken for UDP.
        while (_udp is null)
        {
            _tcp = new TcpListener(address ?? IPAddress.Loopback, 0);
            _tcp.Start();
            try
            {
                _udp = new UdpClient((IPEndPoint)_tcp.LocalEndpoint);
            }
            catch (SocketException)
            {
                _tcp.Stop();
            }
        }

        Endpoint = (IPEndPoint)_tcp!.LocalEndpoint;
        _loops = Task.WhenAll(ServeUdpAsync(), ServeTcpAsync());
    }

    public IPEndPoint Endpoint { get; }

    public ConcurrentDictionary<string, (int Priority, int Weight, int Port, string Target)[]> Records { get; } = new(StringComparer.OrdinalIgnoreCase);

    public ConcurrentQueue<string> Questions { get; } = [];

    public bool TruncateUdp { get; init; }

    /// <summary>The response code of every answer.</summary>
    public int? ResponseCode { get; init; }

    public bool Silent { get; init; }

    /// <summary>Bends a finished answer, or sends something before it.</summary>
    public Func<byte[], IEnumerable<byte[]>> Bend { get; init; } = answer => [answer];

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _tcp!.Stop();
        _udp!.Dispose();
        await _loops;
        _stopping.Dispose();
    }

    private async Task ServeUdpAsync()
    {
        try
        {
            while (true)
            {
                var query = await _udp!.ReceiveAsync(_stopping.Token);
                foreach (var answer in Answer(query.Buffer, overUdp: true))
                    await _udp!.SendAsync(answer, query.RemoteEndPoint, _stopping.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeTcpAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _tcp!.AcceptTcpClientAsync(_stopping.Token);
                var stream = client.GetStream();
                var prefix = new byte[2];
                await stream.ReadExactlyAsync(prefix, _stopping.Token);
                var query = new byte[BinaryPrimitives.ReadUInt16BigEndian(prefix)];
                await stream.ReadExactlyAsync(query, _stopping.Token);
                foreach (var answer in Answer(query, overUdp: false))
                {
                    BinaryPrimitives.WriteUInt16BigEndian(prefix, (ushort)answer.Length);
                    await stream.WriteAsync((byte[])[.. prefix, .. answer], _stopping.Token);
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or IOException or InvalidOperationException)
        {
        }
    }

    private IEnumerable<byte[]> Answer(byte[] query, bool overUdp)
    {
        var name = ReadName(query, 12);
        Questions.Enqueue((overUdp ? "udp " : "tcp ") + name);
        if (Silent)
            return [];

        var found = Records.TryGetValue(name, out var records) ? records : null;
        var truncated = overUdp && TruncateUdp;
        var answer = new List<byte>(query);
        var code = ResponseCode ?? (found is null ? 3 : 0);
        answer[2] = (byte)(0x81 | (truncated ? 2 : 0));
        answer[3] = (byte)(0x80 | code);
        if (found is not null && code == 0 && !truncated)
        {
            answer[7] = (byte)found.Length;
            foreach (var record in found)
                AddRecord(answer, record);
        }

        return Bend([.. answer]);
    }

    private static void AddRecord(List<byte> answer, (int Priority, int Weight, int Port, string Target) record)
    {
        // The owner is a pointer to the question, as real servers write it.
        answer.AddRange([0xc0, 12, 0, 33, 0, 1, 0, 0, 0, 60]);
        var data = new List<byte>();
        foreach (var number in new[] { record.Priority, record.Weight, record.Port })
            data.AddRange([(byte)(number >> 8), (byte)number]);

        foreach (var label in record.Target.Split('.', StringSplitOptions.RemoveEmptyEntries))
            data.AddRange([(byte)label.Length, .. Encoding.ASCII.GetBytes(label)]);

        data.Add(0);
        answer.AddRange([(byte)(data.Count >> 8), (byte)data.Count]);
        answer.AddRange(data);
    }

    private static string ReadName(byte[] message, int at)
    {
        List<string> labels = [];
        for (; message[at] != 0; at += message[at] + 1)
            labels.Add(Encoding.ASCII.GetString(message, at + 1, message[at]));

        return string.Join('.', labels);
    }
}
