using Settee.Emulator.Replay;

namespace Settee.Emulator.Tests.Support;

/// <summary>An emulator in this process, whose clock the replay moves and whose counters it reads: nothing has to be waited for.</summary>
internal sealed class EmulatorTarget : ReplayTarget
{
    private static readonly TimeSpan ClockStep = TimeSpan.FromMilliseconds(50);
    private readonly CouchbaseEmulator _emulator;
    private readonly ManualTimeProvider _time;

    public EmulatorTarget(CouchbaseEmulator emulator, ManualTimeProvider time)
        : base("127.0.0.1", emulator.Node(0).KvPort)
    {
        _emulator = emulator;
        _time = time;
        Time = time;
        WhileWaiting = () => time.Advance(ClockStep);
    }

    public override Task WaitAsync(TimeSpan time)
    {
        _time.Advance(time);
        return Task.CompletedTask;
    }

    /// <summary>A round trip elsewhere gives the server the time to answer what it should not.</summary>
    public override async Task SettleAsync(TimeSpan atMost)
    {
        using var client = await WireClient.ConnectAsync(Port);
        await client.HelloAsync();
    }

    public override long Mark() => _emulator.Node(0).Server.Counters.Finished;

    public override Task PassAsync(long mark)
    {
        SpinWait.SpinUntil(() => _emulator.Node(0).Server.Counters.Finished > mark, TimeSpan.FromSeconds(5));
        return Task.CompletedTask;
    }
}

/// <summary>The recordings beside the tests.</summary>
internal static class Recordings
{
    private static string Root => Path.Combine(AppContext.BaseDirectory, "Scenarios");

    public static IEnumerable<string> Topics => Directory.EnumerateDirectories(Root).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal);

    public static IEnumerable<Scenario> OfTopic(string topic) => Replayer.Find(Path.Combine(Root, topic));
}
