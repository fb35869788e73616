using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Settee.Generators.Parsing;

/// <summary>The framework types with a codec of their own, by full name.</summary>
internal static class ScalarTypes
{
    private const string Runtime = "global::Settee.Documents.";

    private static readonly Dictionary<string, string> Codecs = new()
    {
        ["System.SByte"] = "SByteCodec",
        ["System.Byte"] = "ByteCodec",
        ["System.Int16"] = "Int16Codec",
        ["System.UInt16"] = "UInt16Codec",
        ["System.Int32"] = "Int32Codec",
        ["System.UInt32"] = "UInt32Codec",
        ["System.Int64"] = "Int64Codec",
        ["System.UInt64"] = "UInt64Codec",
        ["System.Int128"] = "Int128Codec",
        ["System.UInt128"] = "UInt128Codec",
        ["System.Half"] = "HalfCodec",
        ["System.Single"] = "SingleCodec",
        ["System.Double"] = "DoubleCodec",
        ["System.Decimal"] = "DecimalCodec",
        ["System.Boolean"] = "BooleanCodec",
        ["System.String"] = "StringCodec",
        ["System.Char"] = "CharCodec",
        ["System.Guid"] = "GuidCodec",
        ["System.Uri"] = "UriCodec",
        ["System.Version"] = "VersionCodec",
        ["System.DateTime"] = "DateTimeCodec",
        ["System.DateTimeOffset"] = "DateTimeOffsetCodec",
        ["System.DateOnly"] = "DateOnlyCodec",
        ["System.TimeOnly"] = "TimeOnlyCodec",
        ["System.TimeSpan"] = "TimeSpanCodec",
    };

    private static readonly Dictionary<string, string> KeyCodecs = new()
    {
        ["System.String"] = "StringKeyCodec",
        ["System.Boolean"] = "BooleanKeyCodec",
        ["System.Char"] = "CharKeyCodec",
        ["System.Guid"] = "GuidKeyCodec",
        ["System.DateTime"] = "DateTimeKeyCodec",
        ["System.DateTimeOffset"] = "DateTimeOffsetKeyCodec",
        ["System.Uri"] = "UriKeyCodec",
        ["System.Version"] = "VersionKeyCodec",
        ["System.DateOnly"] = "DateOnlyKeyCodec",
        ["System.TimeOnly"] = "TimeOnlyKeyCodec",
        ["System.TimeSpan"] = "TimeSpanKeyCodec",
    };

    /// <summary>Codec of a type, fully qualified; null when it has none of its own.</summary>
    public static string? CodecOf(ITypeSymbol type) =>
        Codecs.TryGetValue(FullName(type), out var codec) ? Runtime + codec : null;

    /// <summary>Codec of a type as the key of a dictionary.</summary>
    public static string? KeyCodecOf(ITypeSymbol type)
    {
        if (KeyCodecs.TryGetValue(FullName(type), out var codec))
            return Runtime + codec;
        if (IsInteger(type))
            return $"{Runtime}IntegerKeyCodec<{Names.Of(type)}>";
        return FullName(type) is "System.Half" or "System.Single" or "System.Double" or "System.Decimal"
            ? $"{Runtime}FractionKeyCodec<{Names.Of(type)}>"
            : null;
    }

    /// <summary>Whether the type is an integer of up to 64 bits, which the server can count with.</summary>
    public static bool IsCounter(ITypeSymbol type) =>
        type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64;

    public static bool IsInteger(ITypeSymbol type) => IsCounter(type) || FullName(type) is "System.Int128" or "System.UInt128";

    /// <summary>Namespace and name of a type that is not nested, with the arity as metadata has it.</summary>
    public static string FullName(ITypeSymbol type) =>
        type is INamedTypeSymbol { ContainingType: null, ContainingNamespace: { IsGlobalNamespace: false } space } named
            ? TypeNames.OfNamespace(space) + "." + named.MetadataName
            : type.MetadataName;
}
