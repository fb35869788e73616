using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Settee.Emulator.Tests.Support;

namespace Settee.Emulator.Tests.Replay;

/// <summary>What the replayer has to ask the server for: the number of vbuckets and the ids of collections.</summary>
public sealed class ServerFacts(int port)
{
    private readonly Dictionary<string, int> _vbuckets = [];
    private readonly Dictionary<(string Bucket, string Name), uint> _collections = [];

    public async Task<int> VBucketsAsync(string bucket)
    {
        if (!_vbuckets.TryGetValue(bucket, out var count))
        {
            await using var client = await ConnectAsync(bucket);
            var config = JsonNode.Parse((await client.CallAsync(0xb5)).Value)!;
            _vbuckets[bucket] = count = config["vBucketServerMap"]!["vBucketMap"]!.AsArray().Count;
        }

        return count;
    }

    public async Task<uint> CollectionIdAsync(string bucket, string name)
    {
        if (name is "_default" or "_default._default")
            return 0;
        if (name.StartsWith("0x", StringComparison.Ordinal))
            return uint.Parse(name.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        if (!_collections.TryGetValue((bucket, name), out var id))
        {
            await using var client = await ConnectAsync(bucket);
            var answer = await client.CallAsync(0xbb, value: Encoding.UTF8.GetBytes(name));
            Assert.Equal(0, answer.Status);
            _collections[(bucket, name)] = id = BinaryPrimitives.ReadUInt32BigEndian(answer.Extras.AsSpan(8));
        }

        return id;
    }

    public uint KnownCollectionId(string bucket, string name) => _collections[(bucket, name)];

    /// <summary>Asks for all collections that a JSON value mentions.</summary>
    public async Task LoadCollectionsAsync(string bucket, JsonNode? json)
    {
        switch (json)
        {
            case JsonObject o:
                foreach (var (_, value) in o)
                    await LoadCollectionsAsync(bucket, value);
                break;
            case JsonArray a:
                foreach (var value in a)
                    await LoadCollectionsAsync(bucket, value);
                break;
            case JsonValue v when v.TryGetValue<string>(out var text) && text.StartsWith("$cid:", StringComparison.Ordinal):
                await CollectionIdAsync(bucket, text[5..]);
                break;
        }
    }

    /// <summary>A round trip on a connection of its own: what was sent elsewhere before has been read by then.</summary>
    public async Task RoundTripAsync()
    {
        await using var client = await WireClient.ConnectAsync(port);
        await client.HelloAsync();
    }

    private async Task<WireClient> ConnectAsync(string bucket)
    {
        var client = await WireClient.ConnectAsync(port);
        await client.HelloAsync(0x07, 0x0b, 0x12);
        Assert.Equal(0, (await client.PlainAsync("Administrator", "password")).Status);
        Assert.Equal(0, (await client.SelectAsync(bucket)).Status);
        return client;
    }
}
