using System.Text;
using Settee.Emulator.Replay;
using Settee.Emulator.Tests.Support;

namespace Settee.Emulator.Tests;

/// <summary>The emulator answers as the recorded server did.</summary>
public class ScenarioTests
{
    public static TheoryData<string> Topics => new(Recordings.Topics);

    [Theory]
    [MemberData(nameof(Topics))]
    public async Task Conversations_go_as_recorded(string topic)
    {
        var time = new ManualTimeProvider();
        await using var emulator = await CouchbaseEmulator.StartAsync(
            new EmulatorOptions { Conformance = true, Http = false, TimeProvider = time }, TestContext.Current.CancellationToken);
        var replayer = new Replayer(new EmulatorTarget(emulator, time));
        var failures = new StringBuilder();
        var played = 0;
        foreach (var scenario in Recordings.OfTopic(topic))
        {
            var result = await replayer.PlayAsync(scenario);
            if (result.Outcome == ReplayOutcome.Passed)
                played++;
            else
                failures.AppendLine($"{result.Name}: {result.Reason}");
        }

        Assert.True(failures.Length == 0, failures.ToString());
        Assert.True(played > 0);
    }
}
