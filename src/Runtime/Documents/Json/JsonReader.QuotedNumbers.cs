using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Settee.Documents;

public ref partial struct JsonReader
{
    /// <summary>Reads a number out of a string or a name, which must hold it and nothing else.</summary>
    /// <typeparam name="T">The type of the number.</typeparam>
    internal readonly T GetNumberFromText<T>()
        where T : struct, INumberBase<T>
    {
        Span<byte> room = stackalloc byte[LongestShortText];
        var text = ShortText<T>(room);
        return TryNamed(text, out T value) || TryParse(text, out value) ? value : throw Unconvertible<T>();
    }

    /// <summary>Reads one of the values that have a name instead of a number.</summary>
    /// <typeparam name="T">The type of the number.</typeparam>
    /// <param name="value">The value.</param>
    internal readonly bool TryGetNamedNumber<T>(out T value)
        where T : struct, INumberBase<T>
    {
        Span<byte> room = stackalloc byte[LongestShortText];
        return TryNamed(ShortText<T>(room), out value);
    }

    private static bool TryNamed<T>(ReadOnlySpan<byte> text, out T value)
        where T : struct, INumberBase<T>
    {
        value = default;
        if (typeof(T) != typeof(double) && typeof(T) != typeof(float) && typeof(T) != typeof(Half))
            return false;

        double? named = text switch
        {
            _ when text.SequenceEqual("NaN"u8) => double.NaN,
            _ when text.SequenceEqual("Infinity"u8) => double.PositiveInfinity,
            _ when text.SequenceEqual("-Infinity"u8) => double.NegativeInfinity,
            _ => null,
        };
        if (named is { } number)
            value = T.CreateChecked(number);
        return named is not null;
    }

    // The types that System.Text.Json parses by itself, in its way; the others have parsers of their own.
    private static bool TryParse<T>(ReadOnlySpan<byte> text, out T value)
        where T : struct, INumberBase<T>
    {
        Unsafe.SkipInit(out value);
        int consumed;
        var isParsed = value switch
        {
            int => Utf8Parser.TryParse(text, out Unsafe.As<T, int>(ref value), out consumed),
            long => Utf8Parser.TryParse(text, out Unsafe.As<T, long>(ref value), out consumed),
            double => Utf8Parser.TryParse(text, out Unsafe.As<T, double>(ref value), out consumed) && T.IsFinite(value),
            decimal => Utf8Parser.TryParse(text, out Unsafe.As<T, decimal>(ref value), out consumed),
            float => Utf8Parser.TryParse(text, out Unsafe.As<T, float>(ref value), out consumed) && T.IsFinite(value),
            uint => Utf8Parser.TryParse(text, out Unsafe.As<T, uint>(ref value), out consumed),
            ulong => Utf8Parser.TryParse(text, out Unsafe.As<T, ulong>(ref value), out consumed),
            short => Utf8Parser.TryParse(text, out Unsafe.As<T, short>(ref value), out consumed),
            ushort => Utf8Parser.TryParse(text, out Unsafe.As<T, ushort>(ref value), out consumed),
            byte => Utf8Parser.TryParse(text, out Unsafe.As<T, byte>(ref value), out consumed),
            sbyte => Utf8Parser.TryParse(text, out Unsafe.As<T, sbyte>(ref value), out consumed),
            _ => TryParseWhole(text, out value, out consumed),
        };
        return isParsed && consumed == text.Length;
    }

    private static bool TryParseWhole<T>(ReadOnlySpan<byte> text, out T value, out int consumed)
        where T : struct, INumberBase<T>
    {
        consumed = text.Length;
        var style = typeof(T) == typeof(Half) ? NumberStyles.Float : NumberStyles.Integer;
        return T.TryParse(text, style, CultureInfo.InvariantCulture, out value) && T.IsFinite(value);
    }
}
