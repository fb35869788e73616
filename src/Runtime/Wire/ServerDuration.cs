namespace Settee.Wire;

/// <summary>The 16-bit logarithmic encoding of the time a server spent on a request (response frame info 0).</summary>
internal static class ServerDuration
{
    private const double MaxMicroseconds = 120_125_042;

    public static TimeSpan Decode(ushort encoded) => TimeSpan.FromMicroseconds(Math.Pow(encoded, 1.74) / 2);

    public static ushort Encode(TimeSpan duration) =>
        (ushort)Math.Round(Math.Pow(Math.Min(duration.TotalMicroseconds, MaxMicroseconds) * 2, 1.0 / 1.74));
}
