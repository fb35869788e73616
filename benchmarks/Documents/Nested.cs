using System.Text.Json.Serialization.Metadata;

namespace Settee.Benchmarks.Documents;

/// <summary>A deep document: thirty levels of the same object.</summary>
[Document("_default._default", Key = "nested::{Id}")]
public sealed partial record Nested : IBenchmarkDocument<Nested>
{
    private const int Depth = 30;

    public required int Id { get; init; }

    public required Level Root { get; init; }

    public static JsonTypeInfo<Nested> JsonType => BenchmarkContext.Default.Nested;

    public static Nested Sample()
    {
        Level? level = null;
        for (var depth = Depth; depth > 0; depth--)
            level = new Level { Name = $"level {depth}", Depth = depth, Next = level };

        return new Nested { Id = 1, Root = level! };
    }
}

public sealed record Level
{
    public required string Name { get; init; }

    public int Depth { get; init; }

    public Level? Next { get; init; }
}
