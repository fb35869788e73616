namespace Settee.Emulator;

/// <summary>
/// The system's clock, which can be moved forward: expiry, locks and time-outs come at once then. Without being moved it goes like any
/// clock.
/// </summary>
public sealed class EmulatorTimeProvider : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly HashSet<MovedTimer> _timers = [];
    private TimeSpan _offset;

    /// <summary>How far the clock is ahead of the system's.</summary>
    public TimeSpan Offset
    {
        get
        {
            lock (_gate)
                return _offset;
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;

    /// <inheritdoc/>
    public override long GetTimestamp() => System.GetTimestamp() + (long)(Offset.TotalSeconds * TimestampFrequency);

    /// <summary>Moves the clock. What becomes due on the way happens.</summary>
    /// <param name="by">How far; not negative, because clocks do not go back.</param>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        MovedTimer[] timers;
        lock (_gate)
        {
            _offset += by;
            timers = [.. _timers];
        }

        foreach (var timer in timers)
            timer.Restart();
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new MovedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class MovedTimer : ITimer
    {
        private readonly EmulatorTimeProvider _owner;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private readonly ITimer _inner;
        private DateTimeOffset _due;
        private TimeSpan _period;

        public MovedTimer(EmulatorTimeProvider owner, TimerCallback callback, object? state)
        {
            _owner = owner;
            _callback = callback;
            _state = state;
            _inner = System.CreateTimer(
                static self => ((MovedTimer)self!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_owner._gate)
            {
                _period = period;
                _due = dueTime == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : System.GetUtcNow() + _owner._offset + dueTime;
                if (dueTime == Timeout.InfiniteTimeSpan)
                    _owner._timers.Remove(this);
                else
                    _owner._timers.Add(this);
            }

            return _inner.Change(dueTime, Timeout.InfiniteTimeSpan);
        }

        /// <summary>Waits for what is left after the clock was moved.</summary>
        public void Restart()
        {
            TimeSpan left;
            lock (_owner._gate)
            {
                if (!_owner._timers.Contains(this))
                    return;
                left = _due - System.GetUtcNow() - _owner._offset;
            }

            _inner.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }

        public void Dispose()
        {
            lock (_owner._gate)
                _owner._timers.Remove(this);
            _inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire()
        {
            lock (_owner._gate)
            {
                if (!_owner._timers.Remove(this))
                    return;
            }

            if (_period != Timeout.InfiniteTimeSpan)
                Change(_period, _period);
            _callback(_state);
        }
    }
}
