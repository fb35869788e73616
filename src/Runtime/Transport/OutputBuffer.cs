using System.Buffers;

namespace Settee.Transport;

/// <summary>
/// Two buffers that trade places: callers append to one while the other is being sent. Not thread-safe: used under the connection's
/// lock, except that the memory of <see cref="BeginSend"/> belongs to the sender until <see cref="EndSend"/>.
/// </summary>
internal sealed class OutputBuffer : IDisposable
{
    private const int InitialCapacity = 16 * 1024;

    // After a burst of large values the buffers shrink back to this.
    private const int MaxRetainedCapacity = 1024 * 1024;

    private byte[] _appending = ArrayPool<byte>.Shared.Rent(InitialCapacity);
    private byte[] _idle = ArrayPool<byte>.Shared.Rent(InitialCapacity);
    private byte[]? _sending;

    public int Length { get; private set; }

    /// <summary>Room for a frame of exactly this length, counted as appended.</summary>
    public Span<byte> Append(int length)
    {
        var required = checked(Length + length);
        if (required > _appending.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(required, _appending.Length * 2));
            _appending.AsSpan(0, Length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_appending);
            _appending = larger;
        }

        var span = _appending.AsSpan(Length, length);
        Length = required;
        return span;
    }

    /// <summary>Hands everything appended so far to the sender.</summary>
    public ReadOnlyMemory<byte> BeginSend()
    {
        var memory = _appending.AsMemory(0, Length);
        _sending = _appending;
        _appending = _idle;
        Length = 0;
        return memory;
    }

    /// <summary>The sent buffer may be appended to again.</summary>
    public void EndSend()
    {
        var sent = _sending!;
        _sending = null;
        if (sent.Length > MaxRetainedCapacity)
        {
            ArrayPool<byte>.Shared.Return(sent);
            sent = ArrayPool<byte>.Shared.Rent(InitialCapacity);
        }

        _idle = sent;
    }

    public void Dispose()
    {
        // A buffer that is still being sent is left to the garbage collector: its memory may be in use by the socket.
        ArrayPool<byte>.Shared.Return(_appending);
        if (_sending is null)
            ArrayPool<byte>.Shared.Return(_idle);
    }
}
