using System.Globalization;
using System.Text.Json.Nodes;

namespace Settee.Emulator.Control;

/// <summary>The operations of the control API by their names. Each answers with the state of the cluster, or with what it made.</summary>
internal sealed class ControlOperations
{
    private readonly CouchbaseEmulator _emulator;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, ControlOperation> _byName;

    public ControlOperations(CouchbaseEmulator emulator, TimeProvider time)
    {
        _emulator = emulator;
        _time = time;
        ControlOperation[] all =
        [
            .. new TopologyOperations(emulator).All,
            .. new BucketOperations(emulator).All,
            .. new AccessOperations(emulator).All,
            .. new NodeOperations(emulator).All,
            .. new FaultOperations(emulator).All,
            ControlOperation.Do("advance-time", "milliseconds", Advance, ControlOperation.Of<EmulatorTimeProvider>(nameof(EmulatorTimeProvider.Advance))),
        ];
        _byName = all.ToDictionary(static operation => operation.Name, StringComparer.Ordinal);
    }

    public IReadOnlyCollection<ControlOperation> All => _byName.Values;

    public async Task<JsonNode> RunAsync(string operation, JsonObject body) => _byName.TryGetValue(operation, out var found)
        ? await found.RunAsync(body).ConfigureAwait(false) ?? Describe()
        : throw new ArgumentException($"There is no operation \"{operation}\".");

    public JsonObject Describe() => new()
    {
        ["connectionString"] = _emulator.ConnectionString,
        ["tlsConnectionString"] = _emulator.TlsConnectionString,
        ["certificateAuthority"] = _emulator.CertificateAuthorityPem,
        ["revision"] = _emulator.ConfigRevision,
        ["time"] = _time.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ["nodes"] = new JsonArray([.. _emulator.Nodes.Select(n => new JsonObject
        {
            ["index"] = n.Index, ["host"] = n.Host, ["kvPort"] = n.KvPort, ["kvTlsPort"] = n.KvTlsPort, ["httpPort"] = n.HttpPort,
            ["httpTlsPort"] = n.HttpTlsPort, ["running"] = n.IsRunning, ["member"] = _emulator.Cluster.MemberIndices.Contains(n.Index),
            ["openConnections"] = n.OpenConnections, ["connectionsAccepted"] = n.ConnectionsAccepted, ["requestsReceived"] = n.RequestsReceived,
        })]),
        ["buckets"] = new JsonArray([.. _emulator.Cluster.Buckets.Select(b => (JsonNode)b.Name)]),
    };

    private void Advance(JsonObject body)
    {
        if (_time is not EmulatorTimeProvider clock)
            throw new InvalidOperationException("The clock of this emulator cannot be moved; start it with an EmulatorTimeProvider.");

        clock.Advance(TimeSpan.FromMilliseconds((double)body.Need("milliseconds")));
    }
}
