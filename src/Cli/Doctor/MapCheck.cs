using System.Globalization;
using Settee.Connecting;
using Settee.Health;
using Settee.Topology;

namespace Settee.Cli.Doctor;

/// <summary>Reads the cluster map as the client does and tells what it would use of it.</summary>
internal static class MapCheck
{
    private static readonly ServiceType[] Services = Enum.GetValues<ServiceType>();

    /// <returns>The map on the network that is used, unless it cannot be read.</returns>
    public static async Task<(Finding Finding, ClusterMap? Map)> RunAsync(
        ResolvedOptions options, OfferedMap offered, NodeEndpoint dialed, string? bucket, CancellationToken cancellationToken)
    {
        if (offered is { Json: null } and ({ IsOverHttpOnly: true } or { MayBeOverHttp: true }))
            return await RunOverHttpAsync(options, offered, dialed, bucket!, cancellationToken);

        return offered.Json is { } json
            ? Read(options, json, dialed, source: null)
            : (new Finding(Steps.ClusterMap, Verdict.Warning, "the server gave none")
            {
                Advice = bucket is null ? "Old servers and some users get one only with a bucket; give --bucket." : "The bucket is still being created; try again.",
            }, null);
    }

    private static async Task<(Finding Finding, ClusterMap? Map)> RunOverHttpAsync(
        ResolvedOptions options, OfferedMap offered, NodeEndpoint dialed, string bucket, CancellationToken cancellationToken)
    {
        var management = dialed with { Port = options.ManagementPort };
        using var patience = new Patience(options, cancellationToken);
        using var http = new ServiceHttp(options);
        try
        {
            await foreach (var json in new ConfigStream(http, options).ReadAsync(management, bucket, patience.Token))
                return Read(options, json, dialed, $"read over HTTP from {management}: the server does not give it over the key-value protocol");

            return (new Finding(Steps.ClusterMap, Verdict.Failed, $"{management} ended its stream of maps before the first one"), null);
        }
        catch (Exception problem) when (problem is CouchbaseException or OperationCanceledException)
        {
            return (new Finding(Steps.ClusterMap, offered.IsOverHttpOnly ? Verdict.Failed : Verdict.Warning, patience.Explain(problem))
            {
                Elapsed = patience.Elapsed,
                Advice = offered.IsOverHttpOnly
                    ? "The server does not give the map over the key-value protocol; the management port must be reachable."
                    : "If the bucket is still being created, try again; if the server gives maps only over HTTP, the management port must be reachable.",
            }, null);
        }
    }

    private static (Finding Finding, ClusterMap? Map) Read(ResolvedOptions options, byte[] json, NodeEndpoint dialed, string? source)
    {
        try
        {
            if (ClusterMapParser.Parse(json, dialed.Host) is not { } map)
                return (new Finding(Steps.ClusterMap, Verdict.Warning, "the bucket has no vbuckets yet") { Advice = "It is still being created; try again." }, null);

            var network = NetworkSelector.Select(options.Network, map, dialed);
            return (Judge(options, map.OnNetwork(network), network, source), map.OnNetwork(network));
        }
        catch (InvalidClusterMapException problem)
        {
            return (new Finding(Steps.ClusterMap, Verdict.Failed, problem.Message) { Advice = "Please report this with the server's version." }, null);
        }
    }

    private static Finding Judge(ResolvedOptions options, ClusterMap map, string network, string? source)
    {
        var vbuckets = map.VBuckets;
        var ownerless = vbuckets is null ? 0 : Enumerable.Range(0, vbuckets.Count).Count(vbucket => vbuckets.Active(vbucket) == VBucketMap.Nobody);
        var alternates = map.Nodes.SelectMany(node => node.AlternateAddresses).Select(alternate => alternate.Network).Distinct().ToArray();
        var unknown = network != NetworkSelector.Default && !alternates.Contains(network);
        List<string> details =
        [
            $"network: {network} ({(options.Network == NetworkSelector.Auto ? "chosen by the address that was dialled" : "as set")})"
                + (alternates.Length > 0 ? $"; the nodes also have: {string.Join(", ", alternates)}" : "; the nodes have no alternate addresses"),
            .. map.Nodes.Select(node => Describe(node, options.UseTls)),
        ];
        if (source is not null)
            details.Add(source);

        if (vbuckets is not null)
        {
            details.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{vbuckets.Count} vbuckets, {map.ReplicaCount} replica(s){(map.ForwardVBuckets is null ? "" : ", a rebalance is running")}"));
        }

        var nodes = map.Nodes.Length == 1 ? "1 node" : string.Create(CultureInfo.InvariantCulture, $"{map.Nodes.Length} nodes");
        return new Finding(
            Steps.ClusterMap,
            ownerless > 0 || unknown ? Verdict.Failed : Verdict.Ok,
            $"version {map.Version}, {nodes}"
                + (ownerless > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {ownerless} vbuckets have no node, their documents cannot be reached") : ""))
        {
            Details = details,
            Advice = unknown ? $"No node has an address on the network \"{network}\"; correct the parameter network or leave it out."
                : ownerless > 0 ? "A node was failed over without a replica to take its place: add it back or rebalance."
                : null,
        };
    }

    private static string Describe(ClusterNode node, bool tls)
    {
        var services = Services.Select(service => (service, port: node.Ports.Port(service, tls)))
            .Where(entry => entry.port != 0)
            .Select(entry => string.Create(CultureInfo.InvariantCulture, $"{ReportJson.Name(entry.service)} {entry.port}"));
        var alternates = string.Concat(node.AlternateAddresses.Select(alternate => $"; {alternate.Network}: {alternate.Host}"));
        return $"{node.Host}: {string.Join(", ", services)}{(node.ServerGroup is { } group ? $"; group {group}" : "")}{alternates}";
    }
}
