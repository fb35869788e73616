namespace Settee.Generators.Model;

/// <summary>Everything that is emitted for one type marked with the Document attribute.</summary>
/// <param name="Declaration">Where the generated parts of the type go.</param>
/// <param name="Shape">How its JSON is written and read.</param>
/// <param name="Keyspace">Where the documents live.</param>
/// <param name="Key">How their keys are built.</param>
/// <param name="Accessor">Name of the extension property on buckets and scopes; empty when there cannot be one.</param>
/// <param name="ExpiryTicks">Life time by default.</param>
/// <param name="Meta">Members that carry metadata.</param>
/// <param name="IsComplete">False when a mistake was found: all that other code names is declared, and throws.</param>
/// <param name="Closure">The plain types that the document's JSON needs, in order of their ids.</param>
internal sealed record DocumentModel(
    DeclarationModel Declaration,
    ObjectModel Shape,
    KeyspaceModel Keyspace,
    KeyModel Key,
    string Accessor,
    long? ExpiryTicks,
    MetaModel Meta,
    bool IsComplete,
    EquatableArray<ShapeModel> Closure)
{
    /// <summary>The codec of a document that a converter writes, or of which there are several types; null for all others.</summary>
    public string? Codec { get; init; }

    /// <summary>Whether the fields are emitted; not when the document has a member of that name.</summary>
    public bool HasFields { get; init; } = true;

    /// <summary>Whether the document is to be used with the serializer of System.Text.Json.</summary>
    public bool ExposesTypeInfo { get; init; }
}

/// <summary>Scope and collection.</summary>
internal sealed record KeyspaceModel(string Scope, string Collection);

/// <summary>Names of the metadata members; null for kinds the type has no member for.</summary>
internal sealed record MetaModel(MetaMember? Cas, MetaMember? Key, MetaMember? Expiry);

/// <summary>One metadata member.</summary>
/// <param name="Name">Its escaped name.</param>
/// <param name="CanAssign">Whether it can be filled in a constructor of the type.</param>
/// <param name="InitOnly">Where the setter is, which only constructors may call; null for other setters.</param>
internal sealed record MetaMember(string Name, bool CanAssign, InitOnlySetter? InitOnly);

/// <summary>A setter that is called around the language.</summary>
/// <param name="DeclaringType">The type that declares the property.</param>
/// <param name="TypeName">The type of the property.</param>
internal sealed record InitOnlySetter(string DeclaringType, string TypeName);

/// <summary>Reopens a type: its namespace, its containers from the outside in, itself.</summary>
internal sealed record DeclarationModel(
    string Namespace,
    EquatableArray<PartialModel> Containers,
    PartialModel Type,
    string HintName,
    Visibility Visibility);

/// <summary>One partial declaration, as in <c>record struct Point</c>.</summary>
internal sealed record PartialModel(string Keyword, string Name);

/// <summary>How far a type can be seen, containers considered.</summary>
internal enum Visibility
{
    /// <summary>Only inside its container.</summary>
    Private,

    Internal,

    Public,
}
