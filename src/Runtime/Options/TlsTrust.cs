using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Settee;

/// <summary>
/// Certificates to trust instead of the system's: roots, and intermediate certificates that help to build the chain where the server
/// does not send them.
/// </summary>
public sealed class TlsTrust
{
    private readonly X509Certificate2Collection _certificates;

    private TlsTrust(X509Certificate2Collection certificates, string source)
    {
        _certificates = certificates;
        Source = source;
        if (certificates.Count == 0)
            throw new InvalidArgumentException($"There is no certificate in {source}; expected PEM blocks that begin with -----BEGIN CERTIFICATE-----.");
    }

    /// <summary>Where the certificates came from, for messages.</summary>
    internal string Source { get; }

    internal X509Certificate2Collection Certificates => _certificates;

    /// <summary>All certificates of a PEM file.</summary>
    /// <param name="path">The file.</param>
    public static TlsTrust FromPemFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return Parse(File.ReadAllText(path), $"the file \"{path}\"");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new InvalidArgumentException($"The trusted certificates cannot be read from \"{path}\": {exception.Message}", exception);
        }
    }

    /// <summary>All certificates of a PEM text.</summary>
    /// <param name="pem">The text.</param>
    public static TlsTrust FromPem(string pem)
    {
        ArgumentNullException.ThrowIfNull(pem);
        return Parse(pem, "the PEM text");
    }

    /// <summary>The given certificates.</summary>
    /// <param name="certificates">Roots and intermediates.</param>
    public static TlsTrust FromCertificates(params IEnumerable<X509Certificate2> certificates)
    {
        ArgumentNullException.ThrowIfNull(certificates);

        // Copies: the caller may dispose of his own, and a chain is built at every connect.
        var copies = new X509Certificate2Collection();
        foreach (var certificate in certificates)
            copies.Add(X509CertificateLoader.LoadCertificate(certificate.RawData));

        return new TlsTrust(copies, "the list of certificates");
    }

    private static TlsTrust Parse(string pem, string source)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(pem);
        }
        catch (CryptographicException exception)
        {
            throw new InvalidArgumentException($"The trusted certificates in {source} are damaged: {exception.Message}", exception);
        }

        return new TlsTrust(certificates, source);
    }

    /// <summary>Says how many certificates there are and where they came from.</summary>
    public override string ToString() => $"{_certificates.Count} certificate(s) from {Source}";
}
