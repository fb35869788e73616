using System.Security.Cryptography.X509Certificates;

namespace Settee.Connecting;

/// <summary>
/// Roots that are trusted beside the system's for hosts of Capella, whose certificates come from an authority of its own.
/// </summary>
internal static class BuiltInTrust
{
    public const string CapellaDomain = ".cloud.couchbase.com";

    /// <summary>
    /// The seam for the Capella root. It is empty: a root certificate that was not verified against its publisher must not be
    /// shipped. Until then Capella works with the certificate downloaded from its console, as <see cref="TlsOptions.TrustedCertificates"/>.
    /// </summary>
    public static X509Certificate2Collection CapellaRoots { get; } = [];

    public static bool IsCapella(string host) =>
        host.AsSpan().TrimEnd('.').EndsWith(CapellaDomain, StringComparison.OrdinalIgnoreCase);
}
