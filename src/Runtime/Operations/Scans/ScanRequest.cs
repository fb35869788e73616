using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Settee.Operations.Scans;

/// <summary>The JSON that starts a scan of one vbucket.</summary>
internal static class ScanRequest
{
    // The server wants a beginning and an end: the smallest and the largest key.
    private static readonly byte[] First = [0];
    private static readonly byte[] Last = [0xff];

    /// <param name="collection">The collection's id.</param>
    /// <param name="range">What to scan.</param>
    /// <param name="keysOnly">Whether values are left out.</param>
    /// <param name="after">Where a scan that broke off goes on; null at the beginning.</param>
    /// <param name="token">A write that the scan must see; null for none.</param>
    /// <param name="timeout">How long the server may wait for that write.</param>
    public static byte[] Write(uint collection, ScanRange range, bool keysOnly, byte[]? after, MutationToken? token, TimeSpan timeout)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        if (collection != 0)
            json.WriteString("collection", collection.ToString("x", CultureInfo.InvariantCulture));

        if (keysOnly)
            json.WriteBoolean("key_only", true);

        if (range.SampleSize is { } samples)
        {
            json.WriteStartObject("sampling");
            json.WriteNumber("samples", samples);
            json.WriteNumber("seed", range.Seed);
            json.WriteEndObject();
        }
        else
        {
            json.WriteStartObject("range");
            if (after is not null)
                json.WriteBase64String("excl_start", after);
            else
                json.WriteBase64String(range.ExcludesFrom ? "excl_start" : "start", range.From is null ? First : Encoding.UTF8.GetBytes(range.From));

            json.WriteBase64String(range.ExcludesTo ? "excl_end" : "end", EndOf(range));
            json.WriteEndObject();
        }

        if (token is { } write)
        {
            json.WriteStartObject("snapshot_requirements");
            json.WriteString("vb_uuid", write.VBucketUuid.ToString(CultureInfo.InvariantCulture));
            json.WriteNumber("seqno", write.SequenceNumber);
            json.WriteNumber("timeout_ms", (uint)Math.Min(timeout.TotalMilliseconds, uint.MaxValue));
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    // A byte that no UTF-8 text holds ends a prefix behind everything that begins with it.
    private static byte[] EndOf(ScanRange range) =>
        range.IsPrefix ? [.. Encoding.UTF8.GetBytes(range.To!), 0xff]
        : range.To is null ? Last
        : Encoding.UTF8.GetBytes(range.To);
}
