namespace Settee.Emulator.Durability;

/// <summary>How a durable write ended.</summary>
internal enum SyncWriteResult
{
    Pending,
    Acknowledged,
    TimedOut,
}

/// <summary>One durable write waiting for replicas. It ends once: acknowledged, or after its time.</summary>
internal sealed class SyncWrite : IDisposable
{
    private readonly ITimer _timer;
    private readonly Action _ended;
    private readonly TimeProvider _time;
    private ITimer? _acknowledgement;
    private int _result;

    public SyncWrite(TimeProvider time, TimeSpan timeout, Action ended)
    {
        _ended = ended;
        _time = time;
        // Started only when the field is assigned: a timer that fires at once must find it.
        _timer = time.CreateTimer(
            static state => ((SyncWrite)state!).End(SyncWriteResult.TimedOut), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(timeout, Timeout.InfiniteTimeSpan);
    }

    public SyncWriteResult Result => (SyncWriteResult)Volatile.Read(ref _result);

    public void Acknowledge() => End(SyncWriteResult.Acknowledged);

    /// <summary>Lets replicas acknowledge later by themselves.</summary>
    public void AcknowledgeAfter(TimeSpan delay)
    {
        _acknowledgement = _time.CreateTimer(
            static state => ((SyncWrite)state!).Acknowledge(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _acknowledgement.Change(delay, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _timer.Dispose();
        _acknowledgement?.Dispose();
    }

    private void End(SyncWriteResult result)
    {
        if (Interlocked.CompareExchange(ref _result, (int)result, (int)SyncWriteResult.Pending) != (int)SyncWriteResult.Pending)
            return;

        Dispose();
        _ended();
    }
}
