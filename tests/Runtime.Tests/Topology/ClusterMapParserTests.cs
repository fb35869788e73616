using System.Text;
using Settee;
using Settee.Topology;

namespace Runtime.Tests.Topology;

public sealed class ClusterMapParserTests
{
    private const string TwoNodes = """
        {"rev":1073,"revEpoch":2,"name":"b1","uuid":"ef8f","nodeLocator":"vbucket","collectionsManifestUid":"1b","unknown":{"a":[1,{}]},
         "bucketCapabilities":["collections","durableWrite"],
         "nodes":[{"hostname":"10.0.0.1:8091","ports":{"direct":11210}},{"hostname":"10.0.0.2:8091","ports":{"direct":11210}}],
         "nodesExt":[{"services":{"mgmt":8091,"mgmtSSL":18091,"kv":11210,"kvSSL":11207,"projector":9999},"hostname":"10.0.0.1",
                      "thisNode":true,"nodeUUID":"u1","serverGroup":"Group 1"},
                     {"services":{"mgmt":8091,"kv":11210,"n1ql":0},"hostname":"10.0.0.2"},
                     {"services":{"mgmt":8091,"n1ql":8093},"hostname":"10.0.0.3"}],
         "vBucketServerMap":{"hashAlgorithm":"CRC","numReplicas":1,"serverList":["10.0.0.2:11210","10.0.0.1:11210"],
                             "vBucketMap":[[0,1],[1,0],[0,-1],[-1,1]],"vBucketMapForward":[[1,0],[1,0],[1,0],[1,0]]},
         "clusterCapabilitiesVer":[1,0],"clusterCapabilities":{"n1ql":["readFromReplica"],"search":["vectorSearch"]}}
        """;

    private static ClusterMap Parse(string json, string origin = "10.0.0.1") =>
        ClusterMapParser.Parse(Encoding.UTF8.GetBytes(json), origin) ?? throw new InvalidOperationException("not ready");

    private static string ParseError(string json) => Assert.Throws<InvalidClusterMapException>(() => Parse(json)).Message;

    [Fact]
    public void Reads_a_bucket_map()
    {
        var map = Parse(TwoNodes);

        Assert.Equal(new ClusterMapVersion(2, 1073), map.Version);
        Assert.Equal("b1", map.BucketName);
        Assert.Equal("ef8f", map.BucketUuid);
        Assert.Equal(NodeLocator.VBucket, map.Locator);
        Assert.Equal(0x1bul, map.CollectionsManifestUid);
        Assert.Equal(1, map.ReplicaCount);
        Assert.Equal(4, map.VBucketCount);
        Assert.Equal(["collections", "durableWrite"], map.BucketCapabilities.Order());
        Assert.Equal(["n1ql.readFromReplica", "search.vectorSearch"], map.ClusterCapabilities.Order());
        Assert.Equal([true, true, false], map.Nodes.Select(n => n.ServesBucketData));
        Assert.Equal("u1", map.Nodes[0].Uuid);
        Assert.Equal("Group 1", map.Nodes[0].ServerGroup);
        Assert.Same(map.Nodes[0], map.ThisNode);
        Assert.Equal(11207, map.Nodes[0].KeyValuePort(tls: true));
        Assert.Equal(0, map.Nodes[1].KeyValuePort(tls: true));
        Assert.False(map.Nodes[1].Ports.Offers(ServiceType.Query));
        Assert.Equal(8093, map.Nodes[2].Ports.Port(ServiceType.Query, tls: false));
    }

    [Fact]
    public void Server_list_positions_are_matched_by_address_not_by_order()
    {
        var map = Parse(TwoNodes);

        Assert.Equal("10.0.0.2", map.NodeFor(0)!.Host);
        Assert.Equal("10.0.0.1", map.ReplicaFor(0, 0)!.Host);
        Assert.Equal("10.0.0.1", map.NodeFor(1)!.Host);
        Assert.Equal("10.0.0.1", map.ForwardNodeFor(0)!.Host);
    }

