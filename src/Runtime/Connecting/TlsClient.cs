using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Settee.Connecting;

/// <summary>
/// The TLS handshake and what is verified in it. A refused certificate is explained in the terms of its reader: which name it should
/// have had, which root is missing, when it expired.
/// </summary>
internal static class TlsClient
{
    /// <param name="stream">The connection, which belongs to the result or is closed.</param>
    /// <param name="host">The name that the certificate must have.</param>
    /// <param name="settings">What to trust.</param>
    /// <param name="authenticator">Its client certificate is shown, if it has one.</param>
    /// <param name="cancellationToken">The deadline.</param>
    /// <param name="inspect">Sees the server's chain before it is judged; the chain lives only as long as the call.</param>
    public static async Task<SslStream> AuthenticateAsync(
        Stream stream,
        string host,
        TlsSettings settings,
        Authenticator authenticator,
        CancellationToken cancellationToken,
        Action<X509Chain?, SslPolicyErrors>? inspect = null)
    {
        var secured = new SslStream(stream, leaveInnerStreamOpen: false);
        string? refusal = null;
        try
        {
            var options = Options(host, settings, authenticator, problem => refusal = problem, inspect);
            await secured.AuthenticateAsClientAsync(options, cancellationToken).ConfigureAwait(false);
            return secured;
        }
        catch (AuthenticationException exception)
        {
            await secured.DisposeAsync().ConfigureAwait(false);
            throw refusal is null ? exception : new AuthenticationException(refusal, exception);
        }
        catch
        {
            await secured.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static SslClientAuthenticationOptions Options(
        string host, TlsSettings settings, Authenticator authenticator, Action<string> refuse, Action<X509Chain?, SslPolicyErrors>? inspect)
    {
        var clientCertificate = authenticator is CertificateAuthenticator byCertificate ? byCertificate.GetCertificate() : settings.ClientCertificate;
        return new SslClientAuthenticationOptions
        {
            // A trailing dot makes a name absolute for DNS; certificates do not have it.
            TargetHost = host.TrimEnd('.'),
            EnabledSslProtocols = settings.Protocols,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            ClientCertificateContext = clientCertificate is null
                ? null
                : SslStreamCertificateContext.Create(clientCertificate, additionalCertificates: null, offline: true),
            CertificateChainPolicy = settings.Trusted is { } trusted ? PolicyFor(trusted) : null,
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            {
                inspect?.Invoke(chain, errors);
                if (settings.Verify == TlsVerify.None || errors == SslPolicyErrors.None)
                    return true;

                if (errors == SslPolicyErrors.RemoteCertificateChainErrors && settings.Trusted is null
                    && IsTrustedCapella(host, settings.CapellaRoots, certificate as X509Certificate2, chain))
                    return true;

                refuse(Explain(host, certificate as X509Certificate2, chain, errors));
                return false;
            },
        };
    }

    private static X509ChainPolicy PolicyFor(X509Certificate2Collection trusted)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        foreach (var certificate in trusted)
        {
            // Only what is self-signed can end a chain; the rest fills gaps that the server leaves.
            var isRoot = certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
            (isRoot ? policy.CustomTrustStore : policy.ExtraStore).Add(certificate);
        }

        return policy;
    }

    /// <summary>Whether a host of Capella shows a chain that ends at the root built in for it.</summary>
    private static bool IsTrustedCapella(string host, X509Certificate2Collection roots, X509Certificate2? certificate, X509Chain? sent)
    {
        if (certificate is null || !BuiltInTrust.IsCapella(host))
            return false;

        using var chain = new X509Chain { ChainPolicy = PolicyFor(roots) };
        foreach (var element in sent?.ChainElements.AsEnumerable() ?? [])
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);

        return chain.Build(certificate);
    }

    private static string Explain(string host, X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
            return "the server sent no certificate";

        List<string> problems = [];
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            problems.Add($"it is not valid for \"{host}\" but for {Names(certificate)}");

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
        {
            var status = (chain?.ChainStatus ?? []).Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
            if ((status & X509ChainStatusFlags.NotTimeValid) != 0)
                problems.Add($"it, or a certificate above it, is not valid now (its own time is {certificate.NotBefore:u} to {certificate.NotAfter:u})");

            if ((status & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != 0)
                problems.Add($"its issuer \"{certificate.Issuer}\" does not lead to a trusted root; give the cluster's root as Tls.TrustedCertificates");

            var others = status & ~(X509ChainStatusFlags.NotTimeValid | X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain);
            if (others != X509ChainStatusFlags.NoError)
                problems.Add($"its chain has the problem {others}");
        }

        return $"the server's certificate \"{certificate.Subject}\" was refused: {string.Join("; ", problems)}";
    }

    /// <summary>The host names and addresses that a certificate is valid for.</summary>
    public static string Names(X509Certificate2 certificate)
    {
        if (certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault() is not { } alternatives)
            return $"\"{certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false)}\"";

        var names = alternatives.EnumerateDnsNames().Concat(alternatives.EnumerateIPAddresses().Select(address => address.ToString())).ToArray();
        return names.Length == 0 ? "no name" : string.Join(", ", names.Take(10));
    }
}
