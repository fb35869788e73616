using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Settee.Connecting.Srv;

/// <summary>Asks one name server one question: by UDP, and by TCP when the answer does not fit into a datagram.</summary>
internal static class DnsTransport
{
    private const int MaxDatagram = 4096;

    /// <exception cref="IOException">The server could not be asked.</exception>
    public static async Task<DnsAnswer> AskAsync(IPEndPoint server, byte[] query, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await AskByUdpAsync(server, query, cancellationToken).ConfigureAwait(false);
            return answer.Outcome == DnsOutcome.Truncated ? await AskByTcpAsync(server, query, cancellationToken).ConfigureAwait(false) : answer;
        }
        catch (SocketException exception)
        {
            throw new IOException($"{server}: {exception.Message}", exception);
        }
    }

    private static async Task<DnsAnswer> AskByUdpAsync(IPEndPoint server, byte[] query, CancellationToken cancellationToken)
    {
        // A socket of its own for every question: its random port is half of the protection against forged answers, and being
        // connected it hears only this server.
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
        await socket.SendAsync(query, SocketFlags.None, cancellationToken).ConfigureAwait(false);
        var buffer = new byte[MaxDatagram];
        while (true)
        {
            var length = await socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken).ConfigureAwait(false);
            if (DnsMessage.ReadAnswer(buffer.AsSpan(0, length), query) is { } answer)
                return answer;
        }
    }

    private static async Task<DnsAnswer> AskByTcpAsync(IPEndPoint server, byte[] query, CancellationToken cancellationToken)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server, cancellationToken).ConfigureAwait(false);
        var stream = new NetworkStream(socket, ownsSocket: false);
        await using (stream.ConfigureAwait(false))
        {
            var framed = new byte[query.Length + 2];
            BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)query.Length);
            query.CopyTo(framed, 2);
            await stream.WriteAsync(framed, cancellationToken).ConfigureAwait(false);

            var prefix = new byte[2];
            await stream.ReadExactlyAsync(prefix, cancellationToken).ConfigureAwait(false);
            var message = new byte[BinaryPrimitives.ReadUInt16BigEndian(prefix)];
            await stream.ReadExactlyAsync(message, cancellationToken).ConfigureAwait(false);
            return DnsMessage.ReadAnswer(message, query) is { Outcome: not DnsOutcome.Truncated } answer
                ? answer
                : throw new IOException($"{server}: the answer is malformed.");
        }
    }
}
