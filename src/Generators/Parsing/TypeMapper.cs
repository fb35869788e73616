using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Settee.Generators.Model;

namespace Settee.Generators.Parsing;

/// <summary>Finds the codec, the patch type and the fields of each type, and collects the plain types whose codecs must be emitted.</summary>
internal sealed partial class TypeMapper(ParseContext context)
{
    private readonly Dictionary<(ITypeSymbol Type, INamedTypeSymbol? Converter, NumberHandling? Numbers), MappedType?> _memo =
        new(MappedTypeComparer.Instance);

    private readonly HashSet<string> _known = [];

    /// <summary>Plain types that were met and not yet parsed.</summary>
    public Queue<PlainType> Pending { get; } = new();

    /// <summary>Ids of the plain types of which instances are filled.</summary>
    public HashSet<string> Populated { get; } = [];

    /// <summary>Codec, patch types and fields of a type; null when it has none.</summary>
    /// <param name="type">The type.</param>
    /// <param name="converter">The converter of the member that has the type.</param>
    /// <param name="numbers">What is said of the numbers of the member; null for what the conventions say.</param>
    public MappedType? Map(ITypeSymbol type, INamedTypeSymbol? converter = null, NumberHandling? numbers = null)
    {
        context.CancellationToken.ThrowIfCancellationRequested();
        if (_standsIn)
            return Resolve(type, converter, numbers) ?? FallBack(type) ?? Refused(type);
        if (_memo.TryGetValue((type, converter, numbers), out var mapped))
            return mapped;

        mapped = Resolve(type, converter, numbers) ?? FallBack(type);
        _memo[(type, converter, numbers)] = mapped;
        return mapped;
    }

    private MappedType? Resolve(ITypeSymbol type, INamedTypeSymbol? converter, NumberHandling? numbers)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            if (converter is not null && converter.Name != "JsonStringEnumConverter" && Converted(type, converter) is { } whole
                && whole.Type.Codec.Contains("ConverterCodec"))
            {
                return whole;
            }

            var value = nullable.TypeArguments[0];
            if (Map(value, converter, numbers) is not { } inner)
                return null;

