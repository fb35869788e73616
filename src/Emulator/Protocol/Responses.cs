using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Settee.Wire;

namespace Settee.Emulator.Protocol;

/// <summary>The parts of an answer.</summary>
internal ref struct Response
{
    public Status Status { get; init; }

    public DataType DataType { get; init; }

    public ulong Cas { get; init; }

    public ReadOnlySpan<byte> Extras { get; init; }

    public ReadOnlySpan<byte> Key { get; init; }

    public ReadOnlySpan<byte> Value { get; init; }
}

/// <summary>Lays answers out as frames.</summary>
internal static class Responses
{
    private const int DurationFrameLength = 3;

    public static void Write(OutputBuffer output, Features features, in FrameHeader request, long startedAt, in Response response)
    {
        var framing = features.Tracing ? DurationFrameLength : 0;
        var header = new FrameHeader
        {
            Magic = framing > 0 ? Magic.FlexibleResponse : Magic.Response,
            RawOpcode = request.RawOpcode,
            FramingExtrasLength = framing,
            KeyLength = response.Key.Length,
            ExtrasLength = response.Extras.Length,
            DataType = response.DataType,
            VBucketOrStatus = (ushort)response.Status,
            BodyLength = framing + response.Extras.Length + response.Key.Length + response.Value.Length,
            Opaque = request.Opaque,
            Cas = response.Cas,
        };

        output.Append(header.FrameLength, new Layout { Header = header, Response = response, StartedAt = startedAt }, static (span, layout) =>
        {
            layout.Header.Write(span);
            span = span[FrameHeader.Size..];
            if (layout.Header.FramingExtrasLength > 0)
            {
                span[0] = 0x02;
                BinaryPrimitives.WriteUInt16BigEndian(span[1..], ServerDuration.Encode(Stopwatch.GetElapsedTime(layout.StartedAt)));
                span = span[DurationFrameLength..];
            }

            layout.Response.Extras.CopyTo(span);
            span = span[layout.Response.Extras.Length..];
            layout.Response.Key.CopyTo(span);
            layout.Response.Value.CopyTo(span[layout.Response.Key.Length..]);
        });
    }

    /// <summary>The value of a refusal: words for people, a reference for the log, the manifest that was asked.</summary>
    public static byte[] ErrorBody(string? context, string? reference = null, string? manifestUid = null)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            if (context is not null || reference is not null)
            {
                json.WriteStartObject("error"u8);
                if (context is not null)
                    json.WriteString("context"u8, context);
                if (reference is not null)
                    json.WriteString("ref"u8, reference);
                json.WriteEndObject();
            }

            if (manifestUid is not null)
                json.WriteString("manifest_uid"u8, manifestUid);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private ref struct Layout
    {
        public FrameHeader Header { get; init; }

        public Response Response { get; init; }

        public long StartedAt { get; init; }
    }
}