    [Fact]
    public void Nobody_and_positions_outside_the_map_give_no_node()
    {
        var map = Parse(TwoNodes);

        Assert.Null(map.NodeFor(3));
        Assert.Null(map.ReplicaFor(2, 0));
        Assert.Null(map.ReplicaFor(0, 1));
        Assert.Null(map.ReplicaFor(0, -1));
        Assert.Null(map.NodeFor(4));
        Assert.Null(map.NodeFor(-1));
    }

    [Fact]
    public void Rows_shorter_than_the_replica_count_have_no_further_replicas()
    {
        var map = Parse("""
            {"rev":1,"name":"b","nodesExt":[{"services":{"kv":1},"hostname":"a"},{"services":{"kv":1},"hostname":"c"}],
             "vBucketServerMap":{"numReplicas":3,"serverList":["a:1","c:1"],"vBucketMap":[[0],[1,0]]}}
            """);

        Assert.Equal(3, map.ReplicaCount);
        Assert.Null(map.ReplicaFor(0, 0));
        Assert.Equal("a", map.ReplicaFor(1, 0)!.Host);
        Assert.Null(map.ReplicaFor(1, 2));
    }

    [Theory]
    [InlineData("cb.example.org", "cb.example.org")]
    [InlineData("fd00::1", "fd00::1")]
    [InlineData("[fd00::1]", "fd00::1")]
    public void Placeholder_and_missing_names_mean_the_host_that_was_dialled(string origin, string host)
    {
        var map = Parse("""
            {"rev":1,"name":"b","nodes":[{"hostname":"$HOST:8091","ports":{"direct":11210}}],
             "nodesExt":[{"services":{"kv":11210,"mgmt":8091},"thisNode":true}],
             "vBucketServerMap":{"numReplicas":0,"serverList":["$HOST:11210"],"vBucketMap":[[0],[0]]}}
            """, origin);

        Assert.Equal(host, map.NodeFor(1)!.Host);
    }

    [Fact]
    public void Addresses_of_ip_version_6_match_with_and_without_brackets()
    {
        var map = Parse("""
            {"rev":1,"name":"b","nodes":[{"hostname":"[fd00::1]:8091"},{"hostname":"[fd00::2]:8091"}],
             "nodesExt":[{"services":{"kv":11210},"hostname":"fd00::1"},{"services":{"kv":11210},"hostname":"fd00::2"}],
             "vBucketServerMap":{"serverList":["[fd00::2]:11210","[fd00::1]:11210"],"vBucketMap":[[0],[1]]}}
            """);

        Assert.Equal("fd00::2", map.NodeFor(0)!.Host);
        Assert.Equal("[fd00::1]:11210", map.NodeFor(1)!.ToString());
    }

    [Fact]
    public void Without_nodesExt_the_old_node_list_gives_ports()
    {
        var map = Parse("""
            {"name":"b","nodeLocator":"vbucket","nodes":[{"hostname":"$HOST:9000","couchApiBase":"http://$HOST:9500/b",
              "ports":{"direct":12000,"proxy":12001,"sslDirect":11207,"httpsMgmt":18091,"httpsCAPI":18092}}],
             "vBucketServerMap":{"serverList":["$HOST:12000"],"vBucketMap":[[0,-1]]}}
            """, "fd00::9");

        var expected = new ServicePorts
        {
            KeyValue = 12000, KeyValueTls = 11207, Management = 9000, ManagementTls = 18091, Views = 9500, ViewsTls = 18092,
        };
        Assert.Equal(expected, map.Nodes[0].Ports);
        Assert.True(map.Nodes[0].ServesBucketData);
        Assert.True(map.Version.IsUnversioned);
    }

    [Fact]
    public void Service_names_among_the_statistics_of_a_node_are_not_mistaken_for_ports() => Assert.Equal("a", Parse("""
        {"name":"b","nodes":[{"hostname":"a:8091","services":["kv","n1ql"],"ports":{"direct":1}}],
         "vBucketServerMap":{"serverList":["a:1"],"vBucketMap":[[0]]}}
        """).NodeFor(0)!.Host);

