using System.Net;
using Settee.Connecting;
using Settee.Topology;

namespace Settee.Health;

/// <summary>A service of a node that speaks HTTP, and how it is asked whether it is there.</summary>
internal readonly record struct ServiceEndpoint(ServiceType Service, NodeEndpoint Node)
{
    private static readonly ServiceType[] HttpServices =
        [ServiceType.Management, ServiceType.Views, ServiceType.Query, ServiceType.Search, ServiceType.Analytics, ServiceType.Eventing];

    /// <summary>What the service answers to anybody, without looking at any data.</summary>
    public string PingPath => Service switch
    {
        ServiceType.Query or ServiceType.Analytics => "/admin/ping",
        ServiceType.Search => "/api/ping",
        _ => "/",
    };

    /// <summary>All services that a cluster map names, on the network and with the kind of port in use.</summary>
    public static IEnumerable<ServiceEndpoint> Of(ClusterMap? map, bool tls) =>
        from service in HttpServices
        from node in map?.Nodes ?? []
        let port = node.Ports.Port(service, tls)
        where port != 0
        select new ServiceEndpoint(service, new NodeEndpoint(node.Host, port));

    /// <summary>
    /// Whether an answer shows that the service works. A refusal does as well as a page: the request carries no credentials, and who may
    /// do what is not the question.
    /// </summary>
    public bool IsSignOfLife(HttpStatusCode status) => (int)status < 400 || status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
}
