using System.Net;
using Settee.Emulator.Cluster;
using Settee.Emulator.Http;
using Settee.Emulator.Protocol;
using Settee.Emulator.Security;
using Settee.Wire;

namespace Settee.Emulator;

/// <summary>One node of an emulated cluster.</summary>
public sealed partial class EmulatorNode
{
    private readonly CouchbaseEmulator _emulator;
    private readonly EmulatorOptions _options;
    private readonly EmulatorNodeOptions _own;
    private readonly NodeTls? _tls;
    private HttpServer? _http;
    private (string Host, int? KvPort)? _advertised;

    internal EmulatorNode(CouchbaseEmulator emulator, NodeServer server, EmulatorOptions options, NodeTls? tls)
    {
        _emulator = emulator;
        Server = server;
        _options = options;
        _own = server.Index < options.NodeOptions.Count ? options.NodeOptions[server.Index] : new EmulatorNodeOptions();
        _tls = tls;
        server.MaxConnections = options.MaxConnections;
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

    /// <summary>Port of the HTTP services over TLS; 0 without HTTP or TLS.</summary>
    public int HttpTlsPort { get; private set; }

    /// <summary>Server group that the configuration names; null if none.</summary>
    public string? ServerGroup => _own.ServerGroup;

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

    internal NodeAddress Address => new(Index, _advertised?.Host ?? Host)
    {
        KvPort = _advertised?.KvPort ?? KvPort,
        KvTlsPort = KvTlsPort,
        HttpPort = HttpPort,
        HttpTlsPort = HttpTlsPort,
        ServerGroup = _own.ServerGroup,
        Alternate = _own.AlternateAddress,
    };

    /// <summary>Requests of one kind received so far.</summary>
    /// <param name="opcode">Which kind.</param>
    public long RequestsOf(Opcode opcode) => Server.Counters.Of((byte)opcode);

    /// <summary>Begins to count anew.</summary>
    public void ResetCounters() => Server.Counters.Reset();

    /// <summary>
    /// Begins a fault for requests of one kind, as in <c>node.On(Opcode.Set).Answer(Status.TemporaryFailure, 3)</c>. Of several that fit a
    /// request the oldest strikes.
    /// </summary>
    /// <param name="opcode">Which kind.</param>
    public EmulatorFault On(Opcode opcode) => new(this, opcode);

    /// <summary>Begins a fault for requests of all kinds.</summary>
    public EmulatorFault OnAny() => new(this, null);

    /// <summary>Lets the node lie when clients authenticate with SCRAM, until <see cref="ClearFaults"/>.</summary>
    /// <param name="lie">Which lie.</param>
    public void ForgeScram(ScramLie lie) => Server.Faults.ScramForgery = lie switch
    {
        ScramLie.WrongNonce => new ScramForgery { WrongNonce = true },
        ScramLie.WrongSignature => new ScramForgery { WrongSignature = true },
        ScramLie.MissingSignature => new ScramForgery { NoSignature = true },
        ScramLie.TooFewIterations => new ScramForgery { Iterations = 1 },
        _ => new ScramForgery { Error = "other-error" },
    };

    /// <summary>Stops granting a feature in HELLO, as an older server does not know it. Connections keep what they negotiated.</summary>
    /// <param name="feature">Its code.</param>
    public void SwitchOffFeature(ushort feature) =>
        Server.OfferedFeatures = Server.OfferedFeatures.Without((HelloFeature)feature);

    /// <summary>
    /// Grants a feature in HELLO that the recorded version of the server does not have, as a newer server does. 0x22 adds attributes to
    /// range scans, and the commands that read documents with their attributes.
    /// </summary>
    /// <param name="feature">Its code.</param>
    public void SwitchOnFeature(ushort feature) => Server.OfferedFeatures = Server.OfferedFeatures.With((HelloFeature)feature);

    /// <summary>Closes the listeners and all connections, as a machine that fails does. The configuration stays as it is.</summary>
    public async Task StopAsync()
    {
        if (_http is { } http)
        {
            _http = null;
            await http.DisposeAsync().ConfigureAwait(false);
        }

        await Server.StopAsync().ConfigureAwait(false);
    }

    /// <summary>Listens again, on the same ports and with the same documents.</summary>
    public async Task StartAsync()
    {
        await BindAsync().ConfigureAwait(false);
        Open();
    }

    /// <summary>
    /// Lets the configuration name another address for this node, such as one where nobody listens; <see cref="AdvertiseOwnAddress"/>
    /// ends it.
    /// </summary>
    /// <param name="host">The host name to tell.</param>
    /// <param name="kvPort">The key-value port to tell; the node's own if null.</param>
    public void Advertise(string host, int? kvPort = null)
    {
        _advertised = (host, kvPort);
        _emulator.Cluster.Replace(Address);
    }

    /// <summary>Lets the configuration name the node's own address again.</summary>
    public void AdvertiseOwnAddress()
    {
        _advertised = null;
        _emulator.Cluster.Replace(Address);
    }

    /// <summary>Lets the node tell the configuration of this moment from now on, whatever changes, until <see cref="ThawConfig"/>.</summary>
    public void FreezeConfig() => _emulator.Cluster.Freeze(Index);

    /// <summary>Ends <see cref="FreezeConfig"/> and tells clients the configuration as it is.</summary>
    public void ThawConfig() => _emulator.Cluster.Thaw(Index);

    internal async Task BindAsync()
    {
        Server.Bind(
            _options.Address, Port(_own.KvPort, _options.KvPort), Port(_own.KvTlsPort, _options.KvTlsPort), _tls);
        if (!_options.Http || _http is not null)
            return;

        var port = HttpPort != 0 ? HttpPort : Port(_own.HttpPort, _options.HttpPort);
        var tlsPort = HttpTlsPort != 0 ? HttpTlsPort : Port(_own.HttpTlsPort, _options.HttpTlsPort);
        _http = await HttpServer.StartAsync(_emulator, this, _options.Address, port, tlsPort, _tls).ConfigureAwait(false);
        HttpPort = _http.Port;
        HttpTlsPort = _http.TlsPort;
    }

    internal void Open()
    {
        Server.Open();
        _http?.Open();
    }

    private int Port(int own, int first) => own != 0 ? own : first == 0 ? 0 : first + Index;

    /// <summary>Closes all connections; clients may connect again at once.</summary>
    public void CloseConnections() => Server.CloseConnections();
}
