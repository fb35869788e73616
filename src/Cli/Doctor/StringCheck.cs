using System.Globalization;
using Settee.Cli.Commands;
using Settee.Connecting;

namespace Settee.Cli.Doctor;

/// <summary>Reads the connection string and the options, and says what has no effect.</summary>
internal static class StringCheck
{
    public static (Finding Finding, ResolvedOptions? Options, string? Bucket) Run(ConnectArguments arguments)
    {
        ConnectionString? parsed = null;
        try
        {
            parsed = ConnectionString.Parse(arguments.ConnectionString);
            var options = ResolvedOptions.From(parsed, arguments.ToOptions(parsed));
            var hosts = parsed.Hosts.Count == 1 ? "1 host" : string.Create(CultureInfo.InvariantCulture, $"{parsed.Hosts.Count} hosts");
            var summary = $"{hosts}, {(options.UseTls ? "with" : "without")} TLS, {LoginOf(options.Credentials.Current.Authenticator)}";
            var finding = new Finding(Steps.ConnectionString, options.Warnings.Length == 0 ? Verdict.Ok : Verdict.Warning, summary)
            {
                Details = options.Warnings,
                Advice = options.Warnings.Length == 0 ? null : "Correct or remove what has no effect; docs/connection-string.md lists all parameters.",
            };
            return (finding, options, arguments.BucketOf(parsed));
        }
        catch (InvalidArgumentException problem)
        {
            var advice = parsed is null
                ? "Write couchbase://host1,host2 or couchbases://host for TLS, parameters behind a question mark."
                : "Correct the option named above.";
            return (new Finding(Steps.ConnectionString, Verdict.Failed, problem.Message) { Advice = advice }, null, null);
        }
    }

    private static string LoginOf(Authenticator authenticator) => authenticator switch
    {
        PasswordAuthenticator password => $"user {password.UserName}",
        CertificateAuthenticator certificate => $"client certificate {certificate.GetCertificate().Subject}",
        _ => authenticator.DisplayName,
    };
}
