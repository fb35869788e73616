using System.Globalization;

namespace Settee;

/// <summary>
/// When a document expires: never, after a time, or at a moment. Converts from <see cref="TimeSpan"/> and <see cref="DateTimeOffset"/>.
/// The server counts whole seconds; a fraction is rounded up. Lives of more than 30 days are sent as a moment, because the server would
/// read such a number of seconds as one.
/// </summary>
public readonly record struct Expiry
{
    // Protocol: up to this many seconds the server adds its own clock, above it the number is Unix time.
    private const long MaxRelativeSeconds = 30 * 24 * 60 * 60;

    private readonly TimeSpan _lifetime;
    private readonly DateTimeOffset _moment;

    private Expiry(TimeSpan lifetime, DateTimeOffset moment)
    {
        _lifetime = lifetime;
        _moment = moment;
    }

    /// <summary>The document does not expire.</summary>
    public static Expiry Never => default;

    /// <summary>The document expires after this time.</summary>
    /// <param name="lifetime">More than zero, at most 50 years.</param>
    /// <exception cref="InvalidArgumentException">The time is not in that range.</exception>
    public static Expiry After(TimeSpan lifetime)
    {
        if (lifetime <= TimeSpan.Zero || lifetime > TimeSpan.FromDays(50 * 365))
            throw new InvalidArgumentException($"An expiry of {lifetime} is not between zero (exclusive) and 50 years. For a document that stays use Expiry.Never.");

        return new Expiry(lifetime, default);
    }

    /// <summary>The document expires at this moment; one in the past expires it at once.</summary>
    /// <param name="moment">Between 31 days after 1970-01-01 and 2106-02-07, both in UTC.</param>
    /// <exception cref="InvalidArgumentException">The moment is not in that range.</exception>
    public static Expiry At(DateTimeOffset moment)
    {
        var seconds = moment.ToUnixTimeSeconds();
        if (seconds <= MaxRelativeSeconds || seconds > uint.MaxValue)
            throw new InvalidArgumentException($"An expiry at {moment.ToString("u", CultureInfo.InvariantCulture)} is outside what the server can store (1970-02-01 to 2106-02-07).");

        return new Expiry(default, moment);
    }

    /// <summary>The document expires after this time.</summary>
    /// <param name="lifetime">More than zero, at most 50 years.</param>
    public static implicit operator Expiry(TimeSpan lifetime) => After(lifetime);

    /// <summary>The document expires at this moment.</summary>
    /// <param name="moment">See <see cref="At"/>.</param>
    public static implicit operator Expiry(DateTimeOffset moment) => At(moment);

    /// <summary>The number on the wire: seconds, or Unix time beyond 30 days; zero for never.</summary>
    internal uint ToWire(TimeProvider time)
    {
        if (_moment != default)
            return (uint)_moment.ToUnixTimeSeconds();

        var seconds = (long)Math.Ceiling(_lifetime.TotalSeconds);
        return seconds <= MaxRelativeSeconds ? (uint)seconds : (uint)(time.GetUtcNow().ToUnixTimeSeconds() + seconds);
    }
}
