using System.Security.Cryptography.X509Certificates;

namespace Settee;

/// <summary>
/// Who connects to the cluster: a <see cref="PasswordAuthenticator"/>, <see cref="CertificateAuthenticator"/> or <see cref="JwtAuthenticator"/>.
/// </summary>
public abstract class Authenticator
{
    private protected Authenticator()
    {
    }

    /// <summary>The user for messages, never a secret.</summary>
    internal abstract string DisplayName { get; }

    /// <summary>Whether it may only be used over TLS.</summary>
    internal abstract bool RequiresTls { get; }
}

/// <summary>A user name and password. Over TLS they are sent as they are; without TLS only proofs of knowing the password are (SCRAM).</summary>
public sealed class PasswordAuthenticator : Authenticator
{
    /// <summary>Takes the user name and password.</summary>
    /// <param name="userName">The user name.</param>
    /// <param name="password">The password.</param>
    public PasswordAuthenticator(string userName, string password)
    {
        ArgumentException.ThrowIfNullOrEmpty(userName);
        ArgumentNullException.ThrowIfNull(password);
        if (userName.Contains('\0', StringComparison.Ordinal) || password.Contains('\0', StringComparison.Ordinal))
            throw new InvalidArgumentException("User names and passwords cannot contain the character NUL.");

        UserName = userName;
        Password = password;
    }

    /// <summary>The user name.</summary>
    public string UserName { get; }

    /// <summary>
    /// Whether the password may be sent in clear text over a connection without TLS, when the server offers nothing better. Anybody on
    /// the way can read it then. Default false.
    /// </summary>
    public bool AllowPlainWithoutTls { get; init; }

    internal string Password { get; }

    internal override string DisplayName => $"user \"{UserName}\"";

    internal override bool RequiresTls => false;

    /// <summary>The user name; never the password.</summary>
    public override string ToString() => $"PasswordAuthenticator {{ UserName = {UserName}, Password = *** }}";
}

/// <summary>A client certificate that the server maps to a user. TLS only; no password is sent.</summary>
public sealed class CertificateAuthenticator : Authenticator
{
    private readonly Func<X509Certificate2> _certificate;

    /// <summary>Takes one certificate.</summary>
    /// <param name="certificate">The certificate with its private key. It must stay alive as long as the cluster.</param>
    public CertificateAuthenticator(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        if (!certificate.HasPrivateKey)
            throw new InvalidArgumentException($"The client certificate \"{certificate.Subject}\" has no private key.");

        _certificate = () => certificate;
    }

    /// <summary>Takes a source that is asked at every connect, so that renewed certificates are picked up.</summary>
    /// <param name="certificate">Returns the certificate with its private key.</param>
    public CertificateAuthenticator(Func<X509Certificate2> certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        _certificate = certificate;
    }

    internal X509Certificate2 GetCertificate()
    {
        var certificate = _certificate() ?? throw new InvalidArgumentException("The source of client certificates returned none.");
        return certificate.HasPrivateKey
            ? certificate
            : throw new InvalidArgumentException($"The client certificate \"{certificate.Subject}\" has no private key.");
    }

    internal override string DisplayName => "the client certificate";

    internal override bool RequiresTls => true;
}

/// <summary>A JSON web token. TLS only.</summary>
public sealed class JwtAuthenticator : Authenticator
{
    /// <summary>Takes a token.</summary>
    /// <param name="token">The encoded token.</param>
    public JwtAuthenticator(string token)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(token);
        if (token.AsSpan().ContainsAnyExceptInRange('!', '~'))
            throw new InvalidArgumentException("The token contains characters that a JSON web token cannot have, such as spaces or line breaks.");

        Token = token;
    }

    internal string Token { get; }

    internal override string DisplayName => "the JSON web token";

    internal override bool RequiresTls => true;

    /// <summary>The kind; never the token.</summary>
    public override string ToString() => "JwtAuthenticator { Token = *** }";
}
