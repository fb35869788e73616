using Microsoft.CodeAnalysis;

namespace Settee.Generators.Parsing;

/// <content>What refused members are in patches and among the fields, so that the code that names them has no errors of its own.</content>
internal sealed partial class TypeMapper
{
    private const string Unsupported = CollectionTypes.Runtime + "UnsupportedCodec<{0}>";

    // Whether types without codecs, or parts of them, get one that throws.
    private bool _standsIn;

    /// <summary>What a member whose type has no codec is in patches and among the fields: as much of it as can be told.</summary>
    public MappedType? StandIn(ITypeSymbol type)
    {
        if (type is IPointerTypeSymbol or IFunctionPointerTypeSymbol || type.IsRefLikeType)
            return null;

        // The compiler says that it does not know the type where it is written, and need not say it again in emitted code.
        if (IsUnknown(type))
            return Refused(context.Compilation.GetSpecialType(SpecialType.System_Object));

        var wasQuiet = context.IsQuiet;
        _standsIn = context.IsQuiet = true;
        try
        {
            return Map(type);
        }
        finally
        {
            _standsIn = false;
            context.IsQuiet = wasQuiet;
        }
    }

    private MappedType? Refused(ITypeSymbol type)
    {

        if (type is INamedTypeSymbol named)
        {
            if (InterfaceOf(named, "System.Collections.Generic.IDictionary`2") is { } map)
                return Map(named, map.TypeArguments[0], map.TypeArguments[1], Unsupported, numbers: null);
            if (InterfaceOf(named, "System.Collections.Generic.IEnumerable`1") is { } sequence)
                return Sequence(named, sequence.TypeArguments[0], Unsupported, numbers: null);

            // Its members can be told, but no instance can be made.
            if (named is { IsAbstract: true, TypeKind: TypeKind.Class or TypeKind.Interface } && !IsFromFramework(named))
                return Plain(named, PlainKind.Object);
        }

        return Scalar(type, UnsupportedCodec(type), IsUnsupportedCounter(type));
    }

    private static string UnsupportedCodec(ITypeSymbol type) => string.Format(Unsupported, Names.WithoutNull(type));

    private static bool IsUnsupportedCounter(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_IntPtr or SpecialType.System_UIntPtr
        || ScalarTypes.FullName(type) == "System.Numerics.BigInteger";

    private static bool IsUnknown(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsUnknown(array.ElementType),
        INamedTypeSymbol named => named.TypeKind == TypeKind.Error || named.TypeArguments.Any(IsUnknown),
        _ => false,
    };

    private static INamedTypeSymbol? InterfaceOf(INamedTypeSymbol type, string name) =>
        ScalarTypes.FullName(type) == name ? type : type.AllInterfaces.FirstOrDefault(i => ScalarTypes.FullName(i) == name);
}
