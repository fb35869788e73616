using System.Text.Json;
using System.Text.Json.Serialization;

namespace Settee;

/// <summary>
/// How documents become JSON, decided when the code is generated: for all documents of an assembly, or for one document type and
/// everything in it. The members have the names and meanings of <see cref="JsonSourceGenerationOptionsAttribute"/>; what is not given
/// stays as it is: for a type as its assembly says, for an assembly camel case names and relaxed escaping.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class JsonDefaultsAttribute : Attribute
{
    /// <summary>Starts from the conventions that hold without the attribute.</summary>
    public JsonDefaultsAttribute()
    {
    }

    /// <summary>
    /// Starts from what System.Text.Json calls by this name. <see cref="JsonSerializerDefaults.General"/> alone makes documents exactly
    /// what <see cref="JsonSerializer"/> makes of them without options.
    /// </summary>
    /// <param name="defaults">General, Web or Strict.</param>
    public JsonDefaultsAttribute(JsonSerializerDefaults defaults) => Defaults = defaults;

    /// <summary>What the other members are measured against; null for Settee's conventions.</summary>
    public JsonSerializerDefaults? Defaults { get; }

    /// <summary>How member names become JSON names; camel case by default.</summary>
    public JsonKnownNamingPolicy PropertyNamingPolicy { get; set; }

    /// <summary>How string and enum keys of dictionaries are written; as they are by default.</summary>
    public JsonKnownNamingPolicy DictionaryKeyPolicy { get; set; }

    /// <summary>What is escaped in strings and names; only what must be by default.</summary>
    public JsonEscaping Escaping { get; set; }

    /// <summary>Which members are left out when they are written; none by default. Not <see cref="JsonIgnoreCondition.Always"/>.</summary>
    public JsonIgnoreCondition DefaultIgnoreCondition { get; set; }

    /// <summary>Whether numbers may stand in strings, in which direction; strictly not by default.</summary>
    public JsonNumberHandling NumberHandling { get; set; }

    /// <summary>Whether collections and objects that an instance has are filled or replaced; replaced by default.</summary>
    public JsonObjectCreationHandling PreferredObjectCreationHandling { get; set; }

    /// <summary>Whether public fields take part; not by default.</summary>
    public bool IncludeFields { get; set; }

    /// <summary>Whether enums are written by name; as numbers by default.</summary>
    public bool UseStringEnumConverter { get; set; }

    /// <summary>Whether names in the JSON match in any case; only exactly by default.</summary>
    public bool PropertyNameCaseInsensitive { get; set; }

    /// <summary>Whether a name in the JSON that no member has is an error; it is skipped by default.</summary>
    public JsonUnmappedMemberHandling UnmappedMemberHandling { get; set; }

    /// <summary>Whether a name may come twice in an object; it may by default, and the last value counts.</summary>
    public bool AllowDuplicateProperties { get; set; }

    /// <summary>Whether properties without a public setter are left out, collections excepted; they are written by default.</summary>
    public bool IgnoreReadOnlyProperties { get; set; }

    /// <summary>Whether readonly fields are left out; they are written by default, where fields take part.</summary>
    public bool IgnoreReadOnlyFields { get; set; }

    /// <summary>Whether a null for a member that is declared not to be null is an error, in both directions; it passes by default.</summary>
    public bool RespectNullableAnnotations { get; set; }

    /// <summary>Whether JSON without a constructor parameter that has no default value is refused; it is read as zero or null by default.</summary>
    public bool RespectRequiredConstructorParameters { get; set; }

    /// <summary>Whether the member that says which type an object is may stand anywhere; it must be the first by default.</summary>
    public bool AllowOutOfOrderMetadataProperties { get; set; }

    /// <summary>As what a value of the type <see cref="object"/> is read: an element by default, or a node.</summary>
    public JsonUnknownTypeHandling UnknownTypeHandling { get; set; }

    /// <summary>Whether comments are skipped; they are errors by default. Not <see cref="JsonCommentHandling.Allow"/>.</summary>
    public JsonCommentHandling ReadCommentHandling { get; set; }

    /// <summary>Whether a comma may follow the last element; it is an error by default.</summary>
    public bool AllowTrailingCommas { get; set; }

    /// <summary>How deep arrays and objects may be nested; 64 by default.</summary>
    public int MaxDepth { get; set; }
}

/// <summary>What is escaped in JSON strings.</summary>
public enum JsonEscaping
{
    /// <summary>
    /// What JSON demands, and characters that are invisible or do not fit in 16 bits. Text stays readable for everybody who looks at the
    /// stored document; it must not be put into HTML as it is.
    /// </summary>
    Relaxed = 0,

    /// <summary>Everything that is not ASCII, and the characters with a meaning in HTML: the default of System.Text.Json.</summary>
    Html = 1,
}
