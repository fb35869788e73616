using Integration.Tests.Documents;
using Integration.Tests.Support;
using Settee;
using Settee.Emulator;
using Settee.Wire;

namespace Integration.Tests.KeyValue;

public sealed class CompressionTests
{
    private static readonly EmulatorOptions Keeping = new()
    {
        Nodes = 2,
        Buckets = [new EmulatorBucket("kept") { KeepsCompressedValues = true }],
    };

    [Fact]
    public async Task A_value_that_shrinks_travels_compressed_both_ways()
    {
        await using var cluster = await EmulatedCluster.StartAsync(Keeping);
        var raw = cluster.Cluster.Bucket("kept").Raw();
        var text = string.Concat(Enumerable.Repeat("all work and no play ", 5000));

        await raw.UpsertAsync("play", RawValue.Text(text));
        var sent = cluster.Cluster.Statistics.BytesSent;
        Assert.InRange(sent, 1, text.Length / 2);
        Assert.Equal(text, (await raw.GetAsync("play")).GetText());
        Assert.InRange(cluster.Cluster.Statistics.BytesReceived, 1, text.Length / 2);
    }

    [Fact]
    public async Task Nothing_is_compressed_when_the_options_say_so()
    {
        await using var cluster = await EmulatedCluster.StartAsync(Keeping, new() { Compression = new() { Enabled = false } });
        var raw = cluster.Cluster.Bucket("kept").Raw();
        var text = new string('x', 50_000);

        await raw.UpsertAsync("play", RawValue.Text(text));
        Assert.True(cluster.Cluster.Statistics.BytesSent > text.Length);
        Assert.Equal(text, (await raw.GetAsync("play")).GetText());
        var connection = cluster.Cluster.Core.Bucket("kept").Routing!.Nodes.First(node => node.Connection is not null).Connection!;
        Assert.False(connection.Features.Has(HelloFeature.Snappy));
    }

    [Fact]
    public async Task Typed_documents_and_appended_bytes_survive_compression()
    {
        await using var cluster = await EmulatedCluster.StartAsync();
        var airline = new Airline { Id = 1, Name = new string('ä', 4000), Flights = 2 };
        await cluster.Bucket.Airlines.UpsertAsync(airline);
        Assert.Equal(airline.Name, (await cluster.Bucket.Airlines.GetAsync(1)).Value.Name);

        var raw = cluster.Bucket.Raw();
        await raw.UpsertAsync("log", RawValue.Text("begin "));
        await raw.AppendAsync("log", System.Text.Encoding.UTF8.GetBytes(new string('z', 1000)));
        Assert.Equal("begin " + new string('z', 1000), (await raw.GetAsync("log")).GetText());
    }

    [Fact]
    public async Task A_compressed_cluster_map_is_followed()
    {
        await using var cluster = await EmulatedCluster.StartAsync(new EmulatorOptions { Nodes = 3 }, new() { ConfigPollInterval = TimeSpan.FromHours(1) });
        var raw = cluster.Bucket.Raw();
        await raw.UpsertAsync("x", RawValue.Text("a"));
        var before = cluster.Dispatcher.Routing!.Map.Version;
        for (var vbucket = 0; vbucket < 64; vbucket++)
            cluster.Emulator.MoveVBucket(vbucket, 0);

        for (var i = 0; i < 64; i++)
            await raw.UpsertAsync($"x{i}", RawValue.Text("a"));

        Assert.True(cluster.Dispatcher.Routing!.Map.Version.Revision > before.Revision);
    }
}
