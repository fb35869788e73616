namespace Settee.Dispatch;

/// <summary>Delays between attempts to connect to one node: at once after a long-lived connection, then doubling up to five seconds.</summary>
internal struct ReconnectBackoff
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    // A connection that lived shorter counts as another failure: a server that accepts and closes must not be hammered.
    private static readonly TimeSpan Stable = TimeSpan.FromSeconds(5);

    private int _failures;

    /// <summary>The delay after a connection that existed for this long.</summary>
    public TimeSpan AfterConnection(TimeSpan lived)
    {
        if (lived < Stable)
            return AfterFailure();

        _failures = 0;
        return TimeSpan.Zero;
    }

    /// <summary>The delay after a connection could not be made.</summary>
    public TimeSpan AfterFailure()
    {
        var delay = Math.Min(Longest.TotalMilliseconds, First.TotalMilliseconds * Math.Pow(2, Math.Min(_failures++, 16)));

        // Clients that lost the same node at the same time must not come back at the same time.
        return TimeSpan.FromMilliseconds(delay * (0.8 + (Random.Shared.NextDouble() * 0.4)));
    }
}
