namespace Settee.Dispatch;

/// <summary>
/// Stops requests to a node that takes them and does not answer, so that callers are told what is wrong instead of running into one
/// time-out after the other. Only time-outs count as failures: a lost connection shows by itself, and every answer proves that the node
/// works. Costs nothing while there are no time-outs.
/// </summary>
internal sealed class CircuitBreaker(CircuitBreakerOptions options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private volatile bool _isOpen;
    private long _windowStart = time.GetTimestamp();
    private long _answersBefore;
    private long _timeouts;

    public bool IsOpen => _isOpen;

    /// <summary>How long the node is left alone before it is probed.</summary>
    public TimeSpan SleepWindow => options.SleepWindow;

    /// <summary>Counts a time-out against all answers so far; true when this opened the breaker.</summary>
    public bool RecordTimeout(long answers)
    {
        if (!options.Enabled)
            return false;

        lock (_gate)
        {
            if (_isOpen)
                return false;

            // Also after a reconnect, when the connection counts from zero again.
            if (time.GetElapsedTime(_windowStart) > options.RollingWindow || answers < _answersBefore)
                StartWindow(answers);

            _timeouts++;
            var total = answers - _answersBefore + _timeouts;
            if (total < options.VolumeThreshold || _timeouts * 100 < (long)options.ErrorThresholdPercentage * total)
                return false;

            _isOpen = true;
            return true;
        }
    }

    /// <summary>The node answers again.</summary>
    public void Close()
    {
        lock (_gate)
        {
            // Above any count, so that the next time-out starts a window of its own.
            StartWindow(long.MaxValue);
            _isOpen = false;
        }
    }

    private void StartWindow(long answers)
    {
        _windowStart = time.GetTimestamp();
        _answersBefore = answers;
        _timeouts = 0;
    }
}
