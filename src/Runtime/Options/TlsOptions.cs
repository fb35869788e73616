using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Settee;

/// <summary>How much of the server's certificate is verified.</summary>
public enum TlsVerify
{
    /// <summary>The chain up to a trusted root, and the host name.</summary>
    Full,

    /// <summary>Nothing: anybody can answer as the server. For development only; a warning is logged.</summary>
    None,
}

/// <summary>What to trust and to present on TLS connections.</summary>
public sealed record TlsOptions
{
    /// <summary>The certificates to trust, and no others. Left out: the roots of the system.</summary>
    public TlsTrust? TrustedCertificates { get; init; }

    /// <summary>How much is verified. Default <see cref="TlsVerify.Full"/>.</summary>
    public TlsVerify? Verify { get; init; }

    /// <summary>The versions of TLS to offer. Default 1.2 and 1.3.</summary>
    public SslProtocols? Protocols { get; init; }

    /// <summary>
    /// A client certificate, with its private key, for servers that demand one beside a password or token. To log in with the
    /// certificate itself use <see cref="CertificateAuthenticator"/> instead.
    /// </summary>
    public X509Certificate2? ClientCertificate { get; init; }
}
