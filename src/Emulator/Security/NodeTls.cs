using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Settee.Emulator.Security;

/// <summary>How a node speaks TLS: its certificate, and what it makes of a client's.</summary>
internal sealed class NodeTls
{
    private readonly CertificateAuthority _authority;
    private readonly UserDirectory _users;
    private Presented _presented;

    public NodeTls(CertificateAuthority authority, X509Certificate2 certificate, UserDirectory users)
    {
        _authority = authority;
        _users = users;
        _presented = Describe(certificate);
    }

    /// <summary>What clients are shown; another one is shown from the next handshake on.</summary>
    public X509Certificate2 Certificate
    {
        get => Volatile.Read(ref _presented).Certificate;
        set => Volatile.Write(ref _presented, Describe(value));
    }

    /// <summary>A client's certificate is asked for, never demanded: whoever has none authenticates as usual.</summary>
    public SslServerAuthenticationOptions ServerOptions => Volatile.Read(ref _presented).Options;

    public bool IsTrusted(X509Certificate client)
    {
        using var own = new X509Certificate2(client);
        return _authority.Issued(own);
    }

    /// <summary>The user whom a client's certificate names; null without one, or if there is no such user.</summary>
    public UserAccess? UserOf(X509Certificate? client)
    {
        if (client is null)
            return null;

        using var own = new X509Certificate2(client);
        return _users.Find(own.GetNameInfo(X509NameType.SimpleName, false)) is { HasAccessEntry: true } user ? user : null;
    }

    private Presented Describe(X509Certificate2 certificate) => new(certificate, new SslServerAuthenticationOptions
    {
        ServerCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true),
        ClientCertificateRequired = true,
        RemoteCertificateValidationCallback = (_, client, _, _) => client is null || IsTrusted(client),
    });

    private sealed record Presented(X509Certificate2 Certificate, SslServerAuthenticationOptions Options);
}
