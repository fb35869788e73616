using System.Text.Json;
using Settee.Dispatch;
using Settee.Documents;
using Settee.Wire;

namespace Settee;

/// <summary>What the answer to a field means.</summary>
internal static class FieldAnswers
{
    public static TValue Read<TDocument, TValue>(
        Field<TDocument, TValue> field, Status status, ReadOnlySpan<byte> value, IOperationSubject subject)
        where TDocument : IDocument<TDocument>
    {
        if (status != Status.Success)
            return IsMissing(field, status) && field.Reader.IsOptional ? field.Reader.Missing : throw ErrorOf(field, status, subject);

        try
        {
            return field.Reader.Read(value, TDocument.Schema.Json);
        }
        catch (JsonException e)
        {
            var context = subject.Describe();
            throw new DecodingFailureException(
                $"the value at the path '{context.Redaction.User(field)}' cannot be read as {typeof(TValue).Name}: {context.Redaction.User(e.Message)}", context, e);
        }
    }

    /// <summary>
    /// Whether nothing is there: the path ends early, or what should be an object or list is null, on the way or where elements are counted.
    /// </summary>
    private static bool IsMissing<TDocument>(Field<TDocument> field, Status status)
        where TDocument : IDocument<TDocument> =>
        status == Status.SubdocPathNotFound
        || (status == Status.SubdocPathMismatch && (field.Path.IsNested || field.Opcode == Opcode.SubdocGetCount));

    private static Exception ErrorOf<TDocument>(Field<TDocument> field, Status status, IOperationSubject subject)
        where TDocument : IDocument<TDocument>
    {
        var context = subject.Describe();
        return StatusErrors.ForPath(status, field.ToString(), context) ?? StatusErrors.For(status, context);
    }
}