    [Fact]
    public void Several_nodes_on_one_host_are_told_apart_by_port()
    {
        var map = Parse("""
            {"rev":1,"name":"b","nodesExt":[{"services":{"kv":7001},"hostname":"localhost"},{"services":{"kv":7002},"hostname":"localhost"}],
             "vBucketServerMap":{"serverList":["localhost:7002","localhost:7001"],"vBucketMap":[[0],[1]]}}
            """);

        Assert.Equal(7002, map.NodeFor(0)!.KeyValuePort(tls: false));
        Assert.Equal(7001, map.NodeFor(1)!.KeyValuePort(tls: false));
    }

    [Fact]
    public void A_tls_only_node_is_found_although_the_server_list_shows_the_plain_port()
    {
        var map = Parse("""
            {"rev":1,"name":"b","nodesExt":[{"services":{"kvSSL":11207},"hostname":"a"}],
             "vBucketServerMap":{"serverList":["a:11210"],"vBucketMap":[[0]]}}
            """);

        Assert.Equal("a", map.NodeFor(0)!.Host);
    }

    [Fact]
    public void The_global_map_has_nodes_but_no_vbuckets()
    {
        var map = Parse("""{"rev":51,"nodesExt":[{"services":{"kv":11210},"thisNode":true}],"clusterName":"c","prod":"analytics"}""");

        Assert.Null(map.BucketName);
        Assert.Equal(NodeLocator.None, map.Locator);
        Assert.Equal(0, map.VBucketCount);
        Assert.Equal(new ClusterMapVersion(ClusterMapVersion.NoEpoch, 51), map.Version);
        Assert.False(map.Nodes[0].ServesBucketData);
        Assert.Equal("analytics", map.Product);
    }

    [Fact]
    public void The_largest_revision_survives() =>
        Assert.Equal(ulong.MaxValue, Parse("""{"rev":18446744073709551615,"nodesExt":[{"services":{}}]}""").Version.Revision);

    [Fact]
    public void A_byte_order_mark_and_comments_are_skipped() =>
        Assert.Equal(1ul, Parse("\ufeff/* old tool */ {\"rev\":1,\"nodesExt\":[{\"services\":{}}]}").Version.Revision);

    [Fact]
    public void Null_members_count_as_absent() => Assert.Single(Parse("""
        {"rev":1,"revEpoch":null,"name":null,"uuid":null,"nodes":null,"vBucketServerMap":null,"bucketCapabilities":null,"clusterCapabilities":null,
         "nodesExt":[{"hostname":null,"services":null,"alternateAddresses":null,"thisNode":null},{"services":{"kv":null}}]}
        """).Nodes.Skip(1));

    [Fact]
    public void Members_may_come_in_any_order() =>
        Assert.Equal("a", Parse("""
            {"vBucketServerMap":{"vBucketMap":[[0]],"serverList":["a:1"]},"nodesExt":[{"hostname":"a","services":{"kv":1}}],"name":"b","rev":1}
            """).NodeFor(0)!.Host);

    [Fact]
    public void Cluster_capabilities_of_another_major_version_are_ignored() => Assert.Empty(Parse("""
        {"rev":1,"nodesExt":[{"services":{}}],"clusterCapabilitiesVer":[2,0],"clusterCapabilities":{"n1ql":["x"]}}
        """).ClusterCapabilities);

    [Theory]
    [InlineData("""{"rev":1,"name":"b","nodesExt":[{"services":{}}],"vBucketServerMap":{"serverList":[],"vBucketMap":[]}}""")]
    [InlineData("""{"rev":1,"name":"b","nodesExt":[{"services":{}}],"vBucketServerMap":{"serverList":["a:1"]}}""")]
    public void A_bucket_still_being_created_gives_no_map(string json) =>
        Assert.Null(ClusterMapParser.Parse(Encoding.UTF8.GetBytes(json), "a"));

