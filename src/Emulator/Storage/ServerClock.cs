namespace Settee.Emulator.Storage;

/// <summary>The one clock of a cluster. Expiry counts whole seconds, CAS counts nanoseconds.</summary>
internal sealed class ServerClock(TimeProvider time)
{
    /// <summary>The largest expiry that counts from now; anything larger is a date.</summary>
    public const uint LongestRelativeExpiry = 30 * 24 * 60 * 60;

    public TimeProvider Time { get; } = time;

    public long UnixSeconds => Time.GetUtcNow().ToUnixTimeSeconds();

    public ulong UnixNanoseconds => (ulong)(Time.GetUtcNow().UtcTicks - DateTime.UnixEpoch.Ticks) * 100;

    /// <summary>Turns the expiry of a request into the date that is stored; <paramref name="maxTtl"/> caps it and stands in for 0.</summary>
    public uint ToAbsolute(uint expiry, uint maxTtl)
    {
        var now = UnixSeconds;
        var absolute = expiry is > 0 and <= LongestRelativeExpiry ? (uint)Math.Min(now + expiry, uint.MaxValue) : expiry;
        if (maxTtl == 0)
            return absolute;

        var latest = (uint)Math.Min(now + maxTtl, uint.MaxValue);
        return absolute == 0 || absolute > latest ? latest : absolute;
    }

    /// <summary>A document lives through the second that its expiry names.</summary>
    public bool IsExpired(uint expiry) => expiry != 0 && UnixSeconds > expiry;
}
