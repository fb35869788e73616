using System.ComponentModel;
using System.Text.Json;

namespace Settee.Documents;

/// <summary>An enum as its name; values without a name as numbers.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
/// <typeparam name="TNames">Its names.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NamedEnumCodec<TEnum, TNames> : IJsonCodec<TEnum>
    where TEnum : struct, Enum
    where TNames : struct, IEnumNames<TEnum>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, TEnum value)
    {
        if (TNames.Names.TextOf(value) is { } text)
            writer.WriteString(text);
        else
            writer.WriteRaw(System.Text.Encoding.ASCII.GetBytes(TNames.Names.DigitsOf(value)));
    }

    /// <inheritdoc/>
    public static TEnum Read(ref JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String when TNames.Names.TryParse(reader.GetString(), out var value) => value,
        JsonTokenType.Number => reader.GetEnumNumber<TEnum>(),
        _ => throw reader.Unconvertible<TEnum>(),
    };
}

/// <summary>An enum as a member name: always by name, as numbers say nothing there.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
/// <typeparam name="TNames">Its names.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NamedEnumKeyCodec<TEnum, TNames> : IJsonKeyCodec<TEnum>
    where TEnum : struct, Enum
    where TNames : struct, IEnumNames<TEnum>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, TEnum key) =>
        writer.WriteName((TNames.Names.TextOf(key) ?? TNames.Names.DigitsOf(key)).AsSpan());

    /// <inheritdoc/>
    public static TEnum Read(ref JsonReader reader) =>
        TNames.Names.TryParse(reader.GetString(), out var value) ? value : throw reader.Unconvertible<TEnum>();
}
