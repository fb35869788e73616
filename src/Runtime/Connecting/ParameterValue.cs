using System.Globalization;

namespace Settee.Connecting;

/// <summary>Values of connection-string parameters, read the same way under every culture.</summary>
internal static class ParameterValue
{
    private static readonly TimeSpan LongestDuration = TimeSpan.FromMilliseconds(int.MaxValue);

    public static bool TryBoolean(string text, out bool value)
    {
        value = text.ToLowerInvariant() is "true" or "on" or "yes" or "1";
        return value || text.ToLowerInvariant() is "false" or "off" or "no" or "0";
    }

    /// <summary>Milliseconds as a whole number, or numbers with units from h to us, as in "2.5s" and "1m30s".</summary>
    public static bool TryDuration(string text, out TimeSpan value)
    {
        value = default;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
        {
            value = TimeSpan.FromMilliseconds(milliseconds);
            return true;
        }

        var rest = text.AsSpan();
        var total = 0m;
        if (rest.IsEmpty)
            return false;

        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept("0123456789.");
            if (digits <= 0
                || !decimal.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                || number > int.MaxValue)
                return false;

            rest = rest[digits..];
            var letters = rest.IndexOfAny("0123456789.");
            var unit = letters < 0 ? rest : rest[..letters];
            var ticks = unit switch
            {
                "h" => TimeSpan.TicksPerHour,
                "m" => TimeSpan.TicksPerMinute,
                "s" => TimeSpan.TicksPerSecond,
                "ms" => TimeSpan.TicksPerMillisecond,
                "us" or "µs" => TimeSpan.TicksPerMicrosecond,
                _ => 0L,
            };
            if (ticks == 0)
                return false;

            total += number * ticks;
            rest = rest[unit.Length..];
        }

        if (total > LongestDuration.Ticks)
            return false;

        value = TimeSpan.FromTicks((long)total);
        return true;
    }

    public static bool TryInteger(string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    public static bool TryRatio(string text, out double value) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) && value is >= 0 and <= 1;
}
