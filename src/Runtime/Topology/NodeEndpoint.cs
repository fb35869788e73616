namespace Settee.Topology;

/// <summary>A host and a port to dial. An IPv6 address is kept without brackets.</summary>
internal readonly record struct NodeEndpoint(string Host, int Port)
{
    /// <summary>As host:port, with brackets around an IPv6 address.</summary>
    public override string ToString() => HostName.WithPort(Host, Port);
}
