using System.Buffers;
using System.Text;
using System.Text.Json;
using Settee.Emulator.Storage;
using Settee.Wire;

namespace Settee.Emulator.SubDocument;

/// <summary>Attributes that are computed when they are read: the document's metadata, the vbucket's clock, the list of attributes.</summary>
internal sealed class VirtualXattrs(VBucket vbucket, Document document, bool mayReadSystem)
{
    private const string DocumentName = "$document";
    private const string VBucketName = "$vbucket";
    private const string ContentsName = "$XTOC";

    /// <summary>The attribute as an object with its own name as the only field, so that whole paths can be searched; null if unknown.</summary>
    public byte[]? Compose(string name) => name switch
    {
        DocumentName => Write(name, WriteDocument),
        VBucketName => Write(name, WriteVBucket),
        ContentsName => Write(name, WriteContents),
        _ => null,
    };

    /// <summary>The value at a path that begins with an attribute's name.</summary>
    public byte[]? Read(ReadOnlySpan<byte> path)
    {
        if (XattrKey.LengthOf(path) == 0 || Compose(XattrKey.NameOf(path)) is not { } composed)
            return null;

        return new JsonEdit().Get(composed, path, out var value) == Status.Success ? composed[value] : null;
    }

    private static byte[] Write(string name, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WritePropertyName(name);
            write(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private void WriteDocument(Utf8JsonWriter json)
    {
        var body = Bodies.Plain(document);
        json.WriteStartObject();
        json.WriteString("CAS"u8, $"0x{document.Cas:x16}");
        json.WriteString("vbucket_uuid"u8, $"0x{vbucket.Uuid:x16}");
        json.WriteString("seqno"u8, $"0x{document.Seqno:x16}");
        json.WriteString("revid"u8, document.Revision.ToString(null, null));
        json.WriteNumber("exptime"u8, document.Expiry);
        json.WriteNumber("flags"u8, document.Flags);
        json.WriteNumber("value_bytes"u8, body.Length);
        json.WriteString("value_crc32c"u8, $"0x{Crc32C.Of(body):x8}");
        json.WriteStartArray("datatype"u8);
        if (document.FullDataType == DataType.Raw)
            json.WriteStringValue("raw"u8);
        if (document.IsCompressed)
            json.WriteStringValue("snappy"u8);
        if (document.IsJson)
            json.WriteStringValue("json"u8);
        if (document.Xattrs is not null)
            json.WriteStringValue("xattr"u8);
        json.WriteEndArray();
        json.WriteBoolean("deleted"u8, document.Deleted);
        json.WriteString("last_modified"u8, document.LastModified.ToString(null, null));
        json.WriteEndObject();
    }

    private void WriteVBucket(Utf8JsonWriter json)
    {
        const ulong second = 1_000_000_000;
        json.WriteStartObject();
        json.WriteStartObject("HLC"u8);
        json.WriteString("now"u8, (vbucket.Now / second).ToString(null, null));
        json.WriteString("mode"u8, vbucket.IsClockLogical ? "logical" : "real");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteContents(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var (name, _) in document.Xattrs is { } xattrs ? xattrs.Entries : [])
        {
            if (mayReadSystem || !Xattrs.IsSystem(name))
                json.WriteStringValue(name);
        }

        json.WriteEndArray();
    }
}