            var codec = $"{CollectionTypes.Runtime}NullableCodec<{Names.Of(value)}, {inner.Type.Codec}>";
            var mapped = inner.Field.Node is { } node
                ? inner with
                {
                    Type = TypeOf(type, codec),
                    Patch = inner.OptionalPatch,
                    Field = inner.Field with { Type = TypeOf(type, codec), Node = node with { IsNullable = true } },
                }
                : Scalar(type, codec, IsCounter(value, numbers));
            return mapped with
            {
                Populator = inner.Populator is { } populator
                    ? $"{CollectionTypes.Runtime}NullablePopulator<{Names.Of(value)}, {populator}>"
                    : null,
                PopulatedId = inner.PopulatedId,
            };
        }

        if (converter is not null && converter.Name != "JsonStringEnumConverter")
            return Converted(type, converter);
        if (converter is null && _witnesses.TryGetValue(type, out var witness))
            return Scalar(type, Names.Of(witness));

        if (type.TypeKind == TypeKind.Enum)
            return EnumCodec((INamedTypeSymbol)type, converter) is { } codec ? Scalar(type, codec) : null;

        // What is left of converters is the one for enums.
        if (converter is not null)
            return null;

        if (ScalarTypes.CodecOf(type) is { } scalar)
        {
            return NumberTypes.IsNumber(type)
                ? Scalar(type, NumberTypes.Handled(type, scalar, numbers ?? context.Conventions.Numbers), IsCounter(type, numbers))
                : Scalar(type, scalar);
        }

        return type switch
        {
            IArrayTypeSymbol { Rank: 1 } array => Array(array, numbers),
            INamedTypeSymbol named => Named(named, numbers),
            _ => null,
        };
    }

    /// <summary>Whether the server can count with the member: only with numbers that stand in no string.</summary>
    private bool IsCounter(ITypeSymbol type, NumberHandling? numbers) =>
        (ScalarTypes.IsCounter(type) || (_standsIn && IsUnsupportedCounter(type))) && ((numbers ?? context.Conventions.Numbers) & NumberHandling.WriteAsString) == 0;

    private MappedType? Array(IArrayTypeSymbol array, NumberHandling? numbers) =>
        array.ElementType.SpecialType == SpecialType.System_Byte
            ? Scalar(array, CollectionTypes.Runtime + "BytesCodec")
            : Sequence(array, array.ElementType, CollectionTypes.Runtime + "ArrayCodec<{1}, {2}>", numbers);

    private MappedType? Named(INamedTypeSymbol type, NumberHandling? numbers)
    {
        type = type.TupleUnderlyingType ?? type;
        var name = ScalarTypes.FullName(type);
        if (name is ("System.Memory`1" or "System.ReadOnlyMemory`1") && type.TypeArguments[0].SpecialType == SpecialType.System_Byte)
            return Scalar(type, CollectionTypes.Runtime + (name == "System.Memory`1" ? "MemoryCodec" : "ReadOnlyMemoryCodec"));

        if (CollectionTypes.SequenceFormat(name) is { } sequence)
            return Sequence(type, type.TypeArguments[0], sequence, numbers);
        if (CollectionTypes.MapFormat(name) is { } map)
            return Map(type, type.TypeArguments[0], type.TypeArguments[1], map, numbers);

        var untyped = CollectionTypes.Runtime + (context.Conventions.ReadsNodes ? "ObjectAsNodeCodec" : "ObjectCodec");
        if (CollectionTypes.Untyped(name, Names.WithoutNull(type), untyped) is { } collection)
            return Scalar(type, collection.Codec) with { Populator = collection.Populator };

        if (DomTypes.CodecOf(type, context.Conventions) is { } dom)
            return Scalar(type, dom);
        if (context.JsonOf(type).Converter is { } converter)
            return Converted(type, converter);

        if (!IsFromFramework(type) && context.JsonOf(type).IsPolymorphic)
            return Plain(type, PlainKind.Polymorphic);

        if (IsTransparent(type))
            return Plain(type, PlainKind.Own);

        return Filled(type, numbers) ?? (IsPlain(type) && !type.IsAbstract ? Plain(type, PlainKind.Object) : null);
    }

    /// <summary>The codec for instances of exactly this type, even where the JSON of its declared type tells several apart.</summary>
    public string? OwnCodecOf(INamedTypeSymbol type)
    {
        if (!IsPlain(type))
            return null;

        var kind = context.JsonOf(type).IsPolymorphic ? PlainKind.Own : PlainKind.Object;
        return Plain(type, kind)?.Type.Codec;
    }

    /// <summary>Collections of other origin that are made empty and filled.</summary>
    private MappedType? Filled(INamedTypeSymbol type, NumberHandling? numbers)
    {
        if (type.TypeKind != TypeKind.Class || type.IsAbstract || IsFromFramework(type)
            || !type.InstanceConstructors.Any(static c => c.Parameters.IsEmpty && c.DeclaredAccessibility == Accessibility.Public))
        {
            return null;
        }

        var interfaces = type.AllInterfaces;
        if (interfaces.FirstOrDefault(static i => ScalarTypes.FullName(i) == "System.Collections.Generic.IDictionary`2") is { } map)
            return Map(type, map.TypeArguments[0], map.TypeArguments[1], CollectionTypes.Runtime + "MapCodec<{0}, {1}, {2}, {3}, {4}>", numbers);
        const SpecialType Collection = SpecialType.System_Collections_Generic_ICollection_T;
        return interfaces.FirstOrDefault(static i => i.OriginalDefinition.SpecialType == Collection) is { } list
            ? Sequence(type, list.TypeArguments[0], CollectionTypes.Runtime + "CollectionCodec<{0}, {1}, {2}>", numbers)
            : null;
    }

    private MappedType? Sequence(ITypeSymbol type, ITypeSymbol element, string format, NumberHandling? numbers)
    {
        if (MapElement(element, numbers) is not { } item)
            return null;

        var name = Names.WithoutNull(type);
        var codec = string.Format(format, name, item.Type.Name, item.Type.Codec);
        var arguments = $"<{Names.Of(type)}, {codec}, {item.Type.Name}, {item.Type.Codec}, {item.OptionalPatch}>";
        var field = new FieldModel(FieldKind.List, TypeOf(type, codec), Item: item.Field);
        return Mapped(field, "ListField" + arguments, "OptionalListField" + arguments) with
        {
            Populator = CollectionTypes.SequencePopulator(type) is { } populator
                ? string.Format(populator, name, item.Type.Name, item.Type.Codec)
                : null,
        };
    }

    /// <summary>What is said of a member's numbers reaches the elements of a collection, and not what is deeper in them.</summary>
    private MappedType? MapElement(ITypeSymbol element, NumberHandling? numbers) =>
        Map(element, converter: null, NumberTypes.IsElement(element) ? numbers : null);

    private MappedType? Map(INamedTypeSymbol type, ITypeSymbol key, ITypeSymbol valueType, string format, NumberHandling? numbers)
    {
        if ((KeyCodecOf(key) ?? (_standsIn ? UnsupportedCodec(key) : null)) is not { } keyCodec || MapElement(valueType, numbers) is not { } value)
            return null;

        var keyName = Names.Of(key);
        object[] parts = [Names.WithoutNull(type), keyName, value.Type.Name, keyCodec, value.Type.Codec];
        var codec = string.Format(format, parts);
        var arguments = $"<{Names.Of(type)}, {codec}, {keyName}, {keyCodec}, {value.OptionalPatch}>";
        var field = new FieldModel(FieldKind.Map, TypeOf(type, codec), Key: new KeyTypeModel(keyName, keyCodec), Item: value.Field);
        return Mapped(field, "DictionaryField" + arguments, "OptionalDictionaryField" + arguments) with
        {
            Populator = CollectionTypes.MapPopulator(type) is { } populator ? string.Format(populator, parts) : null,
        };
    }

    private MappedType? Plain(INamedTypeSymbol type, PlainKind kind)
    {
        var bare = (INamedTypeSymbol)type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
        if (PlaceOf(bare) is not { } place)
            return null;

        var id = Names.Unique(bare) + (kind == PlainKind.Own ? "_Own" : "") + context.Suffix;
        var plain = new PlainType(bare, id, PathNamespaceOf(bare), PathNameOf(bare), place, VisibilityOf(bare), kind) { IsQuiet = context.IsQuiet };
        if (_known.Add(id))
            Pending.Enqueue(plain);

        if (kind == PlainKind.Own)
            return Scalar(type, $"{Prefix(place)}{id}Codec");

        var prefix = plain.PathNamespace.Length == 0 ? "global::" : $"global::{plain.PathNamespace}.";
        var model = TypeOf(type, $"{Prefix(place)}{id}Codec");
        return new MappedType(
            model,
            prefix + plain.PathName + "Patch",
            prefix + "Optional" + plain.PathName + "Patch",
            new FieldModel(FieldKind.Object, model, new NodeModel(prefix, plain.PathName + "Fields")))
        {
            Populator = $"{Prefix(place)}{id}Codec",
            PopulatedId = id,
        };
    }

    /// <summary>Where the codec of a type goes; null when there is no place from which it can be seen.</summary>
    private PlaceModel? PlaceOf(INamedTypeSymbol type)
    {
        if (context.Compilation.IsSymbolAccessibleWithin(type, context.Compilation.Assembly))
            return new PlaceModel(context.CodecNamespace, EquatableArray<PartialModel>.Empty);

        var isPlain = type is { Arity: 0, ContainingType: not null };
        for (var t = type.ContainingType; t is not null; t = t.ContainingType)
            isPlain &= t.Arity == 0 && Declarations.IsPartial(t, context.CancellationToken);
        return isPlain ? new PlaceModel(Names.NamespaceInCode(type), Declarations.ContainersOf(type)) : null;
    }

    private static string Prefix(PlaceModel place) =>
        "global::"
        + (place.Namespace.Length > 0 ? place.Namespace + "." : "")
        + string.Concat(place.Containers.Select(static c => c.Name + "."));

    private static MappedType Scalar(ITypeSymbol type, string codec, bool isCounter = false)
    {
        var kind = isCounter ? "Number" : "Value";
        var arguments = $"<{Names.Of(type)}, {codec}>";
        var field = new FieldModel(FieldKind.Value, TypeOf(type, codec));
        return Mapped(field, kind + "Field" + arguments, "Optional" + kind + "Field" + arguments);
    }

    private static MappedType Mapped(FieldModel field, string patch, string optionalPatch) =>
        new(field.Type, CollectionTypes.Runtime + patch, CollectionTypes.Runtime + optionalPatch, field);

    private static TypeModel TypeOf(ITypeSymbol type, string codec) => new(Names.Of(type), codec, AllowsNull(type));

    private static bool AllowsNull(ITypeSymbol type) =>
        type.IsReferenceType || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>A class, record or struct that is described by its members alone.</summary>
    private static bool IsPlain(INamedTypeSymbol type)
    {
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct) || type.IsStatic || type.IsRefLikeType || type.IsTupleType
            || type.IsUnboundGenericType || type.IsFileLocal || type.SpecialType != SpecialType.None)
        {
            return false;
        }

        return !IsFromFramework(type) && !type.AllInterfaces.Any(static i => i.SpecialType == SpecialType.System_Collections_IEnumerable);
    }

    /// <summary>Types of the framework that are what their members tell. Without their fields nothing would be left of tuples.</summary>
    private bool IsTransparent(INamedTypeSymbol type)
    {
        var name = ScalarTypes.FullName(type);
        return name == "System.Collections.Generic.KeyValuePair`2"
            || name.StartsWith("System.Tuple`", StringComparison.Ordinal)
            || (name.StartsWith("System.ValueTuple`", StringComparison.Ordinal) && context.Conventions.IncludesFields);
    }

    /// <summary>Types of the framework and of the runtime have meanings that their members do not tell.</summary>
    public static bool IsFromFramework(INamedTypeSymbol type)
    {
        if (!type.Locations.Any(static l => l.IsInMetadata))
            return false;

        var space = Names.Namespace(type);
        return space == "System" || space.StartsWith("System.", StringComparison.Ordinal) || type.ContainingAssembly?.Name == "Settee";
    }

    private static Visibility VisibilityOf(INamedTypeSymbol type)
    {
        var visibility = Declarations.VisibilityOf(type);
        foreach (var argument in type.TypeArguments)
        {
            var own = argument is INamedTypeSymbol named ? VisibilityOf(named) : Visibility.Public;
            visibility = own < visibility ? own : visibility;
        }

        return visibility;
    }
}

