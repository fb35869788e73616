namespace Settee.Generators.Model;

/// <summary>The JSON object of a type: what is written, what is read, how an instance is made.</summary>
/// <param name="TypeName">The type, fully qualified, without a nullable annotation.</param>
/// <param name="DisplayName">The type as people write it, for documentation.</param>
/// <param name="IsValueType">Whether it has no null.</param>
/// <param name="Members">In the order of writing.</param>
/// <param name="Steps">The members that can be named in paths.</param>
/// <param name="Construction">How an instance is made; null when it cannot be read.</param>
/// <param name="Callbacks">What the type wants to do around its serialization.</param>
/// <param name="RefusesUnmapped">Whether a name in the JSON that no member has is an error.</param>
/// <param name="Extension">The member that keeps what no other member takes.</param>
/// <param name="Skipped">Names that are known and whose values are not read, where that differs from unknown names.</param>
internal sealed record ObjectModel(
    string TypeName,
    string DisplayName,
    bool IsValueType,
    EquatableArray<MemberModel> Members,
    EquatableArray<PathMemberModel> Steps,
    ConstructionModel? Construction,
    Callbacks Callbacks,
    bool RefusesUnmapped,
    ExtensionModel? Extension,
    EquatableArray<string> Skipped)
{
    /// <summary>The conventions that its members follow.</summary>
    public JsonConventions Conventions { get; init; } = JsonConventions.Settee;

    /// <summary>Whether some members are not replaced but filled.</summary>
    public bool Populates => Members.Any(static m => m.Read == ReadTarget.Populate);
}

/// <summary>A member that keeps what no other member takes.</summary>
/// <param name="Member">The member; its codec is that of the values.</param>
/// <param name="MemberType">Type of the member, without null.</param>
/// <param name="Value">Type of the values.</param>
/// <param name="IsDictionary">Whether it is a dictionary; otherwise a JsonObject.</param>
/// <param name="Visibility">How far it can be named among the fields.</param>
internal sealed record ExtensionModel(MemberModel Member, string MemberType, TypeModel Value, bool IsDictionary, Visibility Visibility);

/// <summary>The callback interfaces that a type implements.</summary>
[Flags]
internal enum Callbacks
{
    None = 0,
    OnSerializing = 1,
    OnSerialized = 2,
    OnDeserializing = 4,
    OnDeserialized = 8,
}

/// <summary>One member of a JSON object.</summary>
/// <param name="Name">Its C# name, escaped.</param>
/// <param name="Slot">The field of the read state that holds it.</param>
/// <param name="JsonName">Its name in JSON.</param>
/// <param name="Type">Its type.</param>
/// <param name="DeclaringType">The type that declares it.</param>
/// <param name="IsHidden">Whether a more derived member has its name, so that it must be reached through its declaring type.</param>
/// <param name="Write">When it is written.</param>
/// <param name="Read">What happens with a value that was read.</param>
/// <param name="IsRequired">Whether JSON without it is refused.</param>
/// <param name="Getter">How its value is got.</param>
/// <param name="IsField">Whether it is a field.</param>
internal sealed record MemberModel(
    string Name,
    string Slot,
    string JsonName,
    TypeModel Type,
    string DeclaringType,
    bool IsHidden,
    WriteCondition Write,
    ReadTarget Read,
    bool IsRequired,
    Access Getter,
    bool IsField)
{
    /// <summary>How an instance is given another value, for types that are filled.</summary>
    public ReadTarget Assign { get; init; }

    /// <summary>Fills the value that an instance has; null for members that are replaced.</summary>
    public string? Populator { get; init; }

    /// <summary>Whether a null that was read is an error.</summary>
    public bool RefusesReadNull { get; init; }

    /// <summary>Whether a null that is to be written is an error.</summary>
    public bool RefusesWrittenNull { get; init; }
}

/// <summary>A type where it is used.</summary>
/// <param name="Name">Fully qualified, with nullable annotations.</param>
/// <param name="Codec">The codec, fully qualified.</param>
/// <param name="AllowsNull">Whether a value can be null at run time.</param>
internal sealed record TypeModel(string Name, string Codec, bool AllowsNull);

/// <summary>How an instance is made.</summary>
/// <param name="Kind">Through which constructor.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="DeclaresDefaultConstructor">Whether the implicit constructor must be written out beside the generated one.</param>
/// <param name="ChecksRequired">False when the constructor promises to set all required members.</param>
internal sealed record ConstructionModel(
    ConstructionKind Kind,
    EquatableArray<ParameterModel> Parameters,
    bool DeclaresDefaultConstructor,
    bool ChecksRequired);

/// <summary>A constructor parameter.</summary>
/// <param name="TypeName">Its type.</param>
/// <param name="Member">Index of the member that fills it; negative for none.</param>
/// <param name="Default">The value when the JSON has none, unless it is that of the type.</param>
internal sealed record ParameterModel(string TypeName, int Member, string? Default);

internal enum ConstructionKind
{
    /// <summary>A private constructor is emitted into the type; it takes the read state, after all initialisers ran.</summary>
    Emitted,

    /// <summary>An accessible constructor of the type.</summary>
    Existing,

    /// <summary>An inaccessible constructor of the type.</summary>
    Hidden,
}

internal enum WriteCondition
{
    Never,
    Always,
    NotNull,
    NotDefault,
}

internal enum ReadTarget
{
    /// <summary>The value is skipped.</summary>
    None,

    /// <summary>A constructor parameter takes it.</summary>
    Parameter,

    /// <summary>It can be assigned at any time.</summary>
    Setter,

    /// <summary>It is required, and set in the object initializer.</summary>
    Initializer,

    /// <summary>It has a setter that must be reached around the language: init-only or not accessible.</summary>
    HiddenSetter,

    /// <summary>What the instance has is filled, once it is made.</summary>
    Populate,
}

internal enum Access
{
    Direct,

    /// <summary>Not accessible from the generated code.</summary>
    Hidden,
}
