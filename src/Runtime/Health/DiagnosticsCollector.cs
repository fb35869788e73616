using Settee.Connecting;
using Settee.Dispatch;
using Settee.Topology;
using Settee.Transport;

namespace Settee.Health;

/// <summary>Puts together what is known of the connections, without sending anything.</summary>
internal static class DiagnosticsCollector
{
    public static DiagnosticsReport Collect(ClusterCore cluster, string? reportId)
    {
        List<EndpointDiagnostics> endpoints = [];
        var attempts = cluster.Connector.Attempts.ToList();
        if (cluster.IdleBootstrapConnection is { Established.Connection: var bootstrap })
            endpoints.Add(Connected(bootstrap, bucket: null, details: null));

        foreach (var bucket in cluster.Buckets)
        {
            foreach (var link in (bucket.Routing?.Nodes ?? []).SelectMany(node => node.Links))
            {
                var attempt = attempts.Find(attempt => attempt.Bucket == bucket.BucketName && attempt.Node == link.Node.Endpoint);
                if (attempt is not null)
                    attempts.Remove(attempt);

                endpoints.Add(Describe(link, bucket.BucketName, attempt));
            }
        }

        // Attempts over the seeds, before there is a cluster map to tell which nodes they belong to.
        endpoints.AddRange(attempts.Select(attempt => Connecting(attempt.Node, attempt.Bucket, attempt)));
        return new DiagnosticsReport
        {
            Id = reportId ?? Guid.NewGuid().ToString(),
            Sdk = cluster.Options.Identity.Agent,
            Endpoints = endpoints,
        };
    }

    private static EndpointDiagnostics Describe(NodeLink link, string bucket, ConnectAttempt? attempt) => link switch
    {
        { Connection: { } connection } => Connected(connection, bucket, link.Node.Breaker.IsOpen ? link.Node.LastFailure?.Message : null),
        { LastFailure: null } => Connecting(link.Node.Endpoint, bucket, attempt),
        _ when attempt is not null => Connecting(link.Node.Endpoint, bucket, attempt),
        { LastFailure: { } failure } => new EndpointDiagnostics
        {
            Service = ServiceType.KeyValue,
            Id = "",
            State = EndpointState.Disconnected,
            Remote = link.Node.Name,
            Namespace = bucket,
            Details = ConnectFailure.Explain(failure),
        },
    };

    private static EndpointDiagnostics Connected(Connection connection, string? bucket, string? details) => new()
    {
        Service = ServiceType.KeyValue,
        Id = connection.Id,
        State = EndpointState.Connected,
        SinceLastActivity = connection.SinceLastActivity,
        Remote = connection.RemoteName,
        Local = connection.LocalName,
        Namespace = bucket,
        Details = details,
    };

    private static EndpointDiagnostics Connecting(NodeEndpoint node, string? bucket, ConnectAttempt? attempt) => new()
    {
        Service = ServiceType.KeyValue,
        Id = "",
        State = EndpointState.Connecting,
        Remote = node.ToString(),
        Namespace = bucket,
        Details = attempt is null ? null : $"at {attempt.Step.Describe()}",
    };
}