/// <summary>A type with its codec, and what a member that has it is in patches and among the fields.</summary>
internal sealed record MappedType(TypeModel Type, string Patch, string OptionalPatch, FieldModel Field)
{
    /// <summary>Fills an instance; null for types that cannot be filled.</summary>
    public string? Populator { get; init; }

    /// <summary>Id of the plain type whose codec is the populator.</summary>
    public string? PopulatedId { get; init; }
}

/// <summary>A type whose codec must be emitted.</summary>
internal sealed record PlainType(
    INamedTypeSymbol Symbol, string Id, string PathNamespace, string PathName, PlaceModel Place, Visibility Visibility, PlainKind Kind)
{
    /// <summary>Whether nobody wants to know what is wrong with it, because something else is.</summary>
    public bool IsQuiet { get; init; }
}

internal enum PlainKind
{
    Enum,

    Object,

    /// <summary>A type whose JSON tells several types apart.</summary>
    Polymorphic,

    /// <summary>The instances of exactly such a type.</summary>
    Own,
}

internal sealed class MappedTypeComparer : IEqualityComparer<(ITypeSymbol Type, INamedTypeSymbol? Converter, NumberHandling? Numbers)>
{
    public static readonly MappedTypeComparer Instance = new();

    public bool Equals(
        (ITypeSymbol Type, INamedTypeSymbol? Converter, NumberHandling? Numbers) x,
        (ITypeSymbol Type, INamedTypeSymbol? Converter, NumberHandling? Numbers) y) =>
        x.Numbers == y.Numbers
        && SymbolEqualityComparer.IncludeNullability.Equals(x.Type, y.Type)
        && SymbolEqualityComparer.Default.Equals(x.Converter, y.Converter);

    public int GetHashCode((ITypeSymbol Type, INamedTypeSymbol? Converter, NumberHandling? Numbers) obj) =>
        SymbolEqualityComparer.Default.GetHashCode(obj.Type);
}
