using System.ComponentModel;
using Settee.Documents;

namespace Settee;

/// <summary>
/// What the generator writes for a type marked with <see cref="DocumentAttribute"/>. Static abstract members: the compiler and the
/// JIT bind them per type, nothing is registered or looked up.
/// </summary>
/// <typeparam name="TSelf">The document type itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public interface IDocument<TSelf>
    where TSelf : IDocument<TSelf>
{
    /// <summary>The fixed facts of the document type.</summary>
    static abstract DocumentSchema Schema { get; }

    /// <summary>The fields of which the whole document is read; none when it has parts that no path leads to.</summary>
    static virtual IReadOnlyList<Field<TSelf>> AllFields => [];

    /// <summary>The key under which the document is stored, built from its members.</summary>
    /// <param name="document">The document.</param>
    /// <exception cref="InvalidArgumentException">A member of the key is null or empty, or the key is too long.</exception>
    static abstract DocumentKey<TSelf> KeyOf(TSelf document);

    /// <summary>What the document's <see cref="MetaAttribute"/> members hold; default values for kinds it has no member for.</summary>
    /// <param name="document">The document.</param>
    static abstract DocumentMetadata<TSelf> MetadataOf(TSelf document);

    /// <summary>Writes the document as JSON.</summary>
    /// <param name="writer">Receives the JSON.</param>
    /// <param name="document">The document.</param>
    static abstract void Write(ref JsonWriter writer, TSelf document);

    /// <summary>Reads the document from JSON and fills its <see cref="MetaAttribute"/> members.</summary>
    /// <param name="reader">Positioned before the first token.</param>
    /// <param name="metadata">Key, CAS and, where it is known, expiry of the stored document.</param>
    /// <exception cref="System.Text.Json.JsonException">The JSON is broken or does not fit the type.</exception>
    static abstract TSelf Read(ref JsonReader reader, in DocumentMetadata<TSelf> metadata);
}
