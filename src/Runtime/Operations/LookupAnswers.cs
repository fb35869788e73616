using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using Settee.Dispatch;
using Settee.Transport;
using Settee.Wire;

namespace Settee.Operations;

/// <summary>The answers to a lookup, taken one after the other in the order in which the questions were sent.</summary>
internal ref struct LookupAnswers(RoutedRequest request, ReadOnlySpan<byte> body)
{
    // Before each value: status (2 bytes) and length (4 bytes).
    private const int EntryHeader = 6;

    private readonly int _total = body.Length;
    private ReadOnlySpan<byte> _rest = body;

    /// <summary>Whether the answer of a request has answers to its paths.</summary>
    public static bool AreIn(in ResponseFrame frame) =>
        frame.Status is Status.Success or Status.SubdocSuccessDeleted or Status.SubdocMultiPathFailure or Status.SubdocMultiPathFailureDeleted;

    /// <summary>Where the value of the last answer began.</summary>
    public int Offset { get; private set; }

    /// <summary>The request, for errors that show after it has gone.</summary>
    public readonly IOperationSubject Subject => new PastOperation(RequestErrors.ContextOf(request));

    /// <summary>Takes the next answer.</summary>
    /// <exception cref="DecodingFailureException">The answer ends too early.</exception>
    public Status Take(out ReadOnlySpan<byte> value)
    {
        if (_rest.Length < EntryHeader
            || BinaryPrimitives.ReadUInt32BigEndian(_rest[2..]) is var length && length > (uint)(_rest.Length - EntryHeader))
        {
            throw new DecodingFailureException("the answer ends in the middle of a result", RequestErrors.ContextOf(request));
        }

        var status = (Status)BinaryPrimitives.ReadUInt16BigEndian(_rest);
        Offset = _total - _rest.Length + EntryHeader;
        value = _rest.Slice(EntryHeader, (int)length);
        _rest = _rest[(EntryHeader + (int)length)..];
        return status;
    }

    /// <summary>Takes the next answer, which must be a success.</summary>
    public ReadOnlySpan<byte> TakeValue()
    {
        var status = Take(out var value);
        return status == Status.Success ? value : throw StatusErrors.For(request, status);
    }

    /// <summary>Takes the next answer, which must be an unsigned number.</summary>
    public uint TakeNumber()
    {
        var text = TakeValue();
        return Utf8Parser.TryParse(text, out uint number, out var consumed) && consumed == text.Length
            ? number
            : throw new DecodingFailureException("the answer has no number where the document's metadata belong", RequestErrors.ContextOf(request));
    }

    /// <summary>Takes the next answer as when the document expires.</summary>
    public DateTimeOffset? TakeExpiry() => TakeNumber() is > 0 and var seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>What a path has failed with.</summary>
    public readonly Exception ErrorOf(Status status, ReadOnlySpan<byte> path)
    {
        var context = RequestErrors.ContextOf(request);
        return StatusErrors.ForPath(status, Encoding.UTF8.GetString(path), context) ?? StatusErrors.For(status, context);
    }

    /// <summary>Takes the next answer as the value of a field.</summary>
    /// <exception cref="PathException">There is nothing at its path and there should be, or the path could not be followed.</exception>
    /// <exception cref="DecodingFailureException">What is there does not fit the type.</exception>
    public TValue TakeField<TDocument, TValue>(Field<TDocument, TValue> field)
        where TDocument : IDocument<TDocument> =>
        FieldAnswers.Read(field, Take(out var value), value, request);
}
