namespace Settee.Generators.Model;

/// <summary>A plain type for which a codec is emitted once per assembly.</summary>
/// <param name="Id">Its full name, by which it is recognised in the closures of several documents.</param>
/// <param name="HintName">Name of the emitted file.</param>
/// <param name="Place">Where the codec goes.</param>
/// <param name="CodecName">Name of the codec.</param>
/// <param name="Visibility">How far the type, and therefore its codec and patch, can be seen.</param>
internal abstract record ShapeModel(string Id, string HintName, PlaceModel Place, string CodecName, Visibility Visibility);

/// <summary>
/// Where code is put: a namespace of the assembly, so that friend assemblies do not clash, or for a type that is private to its
/// container, that container.
/// </summary>
internal sealed record PlaceModel(string Namespace, EquatableArray<PartialModel> Containers);

/// <summary>A plain class, record or struct.</summary>
/// <param name="Object">Its members and its construction.</param>
/// <param name="Node">Its patch and field types; null when it has none.</param>
internal sealed record ObjectShape(
    string Id, string HintName, PlaceModel Place, string CodecName, Visibility Visibility,
    ObjectModel Object, PathNodeModel? Node)
    : ShapeModel(Id, HintName, Place, CodecName, Visibility)
{
    /// <summary>Whether instances are filled somewhere, so that the codec must be able to.</summary>
    public bool IsPopulated { get; init; }
}

/// <summary>An enum that is written by name.</summary>
/// <param name="TypeName">The enum.</param>
/// <param name="UnderlyingType">Keyword of its underlying type.</param>
/// <param name="IsFlags">Whether values combine.</param>
/// <param name="Members">Name and value of each member in order of declaration.</param>
internal sealed record EnumShape(
    string Id, string HintName, PlaceModel Place, string CodecName, Visibility Visibility,
    string TypeName, string UnderlyingType, bool IsFlags, EquatableArray<EnumMemberModel> Members)
    : ShapeModel(Id, HintName, Place, CodecName, Visibility);

/// <summary>One member of an enum.</summary>
/// <param name="Name">Its escaped name.</param>
/// <param name="Text">Its text in JSON.</param>
/// <param name="IsCustom">Whether the text was given by an attribute, and is therefore case-sensitive.</param>
internal sealed record EnumMemberModel(string Name, string Text, bool IsCustom);

/// <summary>A type whose values are of several types, which the JSON tells apart.</summary>
/// <param name="TypeName">The declared type.</param>
/// <param name="TagName">Name of the member that says which type an object is.</param>
/// <param name="Derived">The declared types.</param>
/// <param name="BaseCodec">Codec of the declared type's own instances; null when it has none.</param>
/// <param name="FallBack">What happens to other types.</param>
/// <param name="IgnoresUnknownTags">Whether objects with an unknown tag are read as the declared type.</param>
/// <param name="Steps">The members that all of them have.</param>
/// <param name="Node">Their patch and field types; null when there are none.</param>
internal sealed record PolymorphicShape(
    string Id, string HintName, PlaceModel Place, string CodecName, Visibility Visibility,
    string TypeName, string TagName, EquatableArray<DerivedModel> Derived, string? BaseCodec, FallBack FallBack, bool IgnoresUnknownTags,
    EquatableArray<PathMemberModel> Steps, PathNodeModel? Node)
    : ShapeModel(Id, HintName, Place, CodecName, Visibility)
{
    /// <summary>Whether the declared type itself is never read.</summary>
    public bool IsAbstract { get; init; }

    /// <summary>The conventions that its tags follow.</summary>
    public JsonConventions Conventions { get; init; } = JsonConventions.Settee;
}

/// <summary>What happens to instances of types that are not declared.</summary>
internal enum FallBack
{
    /// <summary>They cannot be written.</summary>
    None,

    /// <summary>They are written as the declared type.</summary>
    ToBase,

    /// <summary>They are written as the nearest of their ancestors that is declared.</summary>
    ToNearest,
}

/// <summary>One of the types that the JSON tells apart.</summary>
/// <param name="TypeName">The type.</param>
/// <param name="Codec">The codec of its own instances.</param>
/// <param name="Text">Its tag, if it is a text.</param>
/// <param name="Number">Its tag, if it is a number.</param>
internal sealed record DerivedModel(string TypeName, string Codec, string? Text, int? Number);
