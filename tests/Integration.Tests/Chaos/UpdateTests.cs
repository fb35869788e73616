using Integration.Tests.Documents;
using Settee;
using Settee.Wire;

namespace Integration.Tests.Chaos;

/// <summary>
/// Many callers count in the same documents while nodes fail. Each leaves its mark with every increment, so that what was acknowledged can
/// be told from what may or may not have happened.
/// </summary>
[Collection(nameof(ChaosCollection))]
public sealed class UpdateTests
{
    private const int Callers = 12;
    private const int Increments = 15;
    private const int Documents = 4;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 6)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Increments_of_many_callers_add_up(int seed)
    {
        await using var world = await ChaosWorld.StartAsync(new() { Nodes = 3, Replicas = 1, Http = false });
        for (var id = 0; id < Documents; id++)
            await world.Airlines.UpsertAsync(new Airline { Id = id, Name = "tally" });

        var callers = Enumerable.Range(0, Callers).Select(number => new Caller(number)).ToArray();
        var random = new Random(seed);
        for (var i = 0; i < Increments; i++)
        {
            await HarmAsync(world, random);
            var counting = Task.WhenAll(callers.Select(caller => caller.CountAsync(world.Airlines)));
            await HarmAsync(world, random);
            await world.AdvanceUntilAsync(counting, TimeSpan.FromMinutes(2));
            await counting;
        }

        foreach (var node in world.Emulator.Nodes)
            await node.StartAsync();

        for (var id = 0; id < Documents; id++)
        {
            var reading = world.Airlines.GetAsync(id, new() { Timeout = TimeSpan.FromHours(1) }).AsTask();
            await world.AdvanceUntilAsync(reading, TimeSpan.FromSeconds(30));
            var tally = (await reading).Value;
            var certain = callers.SelectMany(caller => caller.Certain[id]).ToArray();
            var possible = callers.SelectMany(caller => caller.Possible[id]).ToArray();

            // Every mark was made once, each acknowledged one is there, and whatever else is there may have happened.
            Assert.Equal(tally.Tags.Count, tally.Tags.Distinct().Count());
            Assert.Equal(tally.Tags.Count, tally.Flights);
            Assert.Empty(certain.Except(tally.Tags));
            Assert.Empty(tally.Tags.Except(certain).Except(possible));
        }

        // How many get through depends on when the harm strikes; that none does would prove nothing.
        Assert.Contains(callers, static caller => caller.Certain.Any(static marks => marks.Count > 0));
    }

    private static async Task HarmAsync(ChaosWorld world, Random random)
    {
        var node = world.Emulator.Node(random.Next(3));
        switch (random.Next(6))
        {
            case 0:
                await node.StopAsync();
                break;
            case 1:
                node.On(Opcode.Replace).CloseAfter(random.Next(40));
                break;
            case 2:
                node.On(Opcode.Replace).DropAnswer(times: 1);
                break;
            case 3:
                node.On(Opcode.Get).Answer(Status.TemporaryFailure, times: 5);
                break;
            case 4:
                world.Emulator.MoveVBucket(ChaosWorld.VBucketOf(random.Next(Documents)), random.Next(3));
                break;
            default:
                foreach (var one in world.Emulator.Nodes)
                    await one.StartAsync();

                break;
        }
    }

    private sealed class Caller(int number)
    {
        private int _made;

        private static readonly UpdateOptions Options = new() { Timeout = TimeSpan.FromSeconds(1), MaxAttempts = 100 };

        public List<string>[] Certain { get; } = [.. Enumerable.Range(0, Documents).Select(_ => new List<string>())];

        public List<string>[] Possible { get; } = [.. Enumerable.Range(0, Documents).Select(_ => new List<string>())];

        public async Task CountAsync(Collection<Airline> airlines)
        {
            await Task.Yield();
            var id = (number + _made) % Documents;
            var mark = $"{number}.{_made++}";
            try
            {
                await airlines.UpdateAsync(
                    id, mark, static (tally, mark) => tally with { Flights = tally.Flights + 1, Tags = [.. tally.Tags, mark] }, Options);
                Certain[id].Add(mark);
            }
            catch (Exception e) when (e is AmbiguousTimeoutException or RequestCanceledException)
            {
                Possible[id].Add(mark);
            }
            catch (CouchbaseException)
            {
                // Certainly not done.
            }
        }
    }
}
