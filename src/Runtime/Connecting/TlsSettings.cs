using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Settee.Connecting;

/// <summary>The TLS options with defaults filled in. Trusted are the only certificates to trust, or null for the system's roots.</summary>
internal sealed record TlsSettings(
    X509Certificate2Collection? Trusted, TlsVerify Verify, SslProtocols Protocols, X509Certificate2? ClientCertificate)
{
    /// <summary>What is trusted beside the system's roots, for hosts of Capella only.</summary>
    public X509Certificate2Collection CapellaRoots { get; init; } = BuiltInTrust.CapellaRoots;
}
