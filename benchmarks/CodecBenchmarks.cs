using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using BenchmarkDotNet.Attributes;
using Settee.Documents;

namespace Settee.Benchmarks;

/// <summary>The generated codec against the source-generated mode of System.Text.Json, on the same type and with the same settings.</summary>
[MemoryDiagnoser]
public class CodecBenchmarks
{
    private readonly Order _order = Order.Sample(1);
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private Utf8JsonWriter _writer = null!;
    private byte[] _json = [];

    [GlobalSetup]
    public void SetUp()
    {
        _json = DocumentJson.Serialize(_order);
        _writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    }

    [Benchmark]
    public int WriteSettee()
    {
        _buffer.ResetWrittenCount();
        var writer = new JsonWriter(_buffer);
        Write(ref writer, _order);
        writer.Flush();
        return _buffer.WrittenCount;
    }

    [Benchmark]
    public int WriteSystemTextJson()
    {
        _buffer.ResetWrittenCount();
        _writer.Reset();
        JsonSerializer.Serialize(_writer, _order, OrderContext.Default.Order);
        return _buffer.WrittenCount;
    }

    [Benchmark]
    public Order ReadSettee() => DocumentJson.Deserialize<Order>(_json);

    [Benchmark]
    public Order? ReadSystemTextJson() => JsonSerializer.Deserialize(_json, OrderContext.Default.Order);

    private static void Write<T>(ref JsonWriter writer, T document)
        where T : IDocument<T> =>
        T.Write(ref writer, document);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Order))]
internal sealed partial class OrderContext : JsonSerializerContext;
