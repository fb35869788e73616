using Settee.Documents;

namespace Settee;

/// <summary>Other questions about a field than its value.</summary>
public static class FieldQuestions
{
    /// <summary>Whether there is something, be it null.</summary>
    /// <typeparam name="TDocument">The document type.</typeparam>
    /// <param name="field">The field.</param>
    public static Field<TDocument, bool> Exists<TDocument>(this Field<TDocument> field)
        where TDocument : IDocument<TDocument>
    {
        ArgumentNullException.ThrowIfNull(field);
        return new Field<TDocument, bool>(field.Path, PresenceReader.Instance);
    }

    /// <summary>How many elements a list, or members an object or dictionary, has; zero where an optional one is not there.</summary>
    /// <typeparam name="TDocument">The document type.</typeparam>
    /// <typeparam name="TValue">The type of the list, object or dictionary.</typeparam>
    /// <param name="field">The field.</param>
    public static Field<TDocument, int> Count<TDocument, TValue>(this Field<TDocument, TValue> field)
        where TDocument : IDocument<TDocument>
    {
        ArgumentNullException.ThrowIfNull(field);
        return new Field<TDocument, int>(field.Path, field.Reader.IsOptional ? CountReader.Optional : CountReader.Required);
    }

    /// <summary>The value, or the default of its type where there is none: null, zero, false.</summary>
    /// <typeparam name="TDocument">The document type.</typeparam>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="field">The field.</param>
    public static Field<TDocument, TValue?> OrDefault<TDocument, TValue>(this Field<TDocument, TValue> field)
        where TDocument : IDocument<TDocument>
    {
        ArgumentNullException.ThrowIfNull(field);
        return new Field<TDocument, TValue?>(field.Path, new FallbackReader<TValue?>(field.Reader!, default));
    }

    /// <summary>The value, or another one where there is none or null.</summary>
    /// <typeparam name="TDocument">The document type.</typeparam>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="field">The field.</param>
    /// <param name="fallback">What is read instead of nothing.</param>
    public static Field<TDocument, TValue> Or<TDocument, TValue>(this Field<TDocument, TValue?> field, TValue fallback)
        where TDocument : IDocument<TDocument>
    {
        ArgumentNullException.ThrowIfNull(field);
        return new Field<TDocument, TValue>(field.Path, new FallbackReader<TValue>(field.Reader!, fallback));
    }

    /// <summary>The value, or another one where there is none or null.</summary>
    /// <typeparam name="TDocument">The document type.</typeparam>
    /// <typeparam name="TValue">The type of the value.</typeparam>
    /// <param name="field">The field.</param>
    /// <param name="fallback">What is read instead of nothing.</param>
    public static Field<TDocument, TValue> Or<TDocument, TValue>(this Field<TDocument, TValue?> field, TValue fallback)
        where TDocument : IDocument<TDocument>
        where TValue : struct
    {
        ArgumentNullException.ThrowIfNull(field);
        return new Field<TDocument, TValue>(field.Path, new NullFallbackReader<TValue>(field.Reader, fallback));
    }
}
