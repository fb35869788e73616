namespace Settee.Emulator.Protocol;

/// <summary>What a node has seen. Tests count turns and sockets with it.</summary>
internal sealed class Counters
{
    private readonly long[] _requests = new long[256];
    private long _accepted;
    private long _finished;
    private int _open;

    public long Accepted => Interlocked.Read(ref _accepted);

    public int Open => Volatile.Read(ref _open);

    /// <summary>Requests that have been worked on, or have begun to wait.</summary>
    public long Finished => Interlocked.Read(ref _finished);

    public long Total
    {
        get
        {
            var total = 0L;
            for (var i = 0; i < _requests.Length; i++)
                total += Interlocked.Read(ref _requests[i]);
            return total;
        }
    }

    public void Count(byte opcode) => Interlocked.Increment(ref _requests[opcode]);

    public void Finish() => Interlocked.Increment(ref _finished);

    public long Of(byte opcode) => Interlocked.Read(ref _requests[opcode]);

    public void Opened()
    {
        Interlocked.Increment(ref _accepted);
        Interlocked.Increment(ref _open);
    }

    public void Closed() => Interlocked.Decrement(ref _open);

    public void Reset()
    {
        for (var i = 0; i < _requests.Length; i++)
            Interlocked.Exchange(ref _requests[i], 0);
        Interlocked.Exchange(ref _accepted, 0);
    }
}
