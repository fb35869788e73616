using System.ComponentModel;
using System.Text.Json;

namespace Settee.Documents;

/// <summary>A naming policy for the keys of dictionaries.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IKeyPolicy
{
    /// <summary>The policy.</summary>
    static abstract JsonNamingPolicy Policy { get; }
}

/// <summary>Keys are written in the form of <see cref="JsonNamingPolicy.CamelCase"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct CamelCaseKeys : IKeyPolicy
{
    /// <inheritdoc/>
    public static JsonNamingPolicy Policy => JsonNamingPolicy.CamelCase;
}

/// <summary>Keys are written in the form of <see cref="JsonNamingPolicy.SnakeCaseLower"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SnakeCaseLowerKeys : IKeyPolicy
{
    /// <inheritdoc/>
    public static JsonNamingPolicy Policy => JsonNamingPolicy.SnakeCaseLower;
}

/// <summary>Keys are written in the form of <see cref="JsonNamingPolicy.SnakeCaseUpper"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SnakeCaseUpperKeys : IKeyPolicy
{
    /// <inheritdoc/>
    public static JsonNamingPolicy Policy => JsonNamingPolicy.SnakeCaseUpper;
}

/// <summary>Keys are written in the form of <see cref="JsonNamingPolicy.KebabCaseLower"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct KebabCaseLowerKeys : IKeyPolicy
{
    /// <inheritdoc/>
    public static JsonNamingPolicy Policy => JsonNamingPolicy.KebabCaseLower;
}

/// <summary>Keys are written in the form of <see cref="JsonNamingPolicy.KebabCaseUpper"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct KebabCaseUpperKeys : IKeyPolicy
{
    /// <inheritdoc/>
    public static JsonNamingPolicy Policy => JsonNamingPolicy.KebabCaseUpper;
}

/// <summary>Strings as member names that follow a policy when they are written, and are read as they are.</summary>
/// <typeparam name="TPolicy">The policy.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct RenamedKeyCodec<TPolicy> : IJsonKeyCodec<string>
    where TPolicy : struct, IKeyPolicy
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, string key) => writer.WriteName(TPolicy.Policy.ConvertName(key).AsSpan());

    /// <inheritdoc/>
    public static string Read(ref JsonReader reader) => StringKeyCodec.Read(ref reader);
}

/// <summary>An enum as a member name that follows a policy when it is written; values without a name stay numbers.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
/// <typeparam name="TNames">Its names.</typeparam>
/// <typeparam name="TPolicy">The policy.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct RenamedEnumKeyCodec<TEnum, TNames, TPolicy> : IJsonKeyCodec<TEnum>
    where TEnum : struct, Enum
    where TNames : struct, IEnumNames<TEnum>
    where TPolicy : struct, IKeyPolicy
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, TEnum key) =>
        writer.WriteName((TNames.Names.TextOf(key, TPolicy.Policy) ?? TNames.Names.DigitsOf(key)).AsSpan());

    /// <inheritdoc/>
    public static TEnum Read(ref JsonReader reader) => NamedEnumKeyCodec<TEnum, TNames>.Read(ref reader);
}
