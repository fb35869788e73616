using System.Buffers.Binary;
using System.Text;
using Settee.Emulator.Replay;
using Settee.Wire;

namespace Settee.Emulator.Tests.Support;

/// <summary>Connections that are ready to work, and the few requests that most tests need.</summary>
internal static class Sessions
{
    private static readonly ushort[] Ordinary = [0x04, 0x06, 0x07, 0x08, 0x0b, 0x0c, 0x10, 0x11, 0x12, 0x14];

    public static async Task<WireClient> OpenAsync(
        this CouchbaseEmulator emulator, int node = 0, string bucket = "default", params ushort[] moreFeatures)
    {
        var client = await WireClient.ConnectAsync(emulator.Node(node).KvPort);
        Assert.Equal(0, (await client.HelloAsync([.. Ordinary, .. moreFeatures])).Status);
        Assert.Equal(0, (await client.PlainAsync("Administrator", "password")).Status);
        Assert.Equal(0, (await client.SelectAsync(bucket)).Status);
        return client;
    }

    public static ushort VBucketOf(string key, int count = 64) => VBucketHash.VBucketOf(Encoding.UTF8.GetBytes(key), count);

    public static byte[] Key(string key, uint collection = 0)
    {
        var result = new byte[Leb128.Length(collection) + Encoding.UTF8.GetByteCount(key)];
        Encoding.UTF8.GetBytes(key, result.AsSpan(Leb128.Write(result, collection)));
        return result;
    }

    public static Task<Packet> SetAsync(
        this WireClient client, string key, string value, uint expiry = 0, uint collection = 0, byte[]? framing = null, ulong cas = 0) =>
        client.CallAsync(
            0x01, Key(key, collection), Encoding.UTF8.GetBytes(value), [0, 0, 0, 0, .. Big(expiry)], VBucketOf(key), cas, framing);

    public static Task<Packet> GetAsync(this WireClient client, string key, uint collection = 0) =>
        client.CallAsync(0x00, Key(key, collection), vbucket: VBucketOf(key));

    public static Task<Packet> KeyCallAsync(this WireClient client, Opcode opcode, string key, byte[]? extras = null, ulong cas = 0) =>
        client.CallAsync((byte)opcode, Key(key), extras: extras, vbucket: VBucketOf(key), cas: cas);

    public static async Task<uint> CollectionIdAsync(this WireClient client, string path)
    {
        var answer = await client.CallAsync(0xbb, value: Encoding.UTF8.GetBytes(path));
        Assert.Equal(0, answer.Status);
        return BinaryPrimitives.ReadUInt32BigEndian(answer.Extras.AsSpan(8));
    }

    public static byte[] Big(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }

    /// <summary>A key whose vbucket the node owns when the map is spread in order.</summary>
    public static string KeyOwnedBy(int node, int nodes, int vbuckets = 64)
    {
        for (var i = 0; ; i++)
        {
            if (VBucketOf($"key-{i}", vbuckets) % nodes == node)
                return $"key-{i}";
        }
    }
}
