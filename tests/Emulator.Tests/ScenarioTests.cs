using System.Text;
using Settee.Emulator.Tests.Replay;
using Settee.Emulator.Tests.Support;

namespace Settee.Emulator.Tests;

/// <summary>The emulator answers as the recorded server did.</summary>
public class ScenarioTests
{
    /// <summary>Scenarios that cannot pass, each with its reason. There are none.</summary>
    private static readonly Dictionary<string, string> Excluded = [];

    public static TheoryData<string> Topics => new(Scenario.Topics);

    [Theory]
    [MemberData(nameof(Topics))]
    public async Task Conversations_go_as_recorded(string topic)
    {
        var time = new ManualTimeProvider();
        await using var emulator = await CouchbaseEmulator.StartAsync(
            new EmulatorOptions { Conformance = true, Http = false, TimeProvider = time }, TestContext.Current.CancellationToken);
        var facts = new ServerFacts(emulator.Node(0).KvPort);
        var failures = new StringBuilder();
        var played = 0;
        foreach (var scenario in Scenario.OfTopic(topic).Where(s => !Excluded.ContainsKey(s.Name)))
        {
            played++;
            try
            {
                await using var player = new ScenarioPlayer(scenario, emulator, facts, time);
                await player.PlayAsync();
            }
            catch (MismatchException mismatch)
            {
                failures.AppendLine(mismatch.Message);
            }
        }

        Assert.True(failures.Length == 0, failures.ToString());
        Assert.True(played > 0);
    }
}
