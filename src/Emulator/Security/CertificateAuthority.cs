using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Settee.Emulator.Security;

/// <summary>A certificate authority that lives as long as the cluster: clients trust it, and it vouches for the nodes.</summary>
internal sealed class CertificateAuthority : IDisposable
{
    private readonly X509Certificate2 _authority;
    private readonly DateTimeOffset _from;
    private readonly DateTimeOffset _until;

    public CertificateAuthority(TimeProvider time)
    {
        // Clients look at their own clock, so a test's frozen time must not make the certificates look expired.
        var now = new[] { time.GetUtcNow(), TimeProvider.System.GetUtcNow() };
        _from = now.Min().AddDays(-1);
        _until = now.Max().AddYears(1);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Settee emulator authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _authority = request.CreateSelfSigned(_from, _until);
    }

    public string Pem => _authority.ExportCertificatePem();

    /// <summary>A certificate for a node that is dialled by this address or as "localhost", or one that was valid until yesterday.</summary>
    public X509Certificate2 Issue(IPAddress address, bool expired = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Settee emulator node", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        if (!address.Equals(IPAddress.Loopback))
            names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        using var issued = request.Create(_authority, _from, expired ? _from.AddHours(1) : _until, RandomNumberGenerator.GetBytes(8));
        using var withKey = issued.CopyWithPrivateKey(key);

        // Some platforms serve only keys that came with the certificate.
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), null);
    }

    /// <summary>A certificate with which a client proves to be a user; its common name is the user's.</summary>
    public X509Certificate2 IssueForUser(string user)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(user);
        var request = new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], false));
        using var issued = request.Create(_authority, _from, _until, RandomNumberGenerator.GetBytes(8));
        using var withKey = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), null, X509KeyStorageFlags.Exportable);
    }

    /// <summary>Whether this authority vouches for a certificate.</summary>
    public bool Issued(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(_authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }

    public void Dispose() => _authority.Dispose();
}
