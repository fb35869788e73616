using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Settee.Benchmarks.Documents;

/// <summary>A document that both sides of a comparison can write and read.</summary>
/// <typeparam name="T">The document type itself.</typeparam>
public interface IBenchmarkDocument<T> : IDocument<T>
    where T : class, IBenchmarkDocument<T>
{
    /// <summary>What the generator of System.Text.Json wrote for the type.</summary>
    static abstract JsonTypeInfo<T> JsonType { get; }

    /// <summary>A typical value.</summary>
    static abstract T Sample();
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(Sensor))]
[JsonSerializable(typeof(Nested))]
[JsonSerializable(typeof(Words))]
[JsonSerializable(typeof(Samples))]
internal sealed partial class BenchmarkContext : JsonSerializerContext;
