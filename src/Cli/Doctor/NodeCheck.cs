using System.Diagnostics;
using System.Globalization;
using Settee.Connecting;
using Settee.Topology;
using Settee.Transport;
using Settee.Wire;

namespace Settee.Cli.Doctor;

/// <summary>Connects to every node of the cluster map as an application would, and measures one answer.</summary>
internal static class NodeCheck
{
    public static async Task<Finding> RunAsync(ResolvedOptions options, ClusterMap map, string? bucket, CancellationToken cancellationToken)
    {
        using var whole = new Patience(options, cancellationToken);
        var connector = new NodeConnector(options);
        var nodes = map.Nodes.Where(node => bucket is null ? node.Ports.Offers(ServiceType.KeyValue) : node.ServesBucketData).ToArray();
        var results = await Task.WhenAll(nodes.Select(node => ExamineAsync(options, connector, node, bucket, cancellationToken)));
        var bad = results.Count(result => !result.Works);
        var hasAlternates = map.Nodes.Any(node => node.AlternateAddresses.Length > 0);
        return new Finding(Steps.Nodes, bad == 0 && results.Length > 0 ? Verdict.Ok : Verdict.Failed, $"{results.Length - bad} of {results.Length} nodes answer")
        {
            Details = [.. results.Select(result => result.Text)],
            Elapsed = whole.Elapsed,
            Advice = bad == 0 ? null
                : hasAlternates ? "The nodes have several addresses; try network=external or network=default in the connection string."
                : "These are the addresses that the cluster itself gives its nodes: this machine must be able to resolve and to reach each of them.",
        };
    }

    private static async Task<(bool Works, string Text)> ExamineAsync(
        ResolvedOptions options, NodeConnector connector, ClusterNode node, string? bucket, CancellationToken cancellationToken)
    {
        var endpoint = new NodeEndpoint(node.Host, node.KeyValuePort(options.UseTls));
        if (endpoint.Port == 0)
            return (false, $"{node.Host}: no key-value port {(options.UseTls ? "with" : "without")} TLS");

        using var patience = new Patience(options, cancellationToken);
        try
        {
            var established = await connector.ConnectAsync(endpoint, bucket, patience.Token);
            await using var connection = established.Connection;
            var connected = patience.Elapsed;
            var asked = Stopwatch.GetTimestamp();
            await connection.RequestAsync(new ControlRequest(Opcode.Noop), patience.Token);
            return (true, string.Create(
                CultureInfo.InvariantCulture,
                $"{endpoint}: connected in {connected.TotalMilliseconds:0.0} ms, answers in {Stopwatch.GetElapsedTime(asked).TotalMilliseconds:0.00} ms"));
        }
        catch (Exception problem) when (problem is CouchbaseException or OperationCanceledException)
        {
            var text = patience.Explain(problem);
            return (false, text.Contains(endpoint.ToString(), StringComparison.Ordinal) ? text : $"{endpoint}: {text}");
        }
    }
}
