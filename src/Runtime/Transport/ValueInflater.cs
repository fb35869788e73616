using System.Buffers;
using Settee.Wire;

namespace Settee.Transport;

/// <summary>
/// Inflates the compressed values of one connection before anyone looks at them, into memory that is kept: nobody else needs to know
/// about compression. A value that is no Snappy block keeps its mark, so that whoever waits for it can say so; the stream is intact.
/// </summary>
internal sealed class ValueInflater : IDisposable
{
    // After a large value the memory goes back to the pool.
    private const int MaxRetainedCapacity = 1024 * 1024;

    private byte[] _scratch = [];

    /// <summary>The frame with its value as it is; valid until the next call.</summary>
    public ResponseFrame Inflate(in FrameHeader header, ReadOnlySpan<byte> body)
    {
        if (_scratch.Length > MaxRetainedCapacity)
            Resize(0);

        if ((header.DataType & DataType.Snappy) == 0)
            return new ResponseFrame(header, body);

        var head = body.Length - header.ValueLength;
        var value = body[head..];
        if (value.IsEmpty)
            return new ResponseFrame(header.WithPlainBody(body.Length), body);

        if (!Snappy.TryGetLength(value, ProtocolLimits.MaxBodyLength, out var length) || length > Snappy.PlausibleLength(value.Length))
            return new ResponseFrame(header, body);

        if (_scratch.Length < head + length)
            Resize(head + length);

        body[..head].CopyTo(_scratch);
        return Snappy.TryDecompress(value, _scratch.AsSpan(head, length))
            ? new ResponseFrame(header.WithPlainBody(head + length), _scratch.AsSpan(0, head + length))
            : new ResponseFrame(header, body);
    }

    public void Dispose() => Resize(0);

    private void Resize(int capacity)
    {
        if (_scratch.Length > 0)
            ArrayPool<byte>.Shared.Return(_scratch);

        _scratch = capacity == 0 ? [] : ArrayPool<byte>.Shared.Rent(capacity);
    }
}
