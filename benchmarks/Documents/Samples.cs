using System.Text.Json.Serialization.Metadata;

namespace Settee.Benchmarks.Documents;

/// <summary>Arrays of numbers: integers of every length, and floating-point numbers of a vector.</summary>
[Document("_default._default", Key = "samples::{Id}")]
public sealed partial record Samples : IBenchmarkDocument<Samples>
{
    private const int Count = 500;

    public required int Id { get; init; }

    public int[] Counts { get; init; } = [];

    public float[] Vector { get; init; } = [];

    public static JsonTypeInfo<Samples> JsonType => BenchmarkContext.Default.Samples;

    public static Samples Sample() => new()
    {
        Id = 1,
        Counts = [.. Enumerable.Range(0, Count).Select(static i => (i * 7919 * (i % 13)) - 50_000)],
        Vector = [.. Enumerable.Range(0, Count).Select(static i => MathF.Sin(i))],
    };
}
