namespace Settee;

/// <summary>
/// Decides whether and when an operation is tried again. Reasons that prove that nothing was executed and that only need a fresh map
/// or collection id are always retried, whatever the strategy. No strategy extends the time-out.
/// </summary>
public abstract class RetryStrategy
{
    /// <summary>Retries with a delay that doubles from 1 ms to 500 ms until the time-out. The default.</summary>
    public static RetryStrategy BestEffort { get; } = new BestEffortStrategy();

    /// <summary>Never retries.</summary>
    public static RetryStrategy FailFast { get; } = new FailFastStrategy();

    /// <summary>The delay before the next attempt, or null to give up.</summary>
    /// <param name="reason">Why the last attempt had no result.</param>
    /// <param name="attempt">How many attempts failed so far, from 1.</param>
    /// <param name="idempotent">Whether repeating the operation cannot change its effect.</param>
    public abstract TimeSpan? DelayBefore(RetryReason reason, int attempt, bool idempotent);

    private sealed class BestEffortStrategy : RetryStrategy
    {
        private const int MaxDelayMilliseconds = 500;

        public override TimeSpan? DelayBefore(RetryReason reason, int attempt, bool idempotent) =>
            reason == RetryReason.SocketClosedWhileInFlight && !idempotent
                ? null
                : TimeSpan.FromMilliseconds(attempt > 9 ? MaxDelayMilliseconds : Math.Min(MaxDelayMilliseconds, 1 << (attempt - 1)));
    }

    private sealed class FailFastStrategy : RetryStrategy
    {
        public override TimeSpan? DelayBefore(RetryReason reason, int attempt, bool idempotent) => null;
    }
}
