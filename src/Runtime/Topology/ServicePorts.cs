namespace Settee.Topology;

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

    public int Port(ServiceType service, bool tls) => service switch
    {
        ServiceType.KeyValue => tls ? KeyValueTls : KeyValue,
        ServiceType.Management => tls ? ManagementTls : Management,
        ServiceType.Views => tls ? ViewsTls : Views,
        ServiceType.Query => tls ? QueryTls : Query,
        ServiceType.Search => tls ? SearchTls : Search,
        ServiceType.Analytics => tls ? AnalyticsTls : Analytics,
        ServiceType.Eventing => tls ? EventingTls : Eventing,
        _ => 0,
    };

    public bool Offers(ServiceType service) => Port(service, tls: false) != 0 || Port(service, tls: true) != 0;

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
