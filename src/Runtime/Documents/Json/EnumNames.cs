using System.ComponentModel;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Settee.Documents;

/// <summary>Gives the names of an enum. Implemented by generated structs.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IEnumNames<TEnum>
    where TEnum : struct, Enum
{
    /// <summary>The names.</summary>
    static abstract EnumNames<TEnum> Names { get; }
}

/// <summary>One name of an enum.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
/// <param name="value">The value.</param>
/// <param name="text">Its text in JSON.</param>
/// <param name="isCustom">Whether the text was chosen for JSON; such texts are case-sensitive.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct EnumName<TEnum>(TEnum value, string text, bool isCustom)
    where TEnum : struct, Enum
{
    /// <summary>The value.</summary>
    public TEnum Value { get; } = value;

    /// <summary>Its text in JSON.</summary>
    public string Text { get; } = text;

    /// <summary>Whether the text was chosen for JSON; such texts are case-sensitive.</summary>
    public bool IsCustom { get; } = isCustom;
}

/// <summary>The names of an enum, and how values are written with them and read back.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EnumNames<TEnum>
    where TEnum : struct, Enum
{
    private readonly bool _isFlags;
    private readonly bool _isSigned;
    private readonly (ulong Bits, EnumName<TEnum> Name)[] _names;

    // For values that combine: those with most bits first, so that a name for a combination wins over the names of its parts.
    private readonly (ulong Bits, EnumName<TEnum> Name)[] _widestFirst;

    /// <summary>Takes the names in order of declaration.</summary>
    /// <param name="isFlags">Whether values combine.</param>
    /// <param name="names">The names.</param>
    public EnumNames(bool isFlags, params EnumName<TEnum>[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        _isFlags = isFlags;
        _isSigned = Enum.GetUnderlyingType(typeof(TEnum)) is var number
            && (number == typeof(int) || number == typeof(long) || number == typeof(short) || number == typeof(sbyte));
        _names = Array.ConvertAll(names, static n => (BitsOf(n.Value), n));
        _widestFirst =
        [
            .. _names
                .Where(static n => n.Bits != 0)
                .OrderByDescending(static n => BitOperations.PopCount(n.Bits)),
        ];
    }

    /// <summary>The text of a value; null when it has no name.</summary>
    /// <param name="value">The value.</param>
    public string? TextOf(TEnum value) => TextOf(value, null);

    /// <summary>The text of a value; null when it has no name.</summary>
    /// <param name="value">The value.</param>
    /// <param name="policy">What names that were not chosen for JSON become.</param>
    internal string? TextOf(TEnum value, JsonNamingPolicy? policy)
    {
        var bits = BitsOf(value);
        foreach (var (candidate, name) in _names)
        {
            if (candidate == bits)
                return Renamed(name, policy);
        }

        return _isFlags && bits != 0 ? Combine(bits, policy) : null;
    }

    /// <summary>The digits of a value.</summary>
    /// <param name="value">The value.</param>
    public string DigitsOf(TEnum value) => _isSigned
        ? SignedOf(value).ToString(CultureInfo.InvariantCulture)
        : BitsOf(value).ToString(CultureInfo.InvariantCulture);

    /// <summary>The value of a text: names, numbers, and for flags several with commas.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The value.</param>
    public bool TryParse(ReadOnlySpan<char> text, out TEnum value)
    {
        text = text.Trim();
        value = default;
        if (text.IsEmpty)
            return false;

        if (char.IsAsciiDigit(text[0]) || text[0] is '-' or '+')
            return Enum.TryParse(text, out value);

        ulong bits = 0;
        while (true)
        {
            var comma = text.IndexOf(',');
            var part = (comma < 0 ? text : text[..comma]).Trim();
            if (!TryFind(part, out var found))
                return false;

            bits |= found;
            if (comma < 0)
                break;

            text = text[(comma + 1)..];
            if (text.Trim().IsEmpty)
                break;
        }

        value = FromBits(bits);
        return true;
    }

    private bool TryFind(ReadOnlySpan<char> text, out ulong bits)
    {
        foreach (var (candidate, name) in _names)
        {
            if (text.Equals(name.Text, StringComparison.Ordinal))
            {
                bits = candidate;
                return true;
            }
        }

        foreach (var (candidate, name) in _names)
        {
            if (!name.IsCustom && text.Equals(name.Text, StringComparison.OrdinalIgnoreCase))
            {
                bits = candidate;
                return true;
            }
        }

        bits = 0;
        return false;
    }

    private static string Renamed(EnumName<TEnum> name, JsonNamingPolicy? policy) =>
        policy is null || name.IsCustom ? name.Text : policy.ConvertName(name.Text);

    private string? Combine(ulong bits, JsonNamingPolicy? policy)
    {
        var used = new List<(ulong Bits, EnumName<TEnum> Name)>();
        foreach (var name in _widestFirst)
        {
            if ((bits & name.Bits) != name.Bits)
                continue;

            used.Add(name);
            bits &= ~name.Bits;
        }

        if (bits != 0)
            return null;

        used.Sort(static (a, b) => a.Bits.CompareTo(b.Bits));
        return string.Join(", ", used.Select(n => Renamed(n.Name, policy)));
    }

    private static ulong BitsOf(TEnum value) => Unsafe.SizeOf<TEnum>() switch
    {
        1 => Unsafe.BitCast<TEnum, byte>(value),
        2 => Unsafe.BitCast<TEnum, ushort>(value),
        4 => Unsafe.BitCast<TEnum, uint>(value),
        _ => Unsafe.BitCast<TEnum, ulong>(value),
    };

    private static long SignedOf(TEnum value) => Unsafe.SizeOf<TEnum>() switch
    {
        1 => Unsafe.BitCast<TEnum, sbyte>(value),
        2 => Unsafe.BitCast<TEnum, short>(value),
        4 => Unsafe.BitCast<TEnum, int>(value),
        _ => Unsafe.BitCast<TEnum, long>(value),
    };

    private static TEnum FromBits(ulong bits) => Unsafe.SizeOf<TEnum>() switch
    {
        1 => Unsafe.BitCast<byte, TEnum>((byte)bits),
        2 => Unsafe.BitCast<ushort, TEnum>((ushort)bits),
        4 => Unsafe.BitCast<uint, TEnum>((uint)bits),
        _ => Unsafe.BitCast<ulong, TEnum>(bits),
    };
}
