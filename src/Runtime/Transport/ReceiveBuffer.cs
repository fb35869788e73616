using System.Buffers;
using Settee.Wire;

namespace Settee.Transport;

/// <summary>Holds the bytes that have arrived but are not handled yet, and cuts frames out of them in place.</summary>
internal sealed class ReceiveBuffer : IDisposable
{
    private const int InitialCapacity = 64 * 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(InitialCapacity);
    private int _start;
    private int _end;

    /// <summary>Where the next read may go; never empty.</summary>
    public Memory<byte> Free
    {
        get
        {
            MakeRoom();
            return _bytes.AsMemory(_end);
        }
    }

    public void Received(int count) => _end += count;

    /// <summary>Cuts the next complete frame; false when more bytes are needed.</summary>
    /// <exception cref="ProtocolViolationException">The bytes are no frame.</exception>
    public bool TryReadFrame(out FrameHeader header, out ReadOnlySpan<byte> body)
    {
        header = default;
        body = default;
        if (_end - _start < FrameHeader.Size)
            return false;

        header = FrameHeader.Read(_bytes.AsSpan(_start));
        Validate(header);
        if (_end - _start < header.FrameLength)
            return false;

        body = _bytes.AsSpan(_start + FrameHeader.Size, header.BodyLength);
        _start += header.FrameLength;
        return true;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    private static void Validate(in FrameHeader header)
    {
        if (header.Magic is not (Magic.Response or Magic.FlexibleResponse or Magic.ServerRequest))
            throw new ProtocolViolationException($"A frame begins with the byte 0x{(byte)header.Magic:x2}, which no server sends.");

        if (!header.IsConsistent)
            throw new ProtocolViolationException($"The parts of a frame ({header.Opcode}) are longer than its body of {header.BodyLength} bytes.");

        if (header.BodyLength > ProtocolLimits.MaxBodyLength)
        {
            throw new ProtocolViolationException(
                $"A frame ({header.Opcode}) announces {header.BodyLength} bytes; the protocol ends at {ProtocolLimits.MaxBodyLength}.");
        }
    }

    // Bytes move only when a frame is cut off by the buffer's end, and the buffer grows only for a frame larger than itself.
    private void MakeRoom()
    {
        var pending = _end - _start;
        var wanted = InitialCapacity;
        if (pending >= FrameHeader.Size)
            wanted = Math.Max(wanted, FrameHeader.Read(_bytes.AsSpan(_start)).FrameLength);

        if (pending == 0)
            _start = _end = 0;

        if (wanted > _bytes.Length || (wanted == InitialCapacity && _bytes.Length > 8 * InitialCapacity))
        {
            var replacement = ArrayPool<byte>.Shared.Rent(wanted);
            _bytes.AsSpan(_start, pending).CopyTo(replacement);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = replacement;
            _start = 0;
            _end = pending;
        }
        else if (_start > 0 && _start + wanted > _bytes.Length)
        {
            _bytes.AsSpan(_start, pending).CopyTo(_bytes);
            _start = 0;
            _end = pending;
        }
    }
}
