using System.IO.Enumeration;

namespace Settee.Emulator.Replay;

/// <summary>How one conversation went.</summary>
internal enum ReplayOutcome
{
    Passed,
    Failed,
    Skipped,
}

/// <summary>The outcome of a conversation, and what it was that differed or was missing.</summary>
internal sealed record ReplayResult(string Name, ReplayOutcome Outcome, string? Reason);

/// <summary>Replays folders of conversations.</summary>
internal sealed class Replayer(ReplayTarget target)
{
    private readonly ServerFacts _facts = new(target);

    /// <summary>The conversations below a folder, in the order of their names.</summary>
    public static IEnumerable<Scenario> Find(string folder, string? names = null) =>
        Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(Scenario.Load)
            .OfType<Scenario>()
            .Where(s => names is null || FileSystemName.MatchesSimpleExpression(names, s.Name));

    public async Task<ReplayResult> PlayAsync(Scenario scenario)
    {
        var player = new ScenarioPlayer(scenario, target, _facts);
        try
        {
            await player.PlayAsync().ConfigureAwait(false);
            return new ReplayResult(scenario.Name, ReplayOutcome.Passed, null);
        }
        catch (SpecialStateException missing)
        {
            return new ReplayResult(scenario.Name, ReplayOutcome.Skipped, missing.Message);
        }
        catch (MismatchException mismatch)
        {
            return new ReplayResult(scenario.Name, ReplayOutcome.Failed, mismatch.Message);
        }
        finally
        {
            await player.DisposeAsync().ConfigureAwait(false);
        }
    }
}
