namespace Settee;

/// <summary>When a node that does not answer is left alone for a while. Its requests wait meanwhile and are retried as the strategy allows.</summary>
public sealed record CircuitBreakerOptions
{
    /// <summary>Whether it is used. Default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Requests within <see cref="RollingWindow"/> below which nothing is concluded. Default 20.</summary>
    public int VolumeThreshold { get; init; } = 20;

    /// <summary>Percentage of requests that timed out at which the node is left alone. Default 50.</summary>
    public int ErrorThresholdPercentage { get; init; } = 50;

    /// <summary>How long it is left alone before it is probed. Default 5 s.</summary>
    public TimeSpan SleepWindow { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The time over which requests are counted. Default 60 s.</summary>
    public TimeSpan RollingWindow { get; init; } = TimeSpan.FromSeconds(60);
}