    [Fact]
    public void A_memcached_bucket_is_recognised()
    {
        var map = Parse("""{"rev":1,"name":"b","nodeLocator":"ketama","nodesExt":[{"services":{"kv":1},"hostname":"a"}]}""");

        Assert.Equal(NodeLocator.Ketama, map.Locator);
        Assert.Null(map.NodeFor(0));
    }

    [Theory]
    [InlineData("", "cannot be used")]
    [InlineData("[]", "the map is not an object")]
    [InlineData("""{"rev":1""", "cannot be used")]
    [InlineData("""{"rev":"1"}""", "rev is not an integer")]
    [InlineData("""{"rev":-1}""", "rev is not an integer")]
    [InlineData("""{"rev":18446744073709551616}""", "rev is not an integer")]
    [InlineData("""{"rev":1}""", "names no nodes")]
    [InlineData("""{"rev":1,"nodesExt":[]}""", "names no nodes")]
    [InlineData("""{"rev":1,"nodesExt":[1]}""", "nodesExt is not an array of objects")]
    [InlineData("""{"rev":1,"nodesExt":[{"services":{"kv":70000}}]}""", "services.kv is not a port")]
    [InlineData("""{"rev":1,"nodesExt":[{"services":{"kv":"x"}}]}""", "services.kv is not an integer")]
    [InlineData("""{"rev":1,"nodesExt":[{"hostname":5}]}""", "hostname is not a string")]
    [InlineData("""{"rev":1,"collectionsManifestUid":"zz"}""", "collectionsManifestUid is not a hexadecimal number")]
    [InlineData("""{"rev":1,"nodesExt":[{"services":{}}]} {}""", "cannot be used")]
    public void A_broken_map_says_what_is_wrong(string json, string part) => Assert.Contains(part, ParseError(json));

    [Theory]
    [InlineData("""["a:1"]""", "[[1]]", "vBucketMap[0] names server 1, the server list has 1")]
    [InlineData("""["a:1"]""", "[[0],[]]", "vBucketMap[1] is not a row")]
    [InlineData("""["a:1"]""", "[[-2]]", "vBucketMap[0] is not made of positions")]
    [InlineData("""["a:1"]""", "[0]", "vBucketMap is not an array of arrays")]
    [InlineData("""["z:1"]""", "[[0]]", "serverList[0] \"z:1\" is none of the nodes")]
    [InlineData("""["a:x"]""", "[[0]]", "serverList[0] is \"a:x\"")]
    public void A_broken_vbucket_map_says_where(string servers, string rows, string part) => Assert.Contains(part, ParseError(
        """{"rev":1,"name":"b","nodesExt":[{"hostname":"a","services":{"kv":1}}],"vBucketServerMap":{"serverList":SERVERS,"vBucketMap":ROWS}}"""
            .Replace("SERVERS", servers).Replace("ROWS", rows)));

    [Fact]
    public void A_forward_map_of_another_size_is_refused() => Assert.Contains("vBucketMapForward has 2 rows", ParseError("""
        {"rev":1,"name":"b","nodesExt":[{"hostname":"a","services":{"kv":1}}],
         "vBucketServerMap":{"serverList":["a:1"],"vBucketMap":[[0]],"vBucketMapForward":[[0],[0]]}}
        """));

    [Fact]
    public void Every_truncation_of_a_map_is_refused_with_the_one_error()
    {
        var bytes = Encoding.UTF8.GetBytes(TwoNodes);
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<InvalidClusterMapException>(() => ClusterMapParser.Parse(bytes.AsSpan(0, length), "a"));
    }

    [Fact]
    public void Random_damage_never_escapes_as_another_error()
    {
        var original = Encoding.UTF8.GetBytes(TwoNodes);
        var random = new Random(20);
        for (var round = 0; round < 5_000; round++)
        {
            var bytes = (byte[])original.Clone();
            for (var hits = random.Next(1, 4); hits > 0; hits--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);

            try
            {
                ClusterMapParser.Parse(bytes, "a");
            }
            catch (InvalidClusterMapException)
            {
            }
        }
    }
}
