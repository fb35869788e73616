using System.Buffers;

namespace Settee.Wire;

/// <summary>
/// A growing byte buffer that is kept and reused with its owner, so that encoding a request of the usual size allocates nothing.
/// Not thread-safe: one owner at a time.
/// </summary>
internal sealed class FrameBuffer : IBufferWriter<byte>
{
    private const int InitialCapacity = 512;

    // A buffer that once held a huge value is not kept at that size for ever.
    private const int MaxRetainedCapacity = 64 * 1024;

    private byte[] _bytes = [];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>The written part again, for patching lengths that are known only later.</summary>
    public Span<byte> WrittenForUpdate => _bytes.AsSpan(0, Length);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _bytes.Length - Length);
        Length += count;
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        EnsureRoom(sizeHint);
        return _bytes.AsSpan(Length);
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        EnsureRoom(sizeHint);
        return _bytes.AsMemory(Length);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>Takes back what was written after <paramref name="length"/>.</summary>
    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length);
        Length = length;
    }

    /// <summary>Forgets the content and keeps the memory, unless it has become unusually large.</summary>
    public void Reset()
    {
        Length = 0;
        if (_bytes.Length > MaxRetainedCapacity)
            _bytes = [];
    }

    private void EnsureRoom(int sizeHint)
    {
        sizeHint = Math.Max(sizeHint, 1);
        if (_bytes.Length - Length >= sizeHint)
            return;

        var capacity = Math.Max(Math.Max(InitialCapacity, checked(Length + sizeHint)), (int)Math.Min(_bytes.Length * 2L, Array.MaxLength));
        Array.Resize(ref _bytes, capacity);
    }
}
