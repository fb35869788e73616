namespace Settee.Transport;

/// <summary>
/// One timer for all deadlines of a connection: while requests are in flight it fires every few milliseconds, otherwise never.
/// Arming is called under the connection's lock.
/// </summary>
internal sealed class DeadlineSweep : IDisposable
{
    private readonly TimeSpan _resolution;
    private readonly ITimer _timer;
    private bool _armed;

    public DeadlineSweep(TimeProvider time, TimeSpan resolution, Action sweep)
    {
        _resolution = resolution;
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
            _timer = time.CreateTimer(static state => ((Action)state!)(), sweep, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Arm()
    {
        if (!_armed)
            Rearm();
    }

    public void Rearm()
    {
        _armed = true;
        _timer.Change(_resolution, Timeout.InfiniteTimeSpan);
    }

    public void Disarm() => _armed = false;

    public void Dispose() => _timer.Dispose();
}
