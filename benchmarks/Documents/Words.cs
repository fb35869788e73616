using System.Text.Json.Serialization.Metadata;

namespace Settee.Benchmarks.Documents;

/// <summary>A long list of strings, one in eight with characters outside of ASCII.</summary>
[Document("_default._default", Key = "words::{Id}")]
public sealed partial record Words : IBenchmarkDocument<Words>
{
    private const int Count = 500;

    public required int Id { get; init; }

    public List<string> All { get; init; } = [];

    public static JsonTypeInfo<Words> JsonType => BenchmarkContext.Default.Words;

    public static Words Sample() => new()
    {
        Id = 1,
        All = [.. Enumerable.Range(0, Count).Select(static i => i % 8 == 7 ? $"Überflüssigkeit {i}" : $"an ordinary word or two, {i}")],
    };
}
