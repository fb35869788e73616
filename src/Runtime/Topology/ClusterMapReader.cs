using System.Globalization;
using System.Text.Json;

namespace Settee.Topology;

/// <summary>
/// Turns the tokens of a cluster map into a <see cref="RawClusterMap"/>. Unknown members are skipped and null counts as absent; a known
/// member of the wrong type throws <see cref="InvalidClusterMapException"/> naming it.
/// </summary>
internal ref struct ClusterMapReader
{
    private Utf8JsonReader _json;

    public ClusterMapReader(ReadOnlySpan<byte> utf8) =>
        _json = new Utf8JsonReader(utf8, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip });

    public RawClusterMap Read()
    {
        var map = new RawClusterMap();
        _json.Read();
        if (_json.TokenType != JsonTokenType.StartObject)
            throw Wrong("the map", "an object");

        while (NextMember() is { } member)
        {
            switch (member)
            {
                case "rev":
                    map.Revision = ReadUInt64(member) ?? 0;
                    break;
                case "revEpoch":
                    map.Epoch = ReadInt64(member) ?? ClusterMapVersion.NoEpoch;
                    break;
                case "name":
                    map.Name = ReadString(member);
                    break;
                case "uuid":
                    map.Uuid = ReadString(member);
                    break;
                case "nodeLocator":
                    map.Locator = ReadString(member);
                    break;
                case "collectionsManifestUid":
                    map.CollectionsManifestUid = ReadHex(member);
                    break;
                case "clusterName":
                    map.ClusterName = ReadString(member);
                    break;
                case "clusterUUID":
                    map.ClusterUuid = ReadString(member);
                    break;
                case "prod":
                    map.Product = ReadString(member);
                    break;
                case "nodes":
                    map.Nodes = ReadNodes(member, extended: false);
                    break;
                case "nodesExt":
                    map.NodesExt = ReadNodes(member, extended: true);
                    break;
                case "vBucketServerMap":
                    map.VBucketServerMap = ReadVBucketServerMap(member);
                    break;
                case "bucketCapabilities":
                    ReadStrings(member, map.BucketCapabilities);
                    break;
                case "clusterCapabilities":
                    ReadClusterCapabilities(member, map.ClusterCapabilities);
                    break;
                case "clusterCapabilitiesVer":
                    map.ClusterCapabilitiesMajor = ReadMajorVersion(member);
                    break;
                default:
                    SkipValue();
                    break;
            }
        }

        if (_json.Read())
            throw Wrong("the map", "followed by nothing");

        return map;
    }

    private List<RawNode>? ReadNodes(string member, bool extended)
    {
        if (!BeginArray(member))
            return null;

        var nodes = new List<RawNode>();
        while (NextElement())
        {
            if (_json.TokenType != JsonTokenType.StartObject)
                throw Wrong(member, "an array of objects");

            nodes.Add(ReadNode(extended));
        }

        return nodes;
    }

    private RawNode ReadNode(bool extended)
    {
        var node = new RawNode();
        while (NextMember() is { } member)
        {
            switch (member)
            {
                case "hostname":
                    node.Hostname = ReadString(member);
                    break;
                // In nodes, "services" is a list of names in the statistics that older servers mix in.
                case "services" when extended:
                    node.Services = ReadPorts(member, static name => name) ?? ServicePorts.None;
                    break;
                // The old spelling; "proxy" and the like are of no use to a client.
                case "ports" when !extended:
                    node.Services = ReadPorts(member, static name => name switch
                    {
                        "direct" => "kv",
                        "sslDirect" => "kvSSL",
                        "httpsMgmt" => "mgmtSSL",
                        "httpsCAPI" => "capiSSL",
                        _ => "",
                    }) ?? ServicePorts.None;
                    break;
                case "couchApiBase":
                    node.CouchApiBase = ReadString(member);
                    break;
                case "nodeUUID":
                    node.Uuid = ReadString(member);
                    break;
                case "serverGroup":
                    node.ServerGroup = ReadString(member);
                    break;
                case "appTelemetryPath":
                    node.AppTelemetryPath = ReadString(member);
                    break;
                case "thisNode":
                    _json.Read();
                    node.ThisNode = _json.TokenType switch
                    {
                        JsonTokenType.True => true,
                        JsonTokenType.False or JsonTokenType.Null => false,
                        _ => throw Wrong(member, "true or false"),
                    };
                    break;
                case "alternateAddresses":
                    ReadAlternateAddresses(member, node.AlternateAddresses);
                    break;
                default:
                    SkipValue();
                    break;
            }
        }

        return node;
    }

    private ServicePorts? ReadPorts(string member, Func<string, string> nameOf)
    {
        if (!BeginObject(member))
            return null;

        var ports = ServicePorts.None;
        while (NextMember() is { } service)
        {
            if (nameOf(service) is not { Length: > 0 } name || ReferenceEquals(ports, ports.With(name, 1)))
            {
                SkipValue();
                continue;
            }

            var port = ReadInt64($"{member}.{service}") ?? 0;
            if (port is < 0 or > 65535)
                throw Wrong($"{member}.{service}", "a port");

            ports = ports.With(name, (int)port);
        }

        return ports;
    }

    private void ReadAlternateAddresses(string member, List<AlternateAddress> addresses)
    {
        if (!BeginObject(member))
            return;

        while (NextMember() is { } network)
        {
            if (!BeginObject($"{member}.{network}"))
                continue;

            string? host = null;
            ServicePorts? ports = null;
            while (NextMember() is { } part)
            {
                if (part == "hostname")
                    host = ReadString($"{member}.{network}.hostname");
                else if (part == "ports")
                    ports = ReadPorts($"{member}.{network}.ports", static name => name);
                else
                    SkipValue();
            }

            // Without a host there is nothing to dial. An empty list of ports cannot mean "no service at all", so it counts as absent.
            if (host is not null)
                addresses.Add(new AlternateAddress(network, HostName.WithoutBrackets(host), ports == ServicePorts.None ? null : ports));
        }
    }

    private RawVBucketServerMap? ReadVBucketServerMap(string member)
    {
        if (!BeginObject(member))
            return null;

        var map = new RawVBucketServerMap();
        while (NextMember() is { } part)
        {
            switch (part)
            {
                case "hashAlgorithm":
                    map.HashAlgorithm = ReadString(part);
                    break;
                case "numReplicas":
                    map.ReplicaCount = (int)Math.Clamp(ReadInt64(part) ?? 0, 0, 255);
                    break;
                case "serverList":
                    ReadStrings(part, map.ServerList);
                    break;
                case "vBucketMap":
                    map.Map = ReadRows(part);
                    break;
                case "vBucketMapForward":
                    map.ForwardMap = ReadRows(part);
                    break;
                default:
                    SkipValue();
                    break;
            }
        }

        return map;
    }

    private RawVBucketRows? ReadRows(string member)
    {
        if (!BeginArray(member))
            return null;

        var rows = new RawVBucketRows();
        while (NextElement())
        {
            if (_json.TokenType != JsonTokenType.StartArray)
                throw Wrong(member, "an array of arrays");

            var start = rows.Entries.Count;
            rows.Starts.Add(start);
            while (NextElement())
            {
                if (_json.TokenType != JsonTokenType.Number || !_json.TryGetInt16(out var entry) || entry < -1)
                    throw Wrong($"{member}[{rows.Starts.Count - 1}]", "made of positions in the server list or -1");

                rows.Entries.Add(entry);
            }

            if (rows.Entries.Count == start)
                throw Wrong($"{member}[{rows.Starts.Count - 1}]", "a row with at least one entry");

            rows.LongestRow = Math.Max(rows.LongestRow, rows.Entries.Count - start);
        }

        return rows;
    }

    private void ReadClusterCapabilities(string member, List<string> capabilities)
    {
        if (!BeginObject(member))
            return;

        var names = new List<string>();
        while (NextMember() is { } service)
        {
            names.Clear();
            ReadStrings($"{member}.{service}", names);
            foreach (var name in names)
                capabilities.Add($"{service}.{name}");
        }
    }

    private int ReadMajorVersion(string member)
    {
        var major = 1;
        if (!BeginArray(member))
            return major;

        for (var i = 0; NextElement(); i++)
        {
            if (i == 0 && !(_json.TokenType == JsonTokenType.Number && _json.TryGetInt32(out major)))
                throw Wrong(member, "an array of numbers");
        }

        return major;
    }

    private void ReadStrings(string member, List<string> values)
    {
        if (!BeginArray(member))
            return;

        while (NextElement())
        {
            if (_json.TokenType != JsonTokenType.String)
                throw Wrong(member, "an array of strings");

            values.Add(_json.GetString()!);
        }
    }

    private string? ReadString(string member)
    {
        _json.Read();
        return _json.TokenType switch
        {
            JsonTokenType.String => _json.GetString(),
            JsonTokenType.Null => null,
            _ => throw Wrong(member, "a string"),
        };
    }

    private ulong? ReadHex(string member)
    {
        if (ReadString(member) is not { } text)
            return null;

        return ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Wrong(member, "a hexadecimal number");
    }

    private long? ReadInt64(string member)
    {
        _json.Read();
        return _json.TokenType == JsonTokenType.Null ? null
            : _json.TokenType == JsonTokenType.Number && _json.TryGetInt64(out var value) ? value
            : throw Wrong(member, "an integer");
    }

    private ulong? ReadUInt64(string member)
    {
        _json.Read();
        return _json.TokenType == JsonTokenType.Null ? null
            : _json.TokenType == JsonTokenType.Number && _json.TryGetUInt64(out var value) ? value
            : throw Wrong(member, "an integer from 0 to 2^64-1");
    }

    private bool BeginObject(string member) => Begin(member, JsonTokenType.StartObject, "an object");

    private bool BeginArray(string member) => Begin(member, JsonTokenType.StartArray, "an array");

    private bool Begin(string member, JsonTokenType token, string expected)
    {
        _json.Read();
        return _json.TokenType == token || (_json.TokenType == JsonTokenType.Null ? false : throw Wrong(member, expected));
    }

    private string? NextMember()
    {
        _json.Read();
        return _json.TokenType == JsonTokenType.EndObject ? null : _json.GetString();
    }

    private bool NextElement() => _json.Read() && _json.TokenType != JsonTokenType.EndArray;

    private void SkipValue()
    {
        _json.Read();
        _json.Skip();
    }

    private readonly InvalidClusterMapException Wrong(string member, string expected) =>
        new($"The cluster map cannot be used: {member} is not {expected} (byte {_json.TokenStartIndex}).");
}
