using System.Buffers.Binary;
using System.Buffers.Text;
using Settee.Emulator.Durability;
using Settee.Emulator.Protocol;
using Settee.Emulator.Storage;
using Settee.Wire;

namespace Settee.Emulator.Commands;

/// <summary>Counters are documents whose body is a decimal number of 64 bits without a sign.</summary>
internal static class CounterCommands
{
    /// <summary>The expiry that means "do not create the counter".</summary>
    private const uint DoNotCreate = uint.MaxValue;

    private const int MaxDigits = 20;

    public static Outcome Increment(Connection connection, ref Request request) => Count(connection, ref request, up: true);

    public static Outcome Decrement(Connection connection, ref Request request) => Count(connection, ref request, up: false);

    private static Outcome Count(Connection connection, ref Request request, bool up)
    {
        if (Located.Active(connection, ref request, out var outcome) is not { } vbucket)
            return outcome;

        var delta = BinaryPrimitives.ReadUInt64BigEndian(request.Extras);
        var initial = BinaryPrimitives.ReadUInt64BigEndian(request.Extras[8..]);
        var expiry = BinaryPrimitives.ReadUInt32BigEndian(request.Extras[16..]);
        var bucket = connection.Bucket!;
        lock (vbucket.Gate)
        {
            if (DurableWrites.Begin(connection, ref request, vbucket) is { } refused)
                return refused;

            var any = vbucket.FindAny(request.StorageKey);
            var current = any is { Deleted: false } ? any : null;
            ulong result;
            Document version;
            if (current is null)
            {
                if (expiry == DoNotCreate)
                    return connection.Fail(in request, Located.Missing(connection));

                result = initial;
                version = new Document
                {
                    Key = any?.Key ?? request.StorageKey.ToArray(),
                    Expiry = bucket.Clock.ToAbsolute(expiry, bucket.MaxTtlOf(request.Collection!.Id)),
                    Revision = any?.Revision ?? 0,
                };
            }
            else
            {
                if (!TryParse(Bodies.Plain(current), out var value))
                    return connection.Fail(in request, Status.DeltaBadValue);
                if (vbucket.IsLocked(current))
                    return connection.Fail(in request, Status.Locked);

                // Upwards the number wraps, downwards it stops: that is how it has always been.
                result = up ? unchecked(value + delta) : value < delta ? 0 : value - delta;
                version = current;
            }

            var space = Located.CanStore(connection, MaxDigits);
            if (space != Status.Success)
                return connection.Fail(in request, space);
            if (DurableWrites.MustWait(connection, ref request, vbucket))
                return Outcome.Suspended;

            Span<byte> text = stackalloc byte[MaxDigits];
            Utf8Formatter.TryFormat(result, text, out var digits);
            var stored = vbucket.Store(version with { Body = text[..digits].ToArray(), DataType = DataType.Json });
            Span<byte> answer = stackalloc byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64BigEndian(answer, result);
            return connection.Mutated(in request, vbucket, stored, value: answer);
        }
    }

    /// <summary>Reads digits with a sign, leading zeros and white space around them; of the negative numbers only minus zero is one.</summary>
    private static bool TryParse(ReadOnlySpan<byte> text, out ulong value)
    {
        text = text.Trim(" \t\n\v\f\r"u8);
        var negative = text is [(byte)'-', ..];
        if (text is [(byte)'+' or (byte)'-', ..])
            text = text[1..];

        value = 0;
        return text.Length > 0
            && text[0] is >= (byte)'0' and <= (byte)'9'
            && Utf8Parser.TryParse(text, out value, out var used)
            && used == text.Length
            && !(negative && value != 0);
    }
}
