namespace Settee.Operations;

/// <summary>How often, and after which pauses, a read and the write that depends on it are repeated when someone else was faster.</summary>
internal static class OptimisticLoop
{
    private const int DefaultAttempts = 16;
    private const int MaxDelayMilliseconds = 100;

    /// <param name="given">0 for the default.</param>
    /// <exception cref="InvalidArgumentException">It is negative.</exception>
    public static int MaxAttempts(int given) => given switch
    {
        < 0 => throw new InvalidArgumentException($"{given} attempts are not possible."),
        0 => DefaultAttempts,
        _ => given,
    };

    /// <summary>Waits before the next attempt. Random over the whole range: writers that collided must not collide again.</summary>
    public static Task PauseAsync(int attempt, TimeProvider time, CancellationToken cancellationToken) => Task.Delay(
        TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * Math.Min(MaxDelayMilliseconds, 1 << Math.Min(attempt, 10))), time, cancellationToken);
}
