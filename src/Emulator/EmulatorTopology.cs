namespace Settee.Emulator;

/// <summary>What is particular about one node of an emulated cluster.</summary>
public sealed record EmulatorNodeOptions
{
    /// <summary>Port of the key-value listener; 0 follows <see cref="EmulatorOptions.KvPort"/>.</summary>
    public int KvPort { get; init; }

    /// <summary>Port of the key-value listener with TLS; 0 follows <see cref="EmulatorOptions.KvTlsPort"/>.</summary>
    public int KvTlsPort { get; init; }

    /// <summary>Port of the HTTP listener; 0 follows <see cref="EmulatorOptions.HttpPort"/>.</summary>
    public int HttpPort { get; init; }

    /// <summary>Port of the HTTP listener with TLS; 0 follows <see cref="EmulatorOptions.HttpTlsPort"/>.</summary>
    public int HttpTlsPort { get; init; }

    /// <summary>Server group (rack, availability zone) that the configuration names; none if null.</summary>
    public string? ServerGroup { get; init; }

    /// <summary>How the node is reached from another network; the configuration tells it besides the node's own address.</summary>
    public EmulatorAlternateAddress? AlternateAddress { get; init; }
}

/// <summary>How a node is reached from another network, for example through a port mapping.</summary>
/// <param name="Host">Host name in that network.</param>
public sealed record EmulatorAlternateAddress(string Host)
{
    /// <summary>Name of the network; servers know only "external".</summary>
    public string Network { get; init; } = "external";

    /// <summary>Key-value port; 0 for the node's own.</summary>
    public int KvPort { get; init; }

    /// <summary>Key-value port with TLS; 0 for the node's own.</summary>
    public int KvTlsPort { get; init; }

    /// <summary>HTTP port; 0 for the node's own.</summary>
    public int HttpPort { get; init; }

    /// <summary>HTTP port with TLS; 0 for the node's own.</summary>
    public int HttpTlsPort { get; init; }
}
