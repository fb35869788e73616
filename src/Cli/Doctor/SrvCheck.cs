using System.Globalization;
using Settee.Connecting;
using Settee.Connecting.Srv;
using Settee.Topology;

namespace Settee.Cli.Doctor;

/// <summary>Looks up the DNS SRV record where the client would.</summary>
internal static class SrvCheck
{
    public static async Task<(Finding Finding, NodeEndpoint[] Seeds)> RunAsync(ResolvedOptions options, CancellationToken cancellationToken)
    {
        using var patience = new Patience(options, cancellationToken);
        var listener = new Listener(new DnsSrvResolver(options.TimeProvider));
        var seeds = await SeedResolver.ResolveAsync(options, listener, cancellationToken);
        return (Judge(options, listener, patience.Elapsed), seeds);
    }

    private static Finding Judge(ResolvedOptions options, Listener listener, TimeSpan elapsed)
    {
        if (options.DnsSrvName is not { } name)
        {
            var reason = options.ConnectionString.MayUseDnsSrv ? "switched off" : "not used: it stands for one host name without a port";
            return new Finding(Steps.DnsSrv, Verdict.Skipped, reason);
        }

        if (listener.Records is not { } records)
        {
            var problem = listener.Problem?.Message ?? "no answer in time";
            return new Finding(Steps.DnsSrv, Verdict.Warning, $"{name} could not be looked up ({problem}); the host itself is used")
            {
                Elapsed = elapsed,
                Advice = "If the cluster has no such record, enable_dns_srv=false saves the time; if it has, check the name servers of this machine.",
            };
        }

        return records.Length == 0
            ? new Finding(Steps.DnsSrv, Verdict.Ok, $"there is no record {name}; the host itself is used") { Elapsed = elapsed }
            : new Finding(Steps.DnsSrv, Verdict.Ok, string.Create(CultureInfo.InvariantCulture, $"{name} names {records.Length} host(s)"))
            {
                Elapsed = elapsed,
                Details = [.. records.Select(record => new NodeEndpoint(record.Host, record.Port).ToString())],
            };
    }

    /// <summary>Keeps what the lookup brought, which the client only uses.</summary>
    private sealed class Listener(IDnsSrvResolver inner) : IDnsSrvResolver
    {
        public SrvRecord[]? Records { get; private set; }

        public Exception? Problem { get; private set; }

        public async Task<SrvRecord[]> ResolveAsync(string name, CancellationToken cancellationToken)
        {
            try
            {
                return Records = await inner.ResolveAsync(name, cancellationToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                Problem = problem;
                throw;
            }
        }
    }
}
