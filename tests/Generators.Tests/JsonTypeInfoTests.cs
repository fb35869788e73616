using System.Buffers;
using System.Text;
using System.Text.Json;
using Settee.Documents;
using Settee.TestTypes.Zoo;

namespace Settee.Generators.Tests;

/// <summary>
/// Documents in the serializer of System.Text.Json. This is also where codecs meet text in pieces: a stored document is always read
/// from one.
/// </summary>
public sealed class JsonTypeInfoTests
{
    private static readonly Exposed Sample = new(1, "Köln \"😀\"")
    {
        Points = [new() { X = 1 }, new() { Y = -2 }],
        Shape = new Square { Side = 3, Inner = new Circle { Radius = 1.5 } },
        More = new() { ["more"] = "ü", ["none"] = null },
    };

    [Fact]
    public void The_serializer_writes_and_reads_what_the_codec_does()
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(Sample, Exposed.JsonTypeInfo);
        Assert.Equal(DocumentJson.Serialize(Sample), json);

        var read = JsonSerializer.Deserialize(json, Exposed.JsonTypeInfo)!;
        Assert.Equal(json, DocumentJson.Serialize(read));
        Assert.Null(JsonSerializer.Deserialize("null", Exposed.JsonTypeInfo));
        Assert.Equal("null", JsonSerializer.Serialize(null!, Exposed.JsonTypeInfo));
    }

    [Fact]
    public void Conventions_of_the_document_hold_there_too()
    {
        var json = JsonSerializer.Serialize(new ExposedStruct { Id = 1, Text = "ü" }, ExposedStruct.JsonTypeInfo);
        Assert.Equal("""{"Id":1,"Text":"\u00FC"}""", json);
        Assert.Equal("x", JsonSerializer.Deserialize("""{"Text":"x"}""", ExposedStruct.JsonTypeInfo).Text);
    }

    [Fact]
    public void Options_that_are_made_elsewhere_take_documents_as_parts()
    {
        var options = new JsonSerializerOptions
        {
            TypeInfoResolverChain = { DocumentJson.ResolverOf<Exposed>(), new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver() },
        };
        var json = JsonSerializer.Serialize(new[] { Sample, null }, options);
        Assert.Equal($"[{Encoding.UTF8.GetString(DocumentJson.Serialize(Sample))},null]", json);
        Assert.Equal(Sample.Name, JsonSerializer.Deserialize<Exposed[]>(json, options)![0].Name);
    }

    [Fact]
    public void Text_in_two_pieces_is_read_wherever_it_is_cut()
    {
        var json = DocumentJson.Serialize(Sample);
        for (var cut = 0; cut <= json.Length; cut++)
        {
            var reader = new Utf8JsonReader(Cut(json, cut));
            var read = JsonSerializer.Deserialize(ref reader, Exposed.JsonTypeInfo)!;
            Assert.True(json.AsSpan().SequenceEqual(DocumentJson.Serialize(read)), $"Cut at {cut}.");
        }
    }

    [Fact]
    public void Text_that_is_read_from_a_stream_in_single_bytes_is_the_same()
    {
        var json = DocumentJson.Serialize(Sample);
        var read = JsonSerializer.Deserialize(new Drip(json), Exposed.JsonTypeInfo)!;
        Assert.Equal(json, DocumentJson.Serialize(read));
    }

    [Theory]
    [InlineData("""{"id":"x"}""")]
    [InlineData("""{"points":[{"x":1},{"x":null}]}""")]
    [InlineData("""{"points":[}""")]
    public void Errors_are_those_of_the_codec(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, Exposed.JsonTypeInfo));

    private static ReadOnlySequence<byte> Cut(byte[] json, int cut)
    {
        var first = new Piece(json.AsMemory(0, cut));
        var last = first.Append(json.AsMemory(cut));
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory) => Memory = memory;

        public Piece Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Piece(memory) { RunningIndex = RunningIndex + Memory.Length };
            Next = next;
            return next;
        }
    }

    private sealed class Drip(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(1, buffer.Length)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(1, count));
    }
}
