using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Settee.Connecting;
using Settee.Topology;

namespace Settee.Cli.Doctor;

/// <summary>Secures a connection to every host and shows the certificates; the first connection that works is kept for the handshake.</summary>
internal static class TlsCheck
{
    // Renewals are planned in weeks.
    private static readonly TimeSpan SoonExpired = TimeSpan.FromDays(30);

    public static async Task<(Finding Finding, Line? Line)> RunAsync(
        ResolvedOptions options, List<SeedHost> hosts, CancellationToken cancellationToken)
    {
        using var whole = new Patience(options, cancellationToken);
        Line? line = null;
        List<string> details = [];
        List<string> advice = [];
        var verdict = options.Tls.Verify == TlsVerify.None && options.UseTls ? Verdict.Warning : Verdict.Ok;
        foreach (var host in hosts)
        {
            var seen = new SeenCertificates();
            using var patience = new Patience(options, cancellationToken);
            try
            {
                var stream = await ConnectAsync(options, host, seen, patience.Token);
                if (stream is SslStream secured)
                    details.Add($"{host.Endpoint}: {secured.SslProtocol}, {secured.NegotiatedCipherSuite}");

                if (line is null)
                    line = new Line(host.Endpoint, stream);
                else
                    await stream.DisposeAsync();
            }
            catch (Exception problem) when (problem is IOException or AuthenticationException or OperationCanceledException)
            {
                verdict = Verdict.Failed;
                details.Add($"{host.Endpoint}: {patience.Explain(problem)}");
                advice.AddRange(Advice(options, host.Endpoint, problem, seen));
            }

            details.AddRange(seen.Lines.Select(text => "  " + text));
            if (seen.FirstExpiry - DateTime.Now < SoonExpired && verdict == Verdict.Ok)
            {
                verdict = Verdict.Warning;
                advice.Add($"Renew the certificate that ends on {seen.FirstExpiry:yyyy-MM-dd}.");
            }
        }

        if (!options.UseTls)
            return (new Finding(Steps.Tls, line is null ? Verdict.Failed : Verdict.Skipped, "not used (couchbase://)") { Details = details }, line);

        return (new Finding(Steps.Tls, verdict, Summary(options, verdict))
        {
            Details = details,
            Elapsed = whole.Elapsed,
            Advice = advice.Count == 0 ? null : string.Join(" ", advice.Distinct()),
        }, line);
    }

    private static string Summary(ResolvedOptions options, Verdict verdict) => verdict == Verdict.Failed
        ? "refused"
        : options.Tls.Verify == TlsVerify.None ? "secured, but certificates are not verified" : "secured; chain and name are verified";

    private static async Task<Stream> ConnectAsync(ResolvedOptions options, SeedHost host, SeenCertificates seen, CancellationToken token)
    {
        var socket = await new TcpDialer(options).ConnectAsync(host.Addresses, host.Endpoint.Port, token);
        var stream = new NetworkStream(socket, ownsSocket: true);
        return options.UseTls
            ? await TlsClient.AuthenticateAsync(
                stream, host.Endpoint.Host, options.Tls, options.Credentials.Current.Authenticator, token, seen.Take)
            : stream;
    }

    private static IEnumerable<string> Advice(ResolvedOptions options, NodeEndpoint host, Exception problem, SeenCertificates seen)
    {
        if (seen.Lines.Count == 0)
        {
            yield return problem is OperationCanceledException
                ? $"Port {host.Port} accepts connections and then says nothing; something else than the server may listen there."
                : $"Does port {host.Port} speak TLS? The usual port for it is {ResolvedOptions.DefaultPortTls}; couchbase:// connects without TLS.";
            yield break;
        }

        if (seen.Errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            yield return $"Use a name from the certificate in the connection string, or have a certificate issued that is valid for {host.Host}.";

        if ((seen.Status & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != 0)
        {
            yield return options.Tls.Trusted is null
                ? "Save the cluster's root certificate (web console, Security, Certificates) to a file and give it with --ca."
                : "The file given with --ca does not hold the root of this cluster; get the current one (web console, Security, Certificates).";
        }

        if ((seen.Status & X509ChainStatusFlags.NotTimeValid) != 0)
            yield return "Renew the certificate, or correct the clock of this machine.";
    }

    /// <summary>What the server showed, whether or not it was accepted.</summary>
    private sealed class SeenCertificates
    {
        public List<string> Lines { get; } = [];

        public SslPolicyErrors Errors { get; private set; }

        public X509ChainStatusFlags Status { get; private set; }

        public DateTime FirstExpiry { get; private set; } = DateTime.MaxValue;

        public void Take(X509Chain? chain, SslPolicyErrors errors)
        {
            Errors = errors;
            Status = (chain?.ChainStatus ?? []).Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
            foreach (var element in chain?.ChainElements.AsEnumerable() ?? [])
            {
                var certificate = element.Certificate;
                var names = Lines.Count == 0 ? $", for {TlsClient.Names(certificate)}" : "";
                Lines.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{certificate.Subject}{names}, valid until {certificate.NotAfter:yyyy-MM-dd}, issued by {certificate.Issuer}"));
                if (certificate.NotAfter < FirstExpiry)
                    FirstExpiry = certificate.NotAfter;
            }
        }
    }
}
