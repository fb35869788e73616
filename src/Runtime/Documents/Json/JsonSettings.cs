using System.Collections.Concurrent;
using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Settee.Documents;

/// <summary>
/// What the writer, the reader and converters must know of a document's conventions while they work. Everything else about them was
/// decided when the code was generated.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class JsonSettings
{
    private readonly ConcurrentDictionary<(Type Type, Type Factory), JsonConverter> _made = new();

    /// <summary>Takes the conventions as options of System.Text.Json.</summary>
    /// <param name="options">Also given to converters.</param>
    public JsonSettings(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        MaxDepth = options.MaxDepth == 0 ? JsonTokenizer.DefaultMaxDepth : options.MaxDepth;
        Encoder = options.Encoder ?? JavaScriptEncoder.Default;
        IsRelaxed = ReferenceEquals(Encoder, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        RefusesDuplicates = !options.AllowDuplicateProperties;
        ReaderOptions = new JsonReaderOptions
        {
            AllowTrailingCommas = options.AllowTrailingCommas,
            CommentHandling = options.ReadCommentHandling,
            MaxDepth = MaxDepth,
        };
        DocumentOptions = new JsonDocumentOptions
        {
            AllowTrailingCommas = options.AllowTrailingCommas,
            CommentHandling = options.ReadCommentHandling,
            MaxDepth = MaxDepth,
            AllowDuplicateProperties = options.AllowDuplicateProperties,
        };
    }

    /// <summary>Camel case names and relaxed escaping.</summary>
    public static JsonSettings Default { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>Names as they are and everything escaped: System.Text.Json without options.</summary>
    internal static JsonSettings Html { get; } = new(new JsonSerializerOptions());

    /// <summary>What converters are given. Without a resolver, as nothing is found by reflection.</summary>
    internal JsonSerializerOptions Options { get; }

    internal JavaScriptEncoder Encoder { get; }

    /// <summary>Whether strings are escaped as little as possible, for which there is a faster way.</summary>
    internal bool IsRelaxed { get; }

    internal int MaxDepth { get; }

    internal JsonReaderOptions ReaderOptions { get; }

    internal JsonDocumentOptions DocumentOptions { get; }

    internal bool RefusesDuplicates { get; }

    /// <summary>The converter that a factory makes for a type, made once.</summary>
    internal JsonConverter<T> ConverterOf<T, TFactory>()
        where TFactory : JsonConverterFactory, new() =>
        (JsonConverter<T>)_made.GetOrAdd(
            (typeof(T), typeof(TFactory)),
            static (_, options) => new TFactory().CreateConverter(typeof(T), options)
                ?? throw new InvalidOperationException($"{typeof(TFactory)} makes no converter for {typeof(T)}."),
            Options);

    /// <summary>Whether a value in a member of the type object is a number that is put in quotes; for others the generated code decides.</summary>
    internal bool IsText(object value)
    {
        if (Options.NumberHandling is JsonNumberHandling.Strict or JsonNumberHandling.AllowReadingFromString)
            return false;

        return (Options.NumberHandling & JsonNumberHandling.WriteAsString) != 0
            ? value is int or long or double or decimal or float or byte or sbyte or short or ushort or uint or ulong
            : value is double and not (> double.NegativeInfinity and < double.PositiveInfinity)
                or float and not (> float.NegativeInfinity and < float.PositiveInfinity);
    }
}
