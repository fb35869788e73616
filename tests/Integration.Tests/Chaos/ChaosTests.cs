using Integration.Tests.Documents;
using Settee;
using Settee.Emulator;
using Settee.Topology;

namespace Integration.Tests.Chaos;

/// <summary>
/// Writers work on keys of their own while nodes come, go, fail and lie. Whatever happens, an acknowledged write is never lost, a removed
/// document never comes back, and versions never go back. The seed is in the report; run that one case to see it again.
/// </summary>
[Collection(nameof(ChaosCollection))]
public sealed class ChaosTests
{
    private const int Writers = 16;
    private const int Steps = 40;
    private const int OperationsPerStep = 40;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2.5);
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
        // The seeds are what a DNS record would tell: whoever lost all nodes finds the present ones.
        CouchbaseEmulator? cluster = null;
        await using var world = await ChaosWorld.StartAsync(
            new() { Nodes = 3, Replicas = 1, Http = false },
            prepare: emulator => cluster = emulator,
            resolveSeeds: _ => ValueTask.FromResult<NodeEndpoint[]>([.. cluster!.Nodes.Where(node => node.IsRunning).Select(node => new NodeEndpoint(node.Host, node.KvPort))]));
        using var plan = new ChaosPlan(world.Emulator, seed);
        var histories = Enumerable.Range(0, Writers).Select(key => new KeyHistory(key)).ToArray();
        using var over = new CancellationTokenSource();
        var gate = new WriterGate();
        try
        {
            var writers = Task.WhenAll(histories.Select(history => Task.Run(() => WriteUntilOverAsync(world.Airlines, history, gate, seed, over.Token))));
            for (var step = 0; step < Steps; step++)
            {
                await plan.StepAsync();
                await LetWritersWorkAsync(world, plan, gate, histories);
            }

            await plan.CalmAsync();
            await over.CancelAsync();
            gate.Open();
            await world.AdvanceUntilAsync(writers, TimeSpan.FromMinutes(1));
            await writers;

            // Whatever happened before: a calm cluster serves every document within a probe of a silent connection, the longest back-off
            // and a poll.
            var checks = Task.WhenAll(histories.Select(history => CheckAsync(world.Airlines, history, new() { Timeout = TimeSpan.FromHours(1) })));
            await world.AdvanceUntilAsync(checks, ChaosWorld.Probing + ChaosWorld.LongestBackoff + ChaosWorld.PollInterval);
            await checks;
        }
        catch (Exception e)
        {
            await over.CancelAsync();
            gate.Open();
            throw new InvalidOperationException($"{e.Message}\n{plan.Log}\n{world.Describe()}", e);
        }
    }

    // Some operations between two steps, however fast the machine is, and then some time, during which nobody begins anything: only what is
    // stuck sees the clock move. Otherwise healthy nodes would seem to miss deadlines, and what they do late would look like a mistake.
    private static async Task LetWritersWorkAsync(ChaosWorld world, ChaosPlan plan, WriterGate gate, KeyHistory[] histories)
    {
        var target = histories.Sum(history => history.Operations) + OperationsPerStep;
        gate.Open();
        await world.AdvanceUntilAsync(() => histories.Sum(history => history.Operations) >= target, TimeSpan.FromMinutes(10));
        gate.Close();
        await world.AdvanceAtMostAsync(plan.Pause(), unless: static () => false);
    }

    private static async Task WriteUntilOverAsync(
        Collection<Airline> airlines, KeyHistory history, WriterGate gate, int seed, CancellationToken over)
    {
        var random = new Random((seed * 1000) + history.Key);
        while (true)
        {
            await gate.WaitAsync();
            if (over.IsCancellationRequested)
                return;

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
