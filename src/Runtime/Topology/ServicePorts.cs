namespace Settee.Topology;

/// <summary>The services of a node that a client may talk to.</summary>
internal enum ServiceKind
{
    KeyValue,
    Management,
    Views,
    Query,
    Search,
    Analytics,
    Eventing,
}

/// <summary>The ports of one node on one network; 0 says that the service is not offered there.</summary>
internal sealed record ServicePorts
{
    public static readonly ServicePorts None = new();

    public int KeyValue { get; init; }

    public int KeyValueTls { get; init; }

    public int Management { get; init; }

    public int ManagementTls { get; init; }

    public int Views { get; init; }

    public int ViewsTls { get; init; }

    public int Query { get; init; }

    public int QueryTls { get; init; }

    public int Search { get; init; }

    public int SearchTls { get; init; }

    public int Analytics { get; init; }

    public int AnalyticsTls { get; init; }

    public int Eventing { get; init; }

    public int EventingTls { get; init; }

    public int Port(ServiceKind service, bool tls) => service switch
    {
        ServiceKind.KeyValue => tls ? KeyValueTls : KeyValue,
        ServiceKind.Management => tls ? ManagementTls : Management,
        ServiceKind.Views => tls ? ViewsTls : Views,
        ServiceKind.Query => tls ? QueryTls : Query,
        ServiceKind.Search => tls ? SearchTls : Search,
        ServiceKind.Analytics => tls ? AnalyticsTls : Analytics,
        ServiceKind.Eventing => tls ? EventingTls : Eventing,
        _ => 0,
    };

    public bool Offers(ServiceKind service) => Port(service, tls: false) != 0 || Port(service, tls: true) != 0;

    /// <summary>The ports with one more service, by the name that the server gives it; unknown names change nothing.</summary>
    public ServicePorts With(string service, int port) => service switch
    {
        "kv" => this with { KeyValue = port },
        "kvSSL" => this with { KeyValueTls = port },
        "mgmt" => this with { Management = port },
        "mgmtSSL" => this with { ManagementTls = port },
        "capi" => this with { Views = port },
        "capiSSL" => this with { ViewsTls = port },
        "n1ql" => this with { Query = port },
        "n1qlSSL" => this with { QueryTls = port },
        "fts" => this with { Search = port },
        "ftsSSL" => this with { SearchTls = port },
        "cbas" => this with { Analytics = port },
        "cbasSSL" => this with { AnalyticsTls = port },
        "eventingAdminPort" => this with { Eventing = port },
        "eventingSSL" => this with { EventingTls = port },
        _ => this,
    };
}
