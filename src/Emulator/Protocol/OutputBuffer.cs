using System.Buffers;

namespace Settee.Emulator.Protocol;

/// <summary>
/// Collects answers and sends them in one go. The connection's loop appends and flushes; pushes from other threads append and flush
/// too. Whoever flushes first sends for all.
/// </summary>
internal sealed class OutputBuffer(Stream stream) : IDisposable
{
    /// <summary>A client that does not read what it asked for is cut off here.</summary>
    private const int Limit = 256 * 1024 * 1024;

    private const int KeptCapacity = 1024 * 1024;
    private readonly Lock _gate = new();
    private byte[] _filling = ArrayPool<byte>.Shared.Rent(16 * 1024);
    private byte[] _sending = [];
    private int _length;
    private Task _flush = Task.CompletedTask;
    private bool _busy;
    private bool _closed;

    public int Length
    {
        get
        {
            lock (_gate)
                return _length;
        }
    }

    /// <summary>Appends what <paramref name="write"/> puts into a span of <paramref name="length"/> bytes.</summary>
    public void Append<TState>(int length, TState state, SpanAction<byte, TState> write)
        where TState : allows ref struct
    {
        lock (_gate)
        {
            if (_closed)
                return;

            Reserve(length);
            write(_filling.AsSpan(_length, length), state);
            _length += length;
        }
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (_closed)
                return;

            Reserve(bytes.Length);
            bytes.CopyTo(_filling.AsSpan(_length));
            _length += bytes.Length;
        }
    }

    /// <summary>Cuts what was appended last back to <paramref name="length"/> bytes in all.</summary>
    public void Truncate(int length)
    {
        lock (_gate)
            _length = Math.Min(_length, length);
    }

    /// <summary>Takes out what was appended behind <paramref name="length"/> bytes.</summary>
    public byte[] TakeFrom(int length)
    {
        lock (_gate)
        {
            if (_length <= length)
                return [];

            var taken = _filling.AsSpan(length, _length - length).ToArray();
            _length = length;
            return taken;
        }
    }

    /// <summary>How many bytes are sent at a time; 0 for as many as there are.</summary>
    public int PieceLength { get; set; }

    /// <summary>Sends everything appended so far. The task belongs to whoever is sending already.</summary>
    public Task FlushAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            // The flag, not the task: it falls under the gate, so nothing appended after the last look is left behind.
            if (_busy)
                return _flush;
            if (_length == 0 || _closed)
                return Task.CompletedTask;

            _busy = true;
            return _flush = SendAsync(cancellationToken);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            // The arrays are not returned: a send may still be reading one.
            _closed = true;
            _length = 0;
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            int length;
            lock (_gate)
            {
                if (_length == 0 || _closed)
                {
                    _busy = false;
                    return;
                }

                length = _length;
                _length = 0;
                (_filling, _sending) = (_sending.Length > 0 ? _sending : ArrayPool<byte>.Shared.Rent(16 * 1024), _filling);
            }

            var piece = PieceLength == 0 ? length : PieceLength;
            for (var sent = 0; sent < length; sent += piece)
                await stream.WriteAsync(_sending.AsMemory(sent, Math.Min(piece, length - sent)), cancellationToken).ConfigureAwait(false);
            if (_sending.Length > KeptCapacity)
                _sending = [];
        }
    }

    private void Reserve(int length)
    {
        var needed = checked(_length + length);
        if (needed <= _filling.Length)
            return;
        if (needed > Limit)
            throw new IOException("The client does not read its answers.");

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _filling.Length * 2));
        _filling.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_filling);
        _filling = larger;
    }
}
