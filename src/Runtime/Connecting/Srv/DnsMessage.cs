using System.Buffers.Binary;
using System.Text;

namespace Settee.Connecting.Srv;

/// <summary>One SRV record: a host and port that offer a service.</summary>
internal sealed record SrvRecord(string Host, int Port, int Priority, int Weight);

/// <summary>The response code of a DNS answer, as far as it makes a difference.</summary>
internal enum DnsOutcome
{
    Answered,
    NoSuchName,
    ServerFailed,
    Truncated,
}

/// <summary>An answer: what became of the question, and the records found.</summary>
internal sealed record DnsAnswer(DnsOutcome Outcome, SrvRecord[] Records);

/// <summary>The bytes of DNS questions and answers (RFC 1035, RFC 2782), as far as SRV needs them.</summary>
internal static class DnsMessage
{
    private const ushort TypeSrv = 33;
    private const ushort ClassInternet = 1;
    private const int HeaderLength = 12;
    private const ushort RecursionDesired = 0x0100;
    private const ushort IsResponse = 0x8000;
    private const ushort IsTruncated = 0x0200;
    private const int MaxLabelLength = 63;
    private const int MaxNameLength = 255;

    /// <summary>A question for the SRV records of a name; null when the name cannot be one of DNS.</summary>
    public static byte[]? CreateQuery(ushort id, string name)
    {
        var labels = name.TrimEnd('.').Split('.');
        var message = new List<byte>(HeaderLength + name.Length + 6);
        Span<byte> header = stackalloc byte[HeaderLength];
        header.Clear();
        BinaryPrimitives.WriteUInt16BigEndian(header, id);
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], RecursionDesired);
        BinaryPrimitives.WriteUInt16BigEndian(header[4..], 1);
        message.AddRange(header);
        foreach (var label in labels)
        {
            var bytes = Encoding.UTF8.GetBytes(label);
            if (bytes.Length is 0 or > MaxLabelLength)
                return null;

            message.Add((byte)bytes.Length);
            message.AddRange(bytes);
        }

        if (message.Count - HeaderLength + 1 > MaxNameLength)
            return null;

        message.AddRange([0, 0, (byte)TypeSrv, 0, (byte)ClassInternet]);
        return [.. message];
    }

    /// <summary>Reads an answer to the question; null when the message is not one, for instance a forged or late one.</summary>
    public static DnsAnswer? ReadAnswer(ReadOnlySpan<byte> message, ReadOnlySpan<byte> query)
    {
        if (message.Length < HeaderLength || !message[..2].SequenceEqual(query[..2]))
            return null;

        var flags = BinaryPrimitives.ReadUInt16BigEndian(message[2..]);
        var questions = BinaryPrimitives.ReadUInt16BigEndian(message[4..]);
        if ((flags & IsResponse) == 0 || questions != 1 || !EchoesQuestion(message, query, out var position))
            return null;

        if ((flags & IsTruncated) != 0)
            return new DnsAnswer(DnsOutcome.Truncated, []);

        switch (flags & 0xf)
        {
            case 0:
                break;
            case 3:
                return new DnsAnswer(DnsOutcome.NoSuchName, []);
            default:
                return new DnsAnswer(DnsOutcome.ServerFailed, []);
        }

        var records = new List<SrvRecord>();
        for (int left = BinaryPrimitives.ReadUInt16BigEndian(message[6..]); left > 0; left--)
        {
            if (!TryReadRecord(message, ref position, out var record))
                return new DnsAnswer(DnsOutcome.ServerFailed, []);

            // A lone dot as target says that the service is decidedly not offered.
            if (record is { Host.Length: > 0, Port: > 0 })
                records.Add(record);
        }

        return new DnsAnswer(DnsOutcome.Answered, [.. records]);
    }

    private static bool EchoesQuestion(ReadOnlySpan<byte> message, ReadOnlySpan<byte> query, out int position)
    {
        var question = query[HeaderLength..];
        position = HeaderLength + question.Length;
        if (message.Length < position)
            return false;

        // Servers may change the case of letters on the way.
        var echo = message[HeaderLength..position];
        for (var i = 0; i < echo.Length; i++)
        {
            if (echo[i] != question[i] && (!char.IsAsciiLetter((char)echo[i]) || (echo[i] | 0x20) != (question[i] | 0x20)))
                return false;
        }

        return true;
    }

    /// <summary>Reads one record; records of other types (an alias on the way) give null.</summary>
    private static bool TryReadRecord(ReadOnlySpan<byte> message, ref int position, out SrvRecord? record)
    {
        record = null;
        if (!TryReadName(message, ref position, out _) || position + 10 > message.Length)
            return false;

        var type = BinaryPrimitives.ReadUInt16BigEndian(message[position..]);
        var length = BinaryPrimitives.ReadUInt16BigEndian(message[(position + 8)..]);
        position += 10;
        var end = position + length;
        if (end > message.Length)
            return false;

        if (type == TypeSrv)
        {
            var target = position + 6;
            if (length < 7 || !TryReadName(message, ref target, out var host) || target > end)
                return false;

            record = new SrvRecord(
                host,
                Port: BinaryPrimitives.ReadUInt16BigEndian(message[(position + 4)..]),
                Priority: BinaryPrimitives.ReadUInt16BigEndian(message[position..]),
                Weight: BinaryPrimitives.ReadUInt16BigEndian(message[(position + 2)..]));
        }

        position = end;
        return true;
    }

    private static bool TryReadName(ReadOnlySpan<byte> message, ref int position, out string name)
    {
        var text = new StringBuilder();
        var at = position;
        var jumped = false;
        name = "";

        // Every pointer must lead backwards, or two of them could send the reader in circles.
        var limit = message.Length;
        while (at < limit)
        {
            int length = message[at];
            if (length == 0)
            {
                if (!jumped)
                    position = at + 1;

                name = text.ToString();
                return true;
            }

            if (length >= 0xc0)
            {
                if (at + 1 >= message.Length)
                    return false;

                var target = ((length & 0x3f) << 8) | message[at + 1];
                if (!jumped)
                    position = at + 2;

                if (target >= at)
                    return false;

                jumped = true;
                at = target;
                limit = message.Length;
                continue;
            }

            if (length > MaxLabelLength || at + 1 + length > message.Length || text.Length + length > MaxNameLength)
                return false;

            text.Append(text.Length == 0 ? "" : ".").Append(Encoding.UTF8.GetString(message.Slice(at + 1, length)));
            at += length + 1;
        }

        return false;
    }
}
