using System.Net;
using Settee.Emulator.Cluster;
using Settee.Emulator.Protocol;
using Settee.Wire;

namespace Settee.Emulator;

/// <summary>One node of an emulated cluster.</summary>
public sealed class EmulatorNode
{
    private readonly EmulatorOptions _options;

    internal EmulatorNode(NodeServer server, EmulatorOptions options)
    {
        Server = server;
        _options = options;
    }

    /// <summary>Place of the node in <see cref="CouchbaseEmulator.Nodes"/>.</summary>
    public int Index => Server.Index;

    /// <summary>Host name that the node advertises.</summary>
    public string Host => _options.Address.Equals(IPAddress.Any) || _options.Address.Equals(IPAddress.IPv6Any)
        ? IPAddress.Loopback.ToString()
        : _options.Address.ToString();

    /// <summary>Port of the key-value protocol.</summary>
    public int KvPort => Server.Port;

    /// <summary>Port of the key-value protocol over TLS; 0 without TLS.</summary>
    public int KvTlsPort => Server.TlsPort;

    /// <summary>Port of the HTTP services; 0 without HTTP.</summary>
    public int HttpPort { get; private set; }

    /// <summary>Where the key-value listener is bound.</summary>
    public IPEndPoint KvEndPoint => new(_options.Address, KvPort);

    /// <summary>Whether the node listens.</summary>
    public bool IsRunning => Server.IsRunning;

    /// <summary>Connections accepted so far, closed ones included.</summary>
    public long ConnectionsAccepted => Server.Counters.Accepted;

    /// <summary>Connections that are open.</summary>
    public int OpenConnections => Server.Counters.Open;

    /// <summary>Requests received so far, of all kinds.</summary>
    public long RequestsReceived => Server.Counters.Total;

    internal NodeServer Server { get; }

    internal NodeAddress Address => new(Index, Host, KvPort, KvTlsPort, HttpPort);

    /// <summary>Requests of one kind received so far.</summary>
    /// <param name="opcode">Which kind.</param>
    public long RequestsOf(Opcode opcode) => Server.Counters.Of((byte)opcode);

    /// <summary>Begins to count anew.</summary>
    public void ResetCounters() => Server.Counters.Reset();

    /// <summary>Closes the listeners and all connections, as a machine that fails does. The configuration stays as it is.</summary>
    public async Task StopAsync() => await Server.StopAsync().ConfigureAwait(false);

    /// <summary>Closes all connections; clients may connect again at once.</summary>
    public void CloseConnections() => Server.CloseConnections();

    internal void Start() => Server.Start(_options.Address, _options.KvPort == 0 ? 0 : _options.KvPort + Index, null);
}
