using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Runtime.Tests.Support;

/// <summary>A little authority: root, intermediate, and whatever servers and clients need.</summary>
internal sealed class TestCertificates : IDisposable
{
    private readonly List<X509Certificate2> _all = [];

    public TestCertificates()
    {
        Root = Authority("CN=Test Root", null);
        Intermediate = Authority("CN=Test Intermediate", Root);
    }

    public X509Certificate2 Root { get; }

    public X509Certificate2 Intermediate { get; }

    public X509Certificate2 Server(string[]? names = null, IPAddress[]? addresses = null, bool expired = false, X509Certificate2? issuer = null)
    {
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names ?? [])
            alternatives.AddDnsName(name);

        foreach (var address in addresses ?? [])
            alternatives.AddIpAddress(address);

        return Leaf("CN=server", issuer ?? Root, "1.3.6.1.5.5.7.3.1", names is null && addresses is null ? null : alternatives, expired);
    }

    public X509Certificate2 Client(string subject) => Leaf(subject, Root, "1.3.6.1.5.5.7.3.2", null, expired: false);

    public static SslServerAuthenticationOptions ServerOptions(X509Certificate2 certificate, params X509Certificate2[] chain) => new()
    {
        ServerCertificateContext = SslStreamCertificateContext.Create(certificate, [.. chain], offline: true),
        RemoteCertificateValidationCallback = (_, _, _, _) => true,
    };

    public void Dispose() => _all.ForEach(certificate => certificate.Dispose());

    private X509Certificate2 Authority(string name, X509Certificate2? issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return Sign(request, key, issuer, expired: false);
    }

    private X509Certificate2 Leaf(string subject, X509Certificate2 issuer, string usage, SubjectAlternativeNameBuilder? names, bool expired)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        if (names is not null)
            request.CertificateExtensions.Add(names.Build());

        return Sign(request, key, issuer, expired);
    }

    private X509Certificate2 Sign(CertificateRequest request, ECDsa key, X509Certificate2? issuer, bool expired)
    {
        var from = DateTimeOffset.UtcNow.AddDays(-20);
        var until = expired ? DateTimeOffset.UtcNow.AddDays(-10) : DateTimeOffset.UtcNow.AddDays(20);
        if (issuer is null)
        {
            // A little older than what it signs: certificates must lie inside the time of their issuer.
            var root = request.CreateSelfSigned(from.AddDays(-1), until.AddDays(1));
            _all.Add(root);
            return root;
        }

        // Roots of the same name are told apart by their keys, as real ones are after a renewal.
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, true, false));
        using var signed = request.Create(issuer, from, until, RandomNumberGenerator.GetBytes(12));
        var certificate = signed.CopyWithPrivateKey(key);
        _all.Add(certificate);
        return certificate;
    }
}
