using Settee.Documents;
using Settee.TestTypes;
using Settee.Wire;

namespace Settee.Generators.Tests;

/// <summary>What writing, reading, keys and patches allocate once their buffers have grown.</summary>
public sealed class AllocationTests
{
    private static readonly Airline Sample = new()
    {
        Id = 10,
        Name = "Köln \"Air\"",
        Address = new Address { City = "Bonn", Floors = { ["a"] = 1 } },
        Tags = ["regional", "jet"],
    };

    [Fact]
    public void Writing_allocates_nothing()
    {
        var buffer = new FrameBuffer();
        Assert.Equal(0, Measure(() =>
        {
            buffer.Reset();
            Write(buffer, Sample);
        }));
    }

    [Fact]
    public void Reading_allocates_the_object_only()
    {
        // Two objects of the same members, one read and one made by hand.
        var json = """{"id":1,"flights":2,"name":null,"country":null,"address":null,"tags":null}"""u8.ToArray();
        object? kept = null;
        var read = Measure(() => kept = DocumentJson.Deserialize<Airline>(json));
        // The initial value of Tags is made and replaced.
        var made = Measure(() => kept = new Airline { Id = 1, Name = null!, Flights = 2 });
        GC.KeepAlive(kept);
        Assert.Equal(made, read);
    }

    [Fact]
    public void Keys_and_patches_allocate_nothing()
    {
        var builder = new PatchBuilder();
        Assert.Equal(0, Measure(() =>
        {
            builder.Reset();
            var key = Airline.KeyFor(10);
            var patch = Over<AirlinePatch>(builder);
            patch.Name.Set("Köln Air");
            patch.Address.City.Set("Bonn");
            patch.Flights.Increment(2);
            patch.Tags.Append("regional");
            patch.Address.Floors["x"].Set(key.Length);
        }));
    }

    private static T Over<T>(PatchBuilder builder)
        where T : struct, IDocumentPatch<T>, allows ref struct => T.Over(builder);

    private static void Write<T>(FrameBuffer buffer, T document)
        where T : IDocument<T>
    {
        var writer = new JsonWriter(buffer);
        T.Write(ref writer, document);
        writer.Flush();
    }

    // The smallest of many runs: tiering and other threads can only add.
    private static long Measure(Action action)
    {
        var least = long.MaxValue;
        for (var i = 0; i < 100; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
