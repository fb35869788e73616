using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Settee.Benchmarks.Documents;
using Settee.Documents;

namespace Settee.Benchmarks;

/// <summary>
/// The generated codec against the source-generated mode of System.Text.Json: the same type, the same settings, both into and out of
/// memory that is there already.
/// </summary>
[MemoryDiagnoser]
[GenericTypeArguments(typeof(Order))]
[GenericTypeArguments(typeof(Sensor))]
[GenericTypeArguments(typeof(Nested))]
[GenericTypeArguments(typeof(Words))]
[GenericTypeArguments(typeof(Samples))]
public class CodecBenchmarks<T>
    where T : class, IBenchmarkDocument<T>
{
    private readonly T _document = T.Sample();
    private readonly ArrayBufferWriter<byte> _buffer = new(64 * 1024);
    private Utf8JsonWriter _writer = null!;
    private byte[] _json = [];

    [GlobalSetup]
    public void SetUp()
    {
        _json = DocumentJson.Serialize(_document);
        _writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    }

    [Benchmark]
    public int WriteSettee()
    {
        _buffer.ResetWrittenCount();
        var writer = new JsonWriter(_buffer);
        T.Write(ref writer, _document);
        writer.Flush();
        return _buffer.WrittenCount;
    }

    [Benchmark]
    public int WriteSystemTextJson()
    {
        _buffer.ResetWrittenCount();
        _writer.Reset();
        JsonSerializer.Serialize(_writer, _document, T.JsonType);
        return _buffer.WrittenCount;
    }

    [Benchmark]
    public T ReadSettee() => DocumentJson.Deserialize<T>(_json);

    [Benchmark]
    public T? ReadSystemTextJson() => JsonSerializer.Deserialize(_json, T.JsonType);
}
