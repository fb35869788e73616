using Settee.Wire;

namespace Settee.Transport;

/// <summary>One frame inside the receive buffer; its spans are valid only while it is being handled.</summary>
internal readonly ref struct ResponseFrame
{
    private readonly ReadOnlySpan<byte> _body;

    /// <summary>Takes a header that is consistent and exactly the bytes of its body.</summary>
    public ResponseFrame(scoped in FrameHeader header, ReadOnlySpan<byte> body)
    {
        Header = header;
        _body = body;
    }

    public FrameHeader Header { get; }

    public Status Status => Header.Status;

    public ReadOnlySpan<byte> FramingExtras => _body[..Header.FramingExtrasLength];

    public ReadOnlySpan<byte> Extras => _body.Slice(Header.FramingExtrasLength, Header.ExtrasLength);

    public ReadOnlySpan<byte> Key => _body.Slice(Header.FramingExtrasLength + Header.ExtrasLength, Header.KeyLength);

    public ReadOnlySpan<byte> Value => _body[(Header.FramingExtrasLength + Header.ExtrasLength + Header.KeyLength)..];
}
