namespace Settee.Generators.Model;

/// <summary>The template of a key.</summary>
/// <param name="Template">As written.</param>
/// <param name="Parts">Literals and members, in order.</param>
internal sealed record KeyModel(string Template, EquatableArray<KeyPart> Parts)
{
    /// <summary>Whether keys can be made and taken apart; otherwise the methods are declared, and throw.</summary>
    public bool IsUsable { get; init; } = true;

    /// <summary>Methods that are not even declared, because the document has members of these names.</summary>
    public EquatableArray<string> Taken { get; init; } = EquatableArray<string>.Empty;

    /// <summary>The members, each once.</summary>
    public KeyMember[] Members =>
        [.. Parts.Where(static p => p.Member is not null).Select(static p => p.Member!).GroupBy(static m => m.Name).Select(static g => g.First())];

    /// <summary>Whether the part is literal text between two members.</summary>
    public bool IsSeparator(int part) => part > 0 && part + 1 < Parts.Count && Parts[part].Literal is not null;

    /// <summary>Whether the part is literal text behind the last member.</summary>
    public bool IsEnd(int part) => part > 0 && part + 1 == Parts.Count && Parts[part].Literal is not null;
}

/// <summary>Literal text or a member of the key.</summary>
/// <param name="Literal">The text; null for a member.</param>
/// <param name="Member">The member; null for text.</param>
internal sealed record KeyPart(string? Literal, KeyMember? Member);

/// <summary>A member in a key.</summary>
/// <param name="Name">Its escaped name.</param>
/// <param name="Parameter">The parameter of the generated methods.</param>
/// <param name="TypeName">Its type, never nullable.</param>
/// <param name="Kind">How it becomes text; none in keys that are not usable.</param>
/// <param name="Format">Its format; null for the default.</param>
/// <param name="Cast">Keyword of the number behind an enum that is written as a number.</param>
/// <param name="EnumNames">Names of an enum that is written by name.</param>
/// <param name="IsRestored">Whether JSON never fills the member, so that it is filled from the key on read.</param>
/// <param name="IsGenerated">Whether it is no member but a Guid that is made when a document gets its key.</param>
internal sealed record KeyMember(
    string Name,
    string Parameter,
    string TypeName,
    KeyKind Kind,
    string? Format,
    string? Cast,
    EquatableArray<string> EnumNames,
    bool IsRestored,
    bool IsGenerated = false)
{
    /// <summary>The base type that declares it; null when the document does.</summary>
    public string? DeclaredIn { get; init; }
}

internal enum KeyKind
{
    /// <summary>Not at all.</summary>
    None,

    Text,
    Formatted,
    EnumName,
    EnumNumber,
}
