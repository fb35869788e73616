namespace Runtime.Tests.Support;

/// <summary>A clock that moves only when the test says so; timers fire inside <see cref="Advance"/>, in order.</summary>
internal sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private long _changes;
    private long _now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Timers that are waiting: a loop that ended must have left none behind.</summary>
    public int ActiveTimers
    {
        get
        {
            lock (_gate)
                return _timers.Count(timer => timer.Due != long.MaxValue);
        }
    }

    /// <summary>Rises whenever a timer is made or disposed: as long as it does, something is going on.</summary>
    public long Changes => Interlocked.Read(ref _changes);

    /// <summary>How long it is until the next timer fires; null when none is waiting.</summary>
    public TimeSpan? UntilNextTimer
    {
        get
        {
            lock (_gate)
            {
                var next = _timers.Select(timer => timer.Due).DefaultIfEmpty(long.MaxValue).Min();
                return next == long.MaxValue ? null : TimeSpan.FromTicks(Math.Max(0, next - GetTimestamp()));
            }
        }
    }

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _now), TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref _changes);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        var end = Interlocked.Read(ref _now) + by.Ticks;
        while (true)
        {
            ManualTimer? next;
            lock (_gate)
            {
                next = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
                if (next is null)
                {
                    Interlocked.Exchange(ref _now, end);
                    return;
                }

                Interlocked.Exchange(ref _now, Math.Max(Interlocked.Read(ref _now), next.Due));
                next.Due = next.Period > 0 ? next.Due + next.Period : long.MaxValue;
            }

            next.Fire();
        }
    }

    private sealed class ManualTimer(ManualTimeProvider owner, TimerCallback callback, object? state) : ITimer
    {
        public long Due { get; set; } = long.MaxValue;

        public long Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool isDue;
            lock (owner._gate)
            {
                Period = period > TimeSpan.Zero ? period.Ticks : 0;
                Due = dueTime < TimeSpan.Zero ? long.MaxValue : owner.GetTimestamp() + dueTime.Ticks;
                if (!owner._timers.Contains(this))
                    owner._timers.Add(this);

                isDue = dueTime == TimeSpan.Zero;
                if (isDue)
                    Due = Period > 0 ? Due + Period : long.MaxValue;
            }

            if (isDue)
                Fire();

            return true;
        }

        public void Dispose()
        {
            Interlocked.Increment(ref owner._changes);
            lock (owner._gate)
                owner._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
