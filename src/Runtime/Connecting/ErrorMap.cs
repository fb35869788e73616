using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Settee.Connecting;

/// <summary>What a node says about one status.</summary>
internal sealed record ErrorMapEntry(ushort Code, string Name, string Description, FrozenSet<string> Attributes)
{
    /// <summary>Whether the connection cannot be used any further after this status; also when it wants handling that nobody here knows.</summary>
    public bool InvalidatesConnection => Attributes.Contains("conn-state-invalidated") || Attributes.Contains("special-handling");

    public bool MeansAuthentication => Attributes.Contains("auth");

    /// <summary>Whether trying again, at once or later, may help.</summary>
    public bool MayRetry => Attributes.Contains("retry-now") || Attributes.Contains("retry-later") || Attributes.Contains("auto-retry");

    public bool MeansFetchMap => Attributes.Contains("fetch-config");
}

/// <summary>
/// The statuses of one node, for those that this client does not know. Only an aid: whatever is malformed is left out, entry by entry,
/// because a server with an odd map must still be usable.
/// </summary>
internal sealed class ErrorMap
{
    public static readonly ErrorMap Empty = new(0, 0, FrozenDictionary<ushort, ErrorMapEntry>.Empty);

    private readonly FrozenDictionary<ushort, ErrorMapEntry> _entries;

    private ErrorMap(int version, int revision, FrozenDictionary<ushort, ErrorMapEntry> entries)
    {
        Version = version;
        Revision = revision;
        _entries = entries;
    }

    /// <summary>The highest version that is understood, as asked for in the request.</summary>
    public const ushort HighestVersion = 2;

    public int Version { get; }

    public int Revision { get; }

    public int Count => _entries.Count;

    public ErrorMapEntry? Find(ushort code) => _entries.GetValueOrDefault(code);

    /// <summary>Reads as much as can be read; never throws.</summary>
    public static ErrorMap Parse(ReadOnlySpan<byte> utf8)
    {
        int version = 0, revision = 0;
        var entries = new Dictionary<ushort, ErrorMapEntry>();
        var json = new Utf8JsonReader(utf8);
        try
        {
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
                return Empty;

            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var member = json.GetString();
                json.Read();
                if (member == "version" && json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var number))
                    version = number;
                else if (member == "revision" && json.TokenType == JsonTokenType.Number && json.TryGetInt32(out number))
                    revision = number;
                else if (member == "errors" && json.TokenType == JsonTokenType.StartObject)
                    ReadEntries(ref json, entries);
                else
                    json.Skip();
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The rest is unreadable; what came before stands.
        }

        return new ErrorMap(version, revision, entries.ToFrozenDictionary());
    }

    private static void ReadEntries(ref Utf8JsonReader json, Dictionary<ushort, ErrorMapEntry> entries)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var key = json.GetString();
            json.Read();
            if (json.TokenType == JsonTokenType.StartObject
                && ushort.TryParse(key, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
                entries[code] = ReadEntry(ref json, code);
            else
                json.Skip();
        }
    }

    private static ErrorMapEntry ReadEntry(ref Utf8JsonReader json, ushort code)
    {
        string name = "", description = "";
        var attributes = new HashSet<string>(StringComparer.Ordinal);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var member = json.GetString();
            json.Read();
            if (member == "name" && json.TokenType == JsonTokenType.String)
                name = json.GetString()!;
            else if (member == "desc" && json.TokenType == JsonTokenType.String)
                description = json.GetString()!;
            else if (member == "attrs" && json.TokenType == JsonTokenType.StartArray)
                ReadAttributes(ref json, attributes);
            else
                json.Skip(); // Among them "retry": its numbers are not used (SDK-RFC 49).
        }

        return new ErrorMapEntry(code, name, description, attributes.ToFrozenSet(StringComparer.Ordinal));
    }

    private static void ReadAttributes(ref Utf8JsonReader json, HashSet<string> attributes)
    {
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.String)
                attributes.Add(json.GetString()!);
            else
                json.Skip();
        }
    }
}
