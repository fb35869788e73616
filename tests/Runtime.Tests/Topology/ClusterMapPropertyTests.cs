using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Settee.Topology;

namespace Runtime.Tests.Topology;

/// <summary>Whatever the order of the lists and the shape of the rows, an entry leads to the server it named.</summary>
public sealed class ClusterMapPropertyTests
{
    private sealed record Sample(string[] NodesExt, string[] ServerList, int[][] Rows);

    private static readonly Gen<Sample> Samples =
        from count in Gen.Choose(1, 6)
        from sharedHost in Gen.Elements(true, false)
        let addresses = Enumerable.Range(0, count).Select(i => sharedHost ? $"localhost:{7000 + i}" : i % 2 == 0 ? $"10.0.0.{i}:11210" : $"[fd00::{i}]:11210").ToArray()
        from nodes in Gen.Shuffle(addresses)
        from servers in Gen.Shuffle(addresses)
        from rows in Gen.NonEmptyListOf(Gen.NonEmptyListOf(Gen.Choose(-1, count - 1)))
        select new Sample(nodes, servers, rows.Select(row => row.Take(4).ToArray()).ToArray());

    [Fact]
    public void Every_entry_leads_to_the_server_that_it_names() => Prop.ForAll(Samples.ToArbitrary(), sample =>
    {
        var map = ClusterMapParser.Parse(Encoding.UTF8.GetBytes(Json(sample)), "origin")!;
        for (var vbucket = 0; vbucket < sample.Rows.Length; vbucket++)
        {
            for (var copy = 0; copy < 5; copy++)
            {
                var entry = copy < sample.Rows[vbucket].Length ? sample.Rows[vbucket][copy] : -1;
                var node = copy == 0 ? map.NodeFor(vbucket) : map.ReplicaFor(vbucket, copy - 1);
                if (node?.ToString() != (entry < 0 ? null : sample.ServerList[entry]))
                    return false;
            }
        }

        return map.VBucketCount == sample.Rows.Length && map.Nodes.All(node => node.ServesBucketData);
    }).QuickCheckThrowOnFailure();

    private static string Json(Sample sample)
    {
        var nodes = sample.NodesExt.Select(address =>
        {
            Assert.True(Settee.Topology.HostName.TrySplit(address, out var host, out var port));
            return $$"""{"services":{"kv":{{port}},"mgmt":8091},"hostname":"{{host}}"}""";
        });
        var servers = sample.ServerList.Select(address => $"\"{address}\"");
        var rows = sample.Rows.Select(row => $"[{string.Join(',', row)}]");
        return $$$"""
            {"vBucketServerMap":{"vBucketMap":[{{{string.Join(',', rows)}}}],"serverList":[{{{string.Join(',', servers)}}}]},
             "nodesExt":[{{{string.Join(',', nodes)}}}],"rev":1,"name":"b"}
            """;
    }
}
