using Integration.Tests.Documents;
using Integration.Tests.Support;
using Settee;

namespace Integration.Tests.Chaos;

/// <summary>
/// Writers work on keys of their own while nodes come, go, fail and lie. Whatever happens, an acknowledged write is never lost, a removed
/// document never comes back, and versions never go back. The seed is in the report; run that one case to see it again.
/// </summary>
public sealed class ChaosTests
{
    private const int Writers = 16;
    private const int Steps = 40;
    private const int OperationsPerStep = 50;

    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(250);
    private static readonly UpsertOptions Write = new() { Timeout = Timeout };
    private static readonly RemoveOptions Remove = new() { Timeout = Timeout };
    private static readonly GetOptions Read = new() { Timeout = Timeout };

    /// <summary>20 seeds, or as many as the environment variable SETTEE_CHAOS_SEEDS says.</summary>
    public static TheoryData<int> Seeds =>
        [.. Enumerable.Range(1, int.TryParse(Environment.GetEnvironmentVariable("SETTEE_CHAOS_SEEDS"), out var count) ? count : 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task No_acknowledged_write_is_lost(int seed)
    {
        var options = new ClusterOptions { ConfigPollInterval = TimeSpan.FromMilliseconds(100) };
        await using var cluster = await EmulatedCluster.StartAsync(new() { Nodes = 3, Replicas = 1, Http = false }, options);
        var plan = new ChaosPlan(cluster.Emulator, seed);
        var histories = Enumerable.Range(0, Writers).Select(key => new KeyHistory(key)).ToArray();
        using var over = new CancellationTokenSource();
        var airlines = cluster.Bucket.Airlines;
        try
        {
            var writers = histories.Select(history => Task.Run(() => WriteUntilOverAsync(airlines, history, seed, over.Token))).ToArray();
            for (var step = 0; step < Steps; step++)
            {
                await plan.StepAsync();
                await LetWritersWorkAsync(histories);
            }

            await plan.CalmAsync();
            await over.CancelAsync();
            await Task.WhenAll(writers);
            foreach (var history in histories)
                await CheckAsync(airlines, history, new() { Timeout = TimeSpan.FromMinutes(1) });
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{e.Message}\n{plan.Log}", e);
        }

        await cluster.Cluster.DisposeAsync();
        while (cluster.Emulator.Nodes.Any(node => node.OpenConnections > 0))
            await Task.Yield();
    }

    // Some operations between two steps, however fast the machine is.
    private static async Task LetWritersWorkAsync(KeyHistory[] histories)
    {
        var before = histories.Sum(history => history.Operations);
        while (histories.Sum(history => history.Operations) < before + OperationsPerStep)
            await Task.Yield();
    }

    private static async Task WriteUntilOverAsync(Collection<Airline> airlines, KeyHistory history, int seed, CancellationToken over)
    {
        var random = new Random((seed * 1000) + history.Key);
        while (!over.IsCancellationRequested)
        {
            switch (random.Next(4))
            {
                case 0:
                    await TryAsync(history, null, async () => (await airlines.RemoveAsync(history.Key, Remove)).Cas);
                    break;
                case 1:
                    try
                    {
                        await CheckAsync(airlines, history, Read);
                    }
                    catch (CouchbaseException)
                    {
                        // A read that failed tells nothing.
                    }

                    break;
                default:
                    var value = history.NextValue();
                    await TryAsync(
                        history, value, async () => (await airlines.UpsertAsync(new Airline { Id = history.Key, Name = "chaos", Flights = value }, Write)).Cas);
                    break;
            }
        }
    }

    private static async Task TryAsync(KeyHistory history, int? value, Func<Task<Cas>> write)
    {
        try
        {
            history.Acknowledged(value, await write());
        }
        catch (DocumentNotFoundException)
        {
            history.Observed(null, default);
        }
        catch (Exception e) when (e is AmbiguousTimeoutException or RequestCanceledException)
        {
            history.Unknown(value, e);
        }
        catch (CouchbaseException e)
        {
            history.Refused(value, e);
        }
    }

    private static async Task CheckAsync(Collection<Airline> airlines, KeyHistory history, GetOptions options)
    {
        var found = await airlines.FindAsync(history.Key, options);
        history.Observed(found?.Value.Flights, found?.Cas ?? default);
    }
}
