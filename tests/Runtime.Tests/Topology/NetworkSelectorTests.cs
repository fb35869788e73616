using System.Text;
using Settee.Topology;

namespace Runtime.Tests.Topology;

public sealed class NetworkSelectorTests
{
    /// <summary>Nodes inside a container network, published on one public host with a port for each.</summary>
    private const string Published = """
        {"rev":1,"nodesExt":[
          {"services":{"kv":11210,"kvSSL":11207,"mgmt":8091},"hostname":"172.17.0.2",
           "alternateAddresses":{"external":{"hostname":"203.0.113.9","ports":{"kv":32001,"mgmt":32000}}}},
          {"services":{"kv":11210,"kvSSL":11207,"mgmt":8091},"hostname":"172.17.0.3",
           "alternateAddresses":{"external":{"hostname":"203.0.113.9","ports":{"kv":32011,"mgmt":32010}}}}]}
        """;

    /// <summary>The same host inside and outside; only the ports differ.</summary>
    private const string SameHost = """
        {"rev":1,"nodesExt":[{"services":{"kv":11210,"mgmt":8091},"hostname":"localhost",
          "alternateAddresses":{"external":{"hostname":"localhost","ports":{"kv":5555,"mgmt":5551}}}}]}
        """;

    private const string Cloud = """
        {"rev":1,"nodesExt":[
          {"services":{"kv":11210,"kvSSL":11207,"mgmtSSL":18091},"hostname":"n1.internal",
           "alternateAddresses":{"external":{"hostname":"n1.example.com"}}},
          {"services":{"n1qlSSL":18093,"mgmtSSL":18091},"hostname":"n2.internal"},
          {"services":{"kvSSL":11207},"hostname":"n3.internal","alternateAddresses":{"external":{"ports":{"kvSSL":1}}}}]}
        """;

    private static ClusterMap Parse(string json) => ClusterMapParser.Parse(Encoding.UTF8.GetBytes(json), "localhost")!;

    [Theory]
    [InlineData(Published, "auto", "172.17.0.3", 11210, "default")]
    [InlineData(Published, "auto", "203.0.113.9", 32011, "external")]
    [InlineData(Published, "auto", "203.0.113.9", 11210, "external")]
    [InlineData(Published, "auto", "load-balancer", 11210, "default")]
    [InlineData(Published, "default", "203.0.113.9", 32011, "default")]
    [InlineData(Published, "external", "172.17.0.3", 11210, "external")]
    [InlineData(Published, "vpn", "172.17.0.3", 11210, "vpn")]
    [InlineData(SameHost, "auto", "localhost", 11210, "default")]
    [InlineData(SameHost, "auto", "LOCALHOST", 5555, "external")]
    [InlineData(SameHost, "auto", "localhost", 9999, "default")]
    [InlineData(Cloud, "auto", "N1.Example.com", 11207, "external")]
    [InlineData(Cloud, "auto", "n3.internal", 11207, "default")]
    public void Chooses_the_network(string json, string setting, string host, int port, string expected) =>
        Assert.Equal(expected, NetworkSelector.Select(setting, Parse(json), new NodeEndpoint(host, port)));

    [Fact]
    public void Any_of_several_dialled_addresses_may_decide() =>
        Assert.Equal("external", NetworkSelector.Select(
            "auto", Parse(Published), new NodeEndpoint("elsewhere", 11210), new NodeEndpoint("203.0.113.9", 32001)));

    [Fact]
    public void Listed_ports_are_the_only_ports_of_the_other_network()
    {
        var map = Parse(Published).OnNetwork("external");

        Assert.Equal("external", map.Network);
        Assert.Equal("203.0.113.9", map.Nodes[1].Host);
        Assert.Equal(32011, map.Nodes[1].KeyValuePort(tls: false));
        Assert.Equal(0, map.Nodes[1].KeyValuePort(tls: true));
        Assert.Equal("172.17.0.3", map.Nodes[1].CanonicalHost);
    }

    [Fact]
    public void Without_listed_ports_the_own_ports_apply_and_without_an_address_the_own_one()
    {
        var map = Parse(Cloud).OnNetwork("external");

        Assert.Equal(("n1.example.com", 11207), (map.Nodes[0].Host, map.Nodes[0].KeyValuePort(tls: true)));
        Assert.Equal("n2.internal", map.Nodes[1].Host);
        Assert.Equal("n3.internal", map.Nodes[2].Host);
    }

    [Fact]
    public void Going_back_to_the_default_network_restores_the_own_addresses() =>
        Assert.Equal("172.17.0.2", Parse(Published).OnNetwork("external").OnNetwork("default").Nodes[0].Host);
}
