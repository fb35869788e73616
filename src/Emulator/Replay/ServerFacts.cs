using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Settee.Emulator.Replay;

/// <summary>What the replayer has to ask the server for: the number of vbuckets and the ids of collections.</summary>
internal sealed class ServerFacts(ReplayTarget target)
{
    private readonly Dictionary<string, int> _vbuckets = [];
    private readonly Dictionary<(string Bucket, string Name), uint> _collections = [];

    public async Task<int> VBucketsAsync(string bucket)
    {
        if (!_vbuckets.TryGetValue(bucket, out var count))
        {
            using var client = await ConnectAsync(bucket).ConfigureAwait(false);
            var config = JsonNode.Parse((await client.CallAsync(0xb5).ConfigureAwait(false)).Value)!;
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
            using var client = await ConnectAsync(bucket).ConfigureAwait(false);
            var answer = await client.CallAsync(0xbb, value: Encoding.UTF8.GetBytes(name)).ConfigureAwait(false);
            if (answer.Status != 0)
                throw new SpecialStateException($"The server knows no collection {name} in bucket {bucket}.");
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
                    await LoadCollectionsAsync(bucket, value).ConfigureAwait(false);
                break;
            case JsonArray a:
                foreach (var value in a)
                    await LoadCollectionsAsync(bucket, value).ConfigureAwait(false);
                break;
            case JsonValue v when v.TryGetValue<string>(out var text) && text.StartsWith("$cid:", StringComparison.Ordinal):
                await CollectionIdAsync(bucket, text[5..]).ConfigureAwait(false);
                break;
        }
    }

    private async Task<WireClient> ConnectAsync(string bucket)
    {
        var client = await WireClient.ConnectAsync(target.Host, target.Port).ConfigureAwait(false);
        await client.HelloAsync(0x07, 0x0b, 0x12).ConfigureAwait(false);
        if ((await client.PlainAsync(target.User, target.Password).ConfigureAwait(false)).Status == 0 && (await client.SelectAsync(bucket).ConfigureAwait(false)).Status == 0)
            return client;

        client.Dispose();
        throw new SpecialStateException($"Bucket {bucket} cannot be selected.");
    }
}
