using System.Security.Cryptography;

namespace Settee.Connecting.Srv;

/// <summary>Looks up SRV records.</summary>
internal interface IDnsSrvResolver
{
    /// <returns>The records; none when the name has none.</returns>
    /// <exception cref="IOException">No name server gave an answer.</exception>
    Task<SrvRecord[]> ResolveAsync(string name, CancellationToken cancellationToken);
}

/// <summary>
/// Asks the name servers of the machine, one after the other, each with a short patience. The platform's resolver is not used because it
/// knows no SRV records.
/// </summary>
internal sealed class DnsSrvResolver(Func<DnsConfiguration> configuration, TimeProvider time) : IDnsSrvResolver
{
    /// <summary>How long one server may think. The caller's token bounds the whole.</summary>
    public static readonly TimeSpan PatiencePerServer = TimeSpan.FromMilliseconds(700);

    private const int Rounds = 2;

    public DnsSrvResolver(TimeProvider time)
        : this(DnsConfiguration.Read, time)
    {
    }

    public async Task<SrvRecord[]> ResolveAsync(string name, CancellationToken cancellationToken)
    {
        var dns = configuration();
        foreach (var candidate in dns.Complete(name))
        {
            var records = await AskServersAsync(dns, candidate, cancellationToken).ConfigureAwait(false);
            if (records.Length > 0)
                return records;
        }

        return [];
    }

    private async Task<SrvRecord[]> AskServersAsync(DnsConfiguration dns, string name, CancellationToken cancellationToken)
    {
        List<string> failures = [];
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var server in dns.Servers)
            {
                var query = DnsMessage.CreateQuery((ushort)RandomNumberGenerator.GetInt32(0x10000), name);
                if (query is null)
                    return [];

                using var patience = new CancellationTokenSource(PatiencePerServer, time);
                using var linked = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
                try
                {
                    var answer = await DnsTransport.AskAsync(server, query, linked.Token).ConfigureAwait(false);
                    if (answer.Outcome is DnsOutcome.Answered or DnsOutcome.NoSuchName)
                        return answer.Records;

                    failures.Add($"{server} could not answer");
                }
                catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
                {
                    failures.Add($"{server} did not answer in time");
                }
                catch (IOException exception)
                {
                    failures.Add(exception.Message);
                }
            }
        }

        throw new IOException(failures.Count == 0
            ? "no name server is configured"
            : string.Join("; ", failures.Distinct()));
    }
}
