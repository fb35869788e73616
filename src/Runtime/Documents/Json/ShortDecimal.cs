namespace Settee.Documents;

/// <summary>
/// Reads numbers without an exponent and of no more digits than a double holds exactly: nearly all that documents have. Numerator and
/// power of ten are exact then, so one division gives the correctly rounded value (W. D. Clinger, "How to read floating point numbers
/// accurately", 1990).
/// </summary>
internal static class ShortDecimal
{
    private const ulong LargestExact = 1UL << 53;

    // More could overflow, and the check against the largest exact number comes afterwards.
    private const int MostDigits = 18;

    private static ReadOnlySpan<double> PowersOfTen =>
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18];

    /// <summary>Reads a number; false when it is longer, which says nothing against it.</summary>
    /// <param name="number">A JSON number.</param>
    /// <param name="value">Its value.</param>
    public static bool TryParse(ReadOnlySpan<byte> number, out double value)
    {
        value = 0;
        var isNegative = number is [(byte)'-', ..];
        var digits = isNegative ? number[1..] : number;

        // One more for the point.
        if (digits.Length > MostDigits + 1)
            return false;

        var numerator = 0UL;
        var point = -1;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = (uint)(digits[i] - '0');
            if (digit <= 9)
                numerator = (numerator * 10) + digit;
            else if (digits[i] == '.')
                point = i;
            else
                return false;
        }

        if (numerator > LargestExact)
            return false;

        value = numerator;
        if (point >= 0)
            value /= PowersOfTen[digits.Length - point - 1];
        if (isNegative)
            value = -value;
        return true;
    }

    /// <summary>Reads a number; false when it is longer, or so near to the middle between two values that rounding twice could go wrong.</summary>
    /// <param name="number">A JSON number.</param>
    /// <param name="value">Its value.</param>
    public static bool TryParse(ReadOnlySpan<byte> number, out float value)
    {
        const ulong BitsBeyondSingle = (1UL << 29) - 1, Middle = 1UL << 28;
        var isShort = TryParse(number, out double exact);
        value = (float)exact;

        // Below the normal range a single has fewer bits, and its middles are elsewhere.
        return isShort && (BitConverter.DoubleToUInt64Bits(exact) & BitsBeyondSingle) != Middle && (exact == 0 || float.IsNormal(value));
    }
}
