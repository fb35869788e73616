using System.Text.Json.Nodes;
using Settee.Emulator.Replay;
using Settee.Emulator.Tests.Support;

namespace Settee.Emulator.Tests;

/// <summary>The replayer itself: a test that cannot fail proves nothing.</summary>
public class ReplayerTests
{
    [Fact]
    public void Every_recording_is_found() => Assert.Equal(1087, Recordings.Topics.Sum(t => Recordings.OfTopic(t).Count()));

    [Theory]
    [InlineData("""{"status":"0x0001"}""")]
    [InlineData("""{"status":"0x0000","value":"other"}""")]
    [InlineData("""{"status":"0x0000","cas":"zero"}""")]
    [InlineData("""{"status":"0x0000","extras":"00000001"}""")]
    [InlineData("""{"status":"0x0000","datatype":"0x00"}""")]
    [InlineData("""{"status":"0x0000","value_json":{"a":2}}""")]
    [InlineData("""{"status":"0x0000","magic":"0x18"}""")]
    public async Task A_wrong_expectation_is_noticed(string expectation)
    {
        var time = new ManualTimeProvider();
        await using var emulator = await CouchbaseEmulator.StartAsync(
            new EmulatorOptions { Conformance = true, Http = false, TimeProvider = time });
        var scenario = Recordings.OfTopic("get").Single(s => s.Name == "get/cas-stable");
        scenario.Steps[1]!["expect"] = JsonNode.Parse(expectation);
        var result = await new Replayer(new EmulatorTarget(emulator, time)).PlayAsync(scenario);

        Assert.Equal(ReplayOutcome.Failed, result.Outcome);
    }
}
