using System.Globalization;
using System.Text;
using Settee.Connecting;
using Settee.Dispatch;
using Settee.Topology;

namespace Settee.Health;

/// <summary>Why a cluster or a bucket is not ready: every node with the step and the real cause.</summary>
internal sealed class ReadinessReport(ClusterCore cluster, BucketDispatcher? bucket)
{
    private readonly Dictionary<NodeEndpoint, ConnectFailure> _failures = [];
    private Exception? _last;
    private IReadOnlyList<string> _missingServices = [];

    /// <summary>Takes what services lack, once key-value is ready.</summary>
    public void SetMissingServices(IReadOnlyList<string> missing) => _missingServices = missing;

    /// <summary>Takes the outcome of an attempt.</summary>
    public void Add(CouchbaseException failure)
    {
        if (failure is not ConnectFailedException { Failures: var failures })
        {
            _last = failure;
            return;
        }

        foreach (var one in failures)
        {
            // The last attempt is cut off by the deadline; what an earlier one has found out tells more than that.
            if (one.Cause is TimeoutException && _failures.TryGetValue(one.Node, out var known) && known.Cause is not TimeoutException)
                continue;

            _failures[one.Node] = one;
            _last = failure;
        }
    }

    public UnambiguousTimeoutException ToException(TimeSpan timeout, Readiness desired)
    {
        var subject = bucket is null ? "The cluster" : $"The bucket '{bucket.BucketName}'";
        var limit = string.Create(CultureInfo.InvariantCulture, $"{timeout.TotalMilliseconds:0.#} ms");
        var text = new StringBuilder($"{subject} was not ready within {limit}: {Summary(desired)}");
        foreach (var line in Lines())
            text.Append("\n  ").Append(line);

        return new UnambiguousTimeoutException(text.ToString(), _last);
    }

    private string Summary(Readiness desired)
    {
        if (_missingServices.Count > 0)
            return "key-value is ready, other services are not.";

        if (bucket is null)
            return "no node has accepted the credentials.";

        if (bucket.Routing is not { } routing)
            return "it could not be opened.";

        var connected = routing.Nodes.Count(node => node.Connection is not null);
        var needed = desired == Readiness.Online ? "all of them are needed (Online)" : "one is needed (Degraded)";
        return string.Create(CultureInfo.InvariantCulture, $"{connected} of {routing.Nodes.Length} nodes are connected, {needed}.");
    }

    private IEnumerable<string> Lines() => _missingServices.Count > 0 ? _missingServices : (bucket ?? cluster.AnyOpenBucket)?.Routing is { } routing ? routing.Nodes.Select(Describe) : DescribeSeeds();

    private string Describe(KeyValueNode node) => node switch
    {
        { Connection: not null } => $"{node.Name} is connected",
        { LastFailure: ConnectFailedException failure } => ConnectFailure.Explain(failure),
        { LastFailure: { } failure } when failure.Message.Contains(node.Name, StringComparison.Ordinal) => failure.Message,
        { LastFailure: { } failure } => $"{node.Name} was lost: {failure.Message}",
        _ => RunningAttempt(node.Endpoint) ?? $"{node.Name} is about to be connected",
    };

    private IEnumerable<string> DescribeSeeds()
    {
        // An attempt that is still running (a node that accepts and then says nothing) has not failed yet.
        var running = cluster.Connector.Attempts.Where(attempt => attempt.Bucket == bucket?.BucketName).Select(attempt => attempt.Node);
        var lines = _failures.Values.Select(failure => failure.ToString())
            .Concat(running.Except(_failures.Keys).Select(node => RunningAttempt(node) ?? $"{node} was given up"))
            .ToList();
        if (_last is not (null or ConnectFailedException))
            lines.Add(_last.Message);

        return lines.Count > 0
            ? lines
            : cluster.Options.DnsSrvName is { } name
                ? [$"the DNS SRV lookup of {name} has not ended yet"]
                : cluster.Options.Seeds.Select(seed => $"{seed} has not been tried yet");
    }

    private string? RunningAttempt(NodeEndpoint node) => cluster.Connector.Attempts
        .FirstOrDefault(attempt => attempt.Node == node && attempt.Bucket == (bucket ?? cluster.AnyOpenBucket)?.BucketName)?.ToString();
}
