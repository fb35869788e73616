using Settee.Dispatch;
using Settee.Wire;

namespace Settee;

/// <summary>The values of any number of fields, each read when it is asked for.</summary>
/// <typeparam name="TDocument">The document type.</typeparam>
public sealed class FieldValues<TDocument>
    where TDocument : IDocument<TDocument>
{
    private readonly Field<TDocument>[] _fields;
    private readonly FieldAnswer[] _answers;
    private readonly IOperationSubject _subject;

    internal FieldValues(Field<TDocument>[] fields, FieldAnswer[] answers, IOperationSubject subject)
    {
        _fields = fields;
        _answers = answers;
        _subject = subject;
    }

    /// <summary>The value of a field.</summary>
    /// <typeparam name="TValue">Its type.</typeparam>
    /// <param name="field">One of the fields of the lookup.</param>
    /// <exception cref="InvalidArgumentException">It is none of the fields of the lookup.</exception>
    /// <exception cref="PathNotFoundException">Nothing is there, and the field's type knows no null.</exception>
    /// <exception cref="PathException">The path could not be followed.</exception>
    /// <exception cref="DecodingFailureException">What is there does not fit the type.</exception>
    public TValue Of<TValue>(Field<TDocument, TValue> field)
    {
        ArgumentNullException.ThrowIfNull(field);
        for (var i = 0; i < _fields.Length; i++)
        {
            var asked = _fields[i];
            if (ReferenceEquals(asked, field) || (asked.Opcode == field.Opcode && asked.Path.Utf8.SequenceEqual(field.Path.Utf8)))
                return FieldAnswers.Read(field, _answers[i].Status, _answers[i].Value.Span, _subject);
        }

        throw new InvalidArgumentException($"The lookup did not ask for '{field}'; it asked for {string.Join(", ", _fields.Select(static f => $"'{f}'"))}.");
    }
}

/// <summary>One answer, kept.</summary>
internal readonly record struct FieldAnswer(Status Status, ReadOnlyMemory<byte> Value);

/// <summary>What an error is about, after its request has gone.</summary>
internal sealed class PastOperation(OperationContext context) : IOperationSubject
{
    public OperationContext Describe() => context;
}
