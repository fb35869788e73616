namespace Settee.Documents;

/// <summary>Reads the common form of a point in time, <c>yyyy-MM-ddTHH:mm:ss[.fffffff](Z|±HH:mm)</c>; there are many more (ISO 8601-1).</summary>
internal static class IsoTime
{
    private const int LengthToSeconds = 19;
    private const int MostDigitsOfFraction = 7;

    /// <summary>Reads a time whose zone is given as <c>Z</c>.</summary>
    public static bool TryParseUtc(ReadOnlySpan<byte> text, out DateTime value)
    {
        value = default;
        if (!TryParseLocal(text, out var ticks, out var zone) || zone is not [(byte)'Z'])
            return false;

        value = new DateTime(ticks, DateTimeKind.Utc);
        return true;
    }

    /// <summary>Reads a time with a zone.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset value)
    {
        value = default;
        if (!TryParseLocal(text, out var ticks, out var zone) || !TryParseZone(zone, out var offset))
            return false;

        // The point in time itself may be out of range; the general parser finds the words.
        if ((ulong)(ticks - offset.Ticks) > (ulong)DateTime.MaxValue.Ticks)
            return false;

        value = new DateTimeOffset(ticks, offset);
        return true;
    }

    private static bool TryParseLocal(ReadOnlySpan<byte> text, out long ticks, out ReadOnlySpan<byte> zone)
    {
        ticks = 0;
        zone = default;
        if (text.Length <= LengthToSeconds || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':')
            return false;

        if (!TryDigits(text[..4], out var year) || !TryDigits(text[5..7], out var month) || !TryDigits(text[8..10], out var day)
            || !TryDigits(text[11..13], out var hour) || !TryDigits(text[14..16], out var minute) || !TryDigits(text[17..19], out var second)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        zone = text[LengthToSeconds..];
        ticks = new DateTime(year, month, day, hour, minute, second).Ticks;
        if (zone[0] != '.')
            return true;

        var digits = zone[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits is < 1 or > MostDigitsOfFraction || !TryDigits(zone.Slice(1, digits), out var fraction))
            return false;

        zone = zone[(digits + 1)..];
        for (; digits < MostDigitsOfFraction; digits++)
            fraction *= 10;
        ticks += fraction;
        return true;
    }

    private static bool TryParseZone(ReadOnlySpan<byte> zone, out TimeSpan offset)
    {
        offset = default;
        if (zone is [(byte)'Z'])
            return true;

        if (zone is not [(byte)'+' or (byte)'-', _, _, (byte)':', _, _]
            || !TryDigits(zone[1..3], out var hours) || !TryDigits(zone[4..], out var minutes) || hours > 13 || minutes > 59)
        {
            return false;
        }

        offset = new TimeSpan(hours, minutes, 0);
        if (zone[0] == '-')
            offset = -offset;
        return true;
    }

    /// <summary>Reads a number that consists of digits.</summary>
    public static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit((char)digit))
                return false;
            value = value * 10 + (digit - '0');
        }

        return true;
    }
}
