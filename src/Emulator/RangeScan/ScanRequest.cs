using System.Globalization;
using System.Text.Json;
using Settee.Wire;

namespace Settee.Emulator.RangeScan;

/// <summary>Which state of the vbucket a scan needs.</summary>
internal sealed record SnapshotRequirement(ulong Uuid, ulong Seqno, bool MustExist, uint? TimeoutMilliseconds);

/// <summary>What a client wants to scan.</summary>
internal sealed class ScanRequest
{
    private const int MaxKeyLength = 250;
    private const int MaxNameLength = 50;

    public byte[] Start { get; private set; } = [0];

    public bool ExcludesStart { get; private set; }

    public byte[] End { get; private set; } = [0xff];

    public bool ExcludesEnd { get; private set; }

    public bool KeysOnly { get; private set; }

    /// <summary>Whether documents come with their attributes in front of the body.</summary>
    public bool IncludesXattrs { get; private set; }

    public ulong? Samples { get; private set; }

    public uint Seed { get; private set; }

    public SnapshotRequirement? Snapshot { get; private set; }

    /// <summary>
    /// Reads the description. A problem that the server has words for is told; wrong types and bad encodings throw
    /// <see cref="FormatException"/>, at which the server closes the connection.
    /// </summary>
    public static ScanRequest Parse(ReadOnlySpan<byte> json, out Status status, out string? problem)
    {
        status = Status.Success;
        problem = null;
        var result = new ScanRequest();
        using var document = JsonDocument.Parse(json.ToArray());
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            return result;

        var range = Optional(root, "range", JsonValueKind.Object);
        var sampling = Optional(root, "sampling", JsonValueKind.Object);
        var snapshot = Optional(root, "snapshot_requirements", JsonValueKind.Object);
        if (range is not null && sampling is not null)
        {
            status = Status.InvalidArguments;
            return result;
        }

        if (range is { } r && (problem = result.ReadRange(r)) is not null)
        {
            status = Status.InvalidArguments;
            return result;
        }

        if (snapshot is { } s)
            result.ReadSnapshot(s);
        if (sampling is { } sample)
        {
            result.Samples = Unsigned(sample, "samples") ?? throw new FormatException("samples");
            result.Seed = (uint)(Unsigned(sample, "seed") ?? 0);
            if (result.Samples == 0)
                status = Status.InvalidArguments;
        }

        if (Optional(root, "name", JsonValueKind.String)?.GetString() is { Length: > MaxNameLength })
        {
            status = Status.InvalidArguments;
            problem = $"name exceeds {MaxNameLength} bytes";
        }

        result.KeysOnly = Boolean(root, "key_only") ?? false;
        result.IncludesXattrs = Boolean(root, "include_xattrs") ?? false;
        return result;
    }

    /// <summary>The collection's id; null if the text is none.</summary>
    public static uint? ParseCollection(JsonElement root)
    {
        var text = root.ValueKind == JsonValueKind.Object ? Optional(root, "collection", JsonValueKind.String)?.GetString() : null;
        if (text is null)
            return 0;

        return uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id) && id is 0 or >= 8 ? id : null;
    }

    private static JsonElement? Optional(JsonElement owner, string name, JsonValueKind kind)
    {
        if (!owner.TryGetProperty(name, out var value))
            return null;

        return value.ValueKind == kind ? value : throw new FormatException(name);
    }

    private static bool? Boolean(JsonElement owner, string name)
    {
        if (!owner.TryGetProperty(name, out var value))
            return null;

        return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw new FormatException(name);
    }

    private static ulong? Unsigned(JsonElement owner, string name)
    {
        if (Optional(owner, name, JsonValueKind.Number) is not { } value)
            return null;

        return value.TryGetUInt64(out var number) ? number : throw new FormatException(name);
    }

    private string? ReadRange(JsonElement range)
    {
        try
        {
            var problem = ReadKey(range, "start", "excl_start", out var start, out var excludesStart)
                ?? ReadKey(range, "end", "excl_end", out var end, out var excludesEnd);
            if (problem is not null)
                return problem;

            ReadKey(range, "end", "excl_end", out end, out excludesEnd);
            Start = Convert.FromBase64String(start);
            ExcludesStart = excludesStart;
            End = Convert.FromBase64String(end);
            ExcludesEnd = excludesEnd;
        }
        catch (WrongTypeException wrong)
        {
            return wrong.Message;
        }

        return Start.Length > MaxKeyLength || End.Length > MaxKeyLength
            ? $"invalid key size in range start:{Start.Length}, end:{End.Length}"
            : null;
    }

    private static string? ReadKey(JsonElement range, string inclusive, string exclusive, out string key, out bool excludes)
    {
        var first = Text(range, inclusive);
        var second = Text(range, exclusive);
        key = first ?? second ?? "";
        excludes = first is null;
        if (first is not null && second is not null)
            return $"range included both {inclusive} and {exclusive}";

        return first is null && second is null ? $"range did not include {inclusive} or {exclusive}" : null;
    }

    private static string? Text(JsonElement owner, string name)
    {
        if (!owner.TryGetProperty(name, out var value))
            return null;

        return value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : throw new WrongTypeException($"wrong type for key:{name}, {value.GetRawText()}");
    }

    private void ReadSnapshot(JsonElement snapshot)
    {
        var uuid = Optional(snapshot, "vb_uuid", JsonValueKind.String)?.GetString() ?? throw new FormatException("vb_uuid");
        if (!ulong.TryParse(uuid, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed))
            throw new FormatException("vb_uuid");

        Snapshot = new SnapshotRequirement(
            parsed,
            Unsigned(snapshot, "seqno") ?? throw new FormatException("seqno"),
            Boolean(snapshot, "seqno_exists") ?? false,
            (uint?)Unsigned(snapshot, "timeout_ms"));
    }

    /// <summary>A wrong type inside the range, which unlike others is told.</summary>
    private sealed class WrongTypeException(string message) : Exception(message);
}
