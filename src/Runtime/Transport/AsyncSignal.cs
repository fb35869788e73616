using System.Threading.Tasks.Sources;

namespace Settee.Transport;

/// <summary>
/// Wakes one waiting loop, again and again, without allocating. Setting it before the wait is remembered once. The loop resumes on the
/// thread pool, never on the thread that sets the signal.
/// </summary>
internal sealed class AsyncSignal : IValueTaskSource
{
    private const int Idle = 0;
    private const int Set = 1;
    private const int Waiting = 2;

    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };
    private int _state;

    public ValueTask WaitAsync()
    {
        _core.Reset();
        if (Interlocked.CompareExchange(ref _state, Waiting, Idle) == Idle)
            return new ValueTask(this, _core.Version);

        Volatile.Write(ref _state, Idle);
        return default;
    }

    public void Raise()
    {
        if (Interlocked.CompareExchange(ref _state, Set, Idle) != Waiting)
            return;

        if (Interlocked.CompareExchange(ref _state, Idle, Waiting) == Waiting)
            _core.SetResult(true);
    }

    void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
