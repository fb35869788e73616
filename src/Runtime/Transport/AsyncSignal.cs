using System.Threading.Tasks.Sources;

namespace Settee.Transport;

/// <summary>
/// Wakes one waiting loop, again and again, without allocating. Raising it before the wait is remembered once. The loop resumes behind
/// the work that already waits for the thread pool, never on the thread that raises the signal: for the flusher this means that callers
/// who are about to append get to do so first.
/// </summary>
internal sealed class AsyncSignal : IValueTaskSource, IThreadPoolWorkItem
{
    private const int Idle = 0;
    private const int Set = 1;
    private const int Waiting = 2;

    private ManualResetValueTaskSourceCore<bool> _core;
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
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute() => _core.SetResult(true);

    void IValueTaskSource.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
