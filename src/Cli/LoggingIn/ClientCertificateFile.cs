using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Settee.Cli.LoggingIn;

/// <summary>A client certificate with its private key, in one file (PKCS#12 or PEM) or in two (PEM).</summary>
internal sealed record ClientCertificateFile(string? Path, string? KeyPath, Secret Password)
{
    /// <returns>The certificate; null when none is given.</returns>
    /// <exception cref="InvalidArgumentException">It cannot be read, or what belongs to it is given without it.</exception>
    public X509Certificate2? Load()
    {
        if (Path is null)
        {
            return KeyPath is null && !Password.IsOnCommandLine
                ? null
                : throw new InvalidArgumentException($"{LoginSymbols.KeyOption} and {Password.Option} mean nothing without {LoginSymbols.CertificateOption}.");
        }

        var password = Password.Find();
        try
        {
            var content = File.ReadAllBytes(Path);
            return content.AsSpan().IndexOf("-----BEGIN "u8) >= 0 ? FromPem(password) : FromPkcs12(content, password);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InvalidArgumentException($"The client certificate cannot be read: {problem.Message}", problem);
        }
        catch (CryptographicException problem)
        {
            var hint = password is null ? $"If it is encrypted, {Password.Ways}." : "Check its password.";
            throw new InvalidArgumentException($"The client certificate in \"{Path}\" cannot be used: {problem.Message} {hint}", problem);
        }
    }

    private X509Certificate2 FromPkcs12(byte[] content, string? password)
    {
        if (KeyPath is not null)
            throw new InvalidArgumentException($"\"{Path}\" is no PEM file: it holds the private key itself; leave {LoginSymbols.KeyOption} out.");

        return X509CertificateLoader.LoadPkcs12(content, password);
    }

    private X509Certificate2 FromPem(string? password)
    {
        using var certificate = IsKeyEncrypted
            ? X509Certificate2.CreateFromEncryptedPemFile(Path!, password ?? throw new CryptographicException("Its private key is encrypted."), KeyPath)
            : X509Certificate2.CreateFromPemFile(Path!, KeyPath);

        // Some platforms show only certificates that came with their key.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>A password may be in the environment for another file; a key that is not encrypted must not be read with one.</summary>
    private bool IsKeyEncrypted => File.ReadAllText(KeyPath ?? Path!).Contains("-----BEGIN ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal);
}
