using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Settee.Documents;

public ref partial struct JsonReader
{
    /// <summary>The error for a value that does not fit a type.</summary>
    /// <typeparam name="T">The type that was to be read.</typeparam>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly JsonException Unconvertible<T>() => Failure($"The JSON value could not be converted to {typeof(T)}.");

    /// <summary>The error for an object that lacks required members.</summary>
    /// <typeparam name="T">The type that was to be read.</typeparam>
    /// <param name="names">The missing names, comma separated.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly JsonException MissingRequired<T>(string names) =>
        Failure($"JSON deserialization for type '{typeof(T)}' was missing required properties including: {names}.");

    /// <summary>The error for a name that no member has.</summary>
    /// <typeparam name="T">The type that was to be read.</typeparam>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly JsonException Unmapped<T>() =>
        Failure($"The JSON property could not be mapped to any .NET member contained in type '{typeof(T)}'.");

    /// <summary>The error for a name that comes twice in an object.</summary>
    /// <typeparam name="T">The type that was to be read.</typeparam>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly JsonException Duplicate<T>() =>
        Failure($"A JSON property comes twice, which is not allowed for type '{typeof(T)}'.");

    /// <summary>The error for a null where the declaration of a member allows none.</summary>
    /// <typeparam name="T">The type that was to be read.</typeparam>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly JsonException NullRefused<T>() =>
        Failure($"The JSON value is null, and the member of type '{typeof(T)}' is declared not to be.");

    /// <summary>The one place where read errors are made: says what, where in the document and where in the text.</summary>
    private readonly JsonException Failure(string message, Exception? cause = null)
    {
        var (line, position) = JsonPath.PositionOf(_json, _start + _reader.BytesConsumed);
        return Located(message, PathAt(_start + _reader.TokenStartIndex), line, position, cause);
    }

    /// <summary>The error for a place where no token is: the text is read once more, by a reader that says what it misses.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly JsonException NoToken(long tokenStart = long.MaxValue)
    {
        var reader = new Utf8JsonReader(_json, _settings.ReaderOptions);
        try
        {
            while (reader.Read())
            {
                // Up to the error.
            }
        }
        catch (JsonException exception)
        {
            return Broken(exception, tokenStart);
        }

        return Failure("The JSON text ends too early.");
    }

    /// <summary>Adds the path to an error of the tokenizer, which knows the place in the text already.</summary>
    private readonly JsonException Broken(JsonException cause, long tokenStart = long.MaxValue)
    {
        // The text before the tokenizer's own " LineNumber: …" suffix; the located message appends one of its own.
        var message = cause.Message;
        var suffix = message.LastIndexOf(" LineNumber: ", StringComparison.Ordinal);
        if (suffix >= 0)
            message = message[..suffix];

        // Of a literal that is none, as of "truw", the tokenizer quotes all that follows in the document. What is stored is not told.
        var quoted = message.LastIndexOf("' is an invalid JSON literal", StringComparison.Ordinal);
        return Located(
            quoted < 0 ? message : $"The text{message[(quoted + 1)..]}",
            PathAt(tokenStart),
            cause.LineNumber ?? 0,
            cause.BytePositionInLine ?? 0,
            quoted < 0 ? cause : null);
    }

    /// <summary>Text that is not valid UTF-8 or UTF-16, found when a string is looked at.</summary>
    private readonly JsonException Broken(InvalidOperationException cause) => Failure(cause.Message, cause);

    private readonly string PathAt(long tokenStart) => JsonPath.At(_json, tokenStart, _settings.ReaderOptions);

    private static JsonException Located(string message, string path, long line, long position, Exception? cause) =>
        new($"{message} Path: {path} | LineNumber: {line} | BytePositionInLine: {position}.", path, line, position, cause);
}
