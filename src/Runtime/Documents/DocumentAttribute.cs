namespace Settee;

/// <summary>
/// Makes a partial class, record or struct a document: its JSON codec, key builder, accessor and patch type are generated.
/// </summary>
/// <param name="keyspace">
/// Where documents of this type live: <c>"scope.collection"</c>, or <c>"collection"</c> for a collection of the scope <c>_default</c>.
/// </param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class DocumentAttribute(string keyspace) : Attribute
{
    /// <summary>The keyspace, as <c>"scope.collection"</c> or <c>"collection"</c>.</summary>
    public string Keyspace { get; } = keyspace;

    /// <summary>
    /// The key as a template: literal text and <c>{Member}</c> or <c>{Member:format}</c> placeholders, as in <c>"airline::{Id}"</c>.
    /// Members may be strings, integers, <see cref="Guid"/>, enums and <see cref="DateOnly"/>. <c>{guid}</c> is generated when a document is
    /// stored that has no key yet in its <see cref="MetaAttribute"/> member of type <see cref="DocumentKey{T}"/>. Required.
    /// </summary>
    public string? Key { get; set; }

    /// <summary>Name of the generated extension property; by default the collection's name in Pascal case, never pluralised.</summary>
    public string? Accessor { get; set; }

    /// <summary>
    /// Life time of documents that are written without an explicit expiry: a number and a unit (<c>s</c>, <c>m</c>, <c>h</c> or
    /// <c>d</c>), as in <c>"30d"</c>. By default documents do not expire.
    /// </summary>
    public string? Expiry { get; set; }

    /// <summary>
    /// Whether the type gets a static property <c>JsonTypeInfo</c>, with which the serializer of System.Text.Json writes and reads it by
    /// the generated codec, for web frameworks and the like. Not by default.
    /// </summary>
    public bool ExposeJsonTypeInfo { get; set; }
}
