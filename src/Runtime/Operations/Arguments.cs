using Settee.Wire;

namespace Settee.Operations;

/// <summary>Checks of arguments that typed and raw operations share; all of them before anything is sent.</summary>
internal static class Arguments
{
    private const int MaxLockSeconds = 30;

    /// <summary>Whole seconds, rounded up.</summary>
    /// <exception cref="InvalidArgumentException">The server would silently take 15 s for anything outside its range.</exception>
    public static uint LockSeconds(TimeSpan lockTime)
    {
        var seconds = Math.Ceiling(lockTime.TotalSeconds);
        if (seconds is < 1 or > MaxLockSeconds)
            throw new InvalidArgumentException($"A lock of {lockTime} is not between 1 and {MaxLockSeconds} seconds.");

        return (uint)seconds;
    }

    public static Cas UnlockCas(Cas cas) =>
        cas.IsNone ? throw new InvalidArgumentException("Unlocking needs the CAS that GetAndLockAsync returned.") : cas;

    public static void CheckExpiry(Expiry? expiry, bool preserveExpiry)
    {
        if (preserveExpiry && expiry is not null)
            throw new InvalidArgumentException("PreserveExpiry keeps the stored expiry, so Expiry cannot be given as well.");
    }

    public static void CheckVersion(Cas cas, bool ignoreVersion)
    {
        if (ignoreVersion && !cas.IsNone)
            throw new InvalidArgumentException("IgnoreVersion replaces any version, so Cas cannot be given as well.");
    }

    public static void CheckPathCount(int count, bool withExpiry)
    {
        var most = ProtocolLimits.MaxSubdocPaths - (withExpiry ? 1 : 0);
        if (count < 1 || count > most)
        {
            throw new InvalidArgumentException(
                $"A lookup has 1 to {most} paths{(withExpiry ? " beside the expiry" : "")}; this one has {count}. Nothing was sent.");
        }
    }
}
