using System.Globalization;
using System.Text.Json.Nodes;

namespace Settee.Emulator.Control;

/// <summary>The operations of the control API by their names. Each answers with the state of the cluster, or with what it made.</summary>
internal sealed class ControlOperations(CouchbaseEmulator emulator, TimeProvider time)
{
    private readonly ControlFaults _faults = new(emulator);
    private EmulatorRebalance? _rebalance;

    public async Task<JsonNode> RunAsync(string operation, JsonObject body)
    {
        var bucket = (string?)body["bucket"];
        switch (operation)
        {
            case "add-node":
                await emulator.AddNodeAsync().ConfigureAwait(false);
                break;
            case "remove-node":
                await emulator.RemoveNodeAsync(Node(body).Index).ConfigureAwait(false);
                break;
            case "stop-node":
                await Node(body).StopAsync().ConfigureAwait(false);
                break;
            case "start-node":
                await Node(body).StartAsync().ConfigureAwait(false);
                break;
            case "fail-over":
                await emulator.FailoverAsync(Node(body).Index, (bool?)body["losesWrites"] ?? false).ConfigureAwait(false);
                break;
            case "recover":
                await emulator.RecoverAsync(Node(body).Index).ConfigureAwait(false);
                break;
            case "close-connections":
                Node(body).CloseConnections();
                break;
            case "advertise" when (string?)body["host"] is { } host:
                Node(body).Advertise(host, (int?)body["kvPort"]);
                break;
            case "advertise":
                Node(body).AdvertiseOwnAddress();
                break;
            case "freeze-config":
                Node(body).FreezeConfig();
                break;
            case "thaw-config":
                Node(body).ThawConfig();
                break;
            case "rebalance":
                emulator.Rebalance();
                break;
            case "begin-rebalance":
                _rebalance = emulator.BeginRebalance([.. body["leaving"]?.AsArray().Select(n => (int)n!) ?? []]);
                return new JsonObject { ["remaining"] = _rebalance.Remaining };
            case "step-rebalance":
                return Step((int?)body["steps"] ?? 1);
            case "move-vbucket":
                emulator.MoveVBucket((int)Need(body, "vbucket"), Node(body).Index, bucket);
                break;
            case "publish-config":
                emulator.PublishConfig();
                break;
            case "replica-lag":
                var lag = (double?)body["milliseconds"];
                emulator.SetReplicaLag(Node(body).Index, lag is { } ms ? TimeSpan.FromMilliseconds(ms) : Timeout.InfiniteTimeSpan, bucket);
                break;
            case "disk-delay":
                var delay = (double?)body["milliseconds"];
                emulator.SetDiskDelay(Node(body).Index, delay is { } time ? TimeSpan.FromMilliseconds(time) : Timeout.InfiniteTimeSpan, bucket);
                break;
            case "pause-replication":
                emulator.PauseReplication(bucket);
                break;
            case "resume-replication":
                emulator.ResumeReplication(bucket);
                break;
            case "limit-writes":
                emulator.LimitWrites(Enum.Parse<EmulatorLimit>((string)Need(body, "limit")!, ignoreCase: true), bucket);
                break;
            case "advance-time":
                Advance(TimeSpan.FromMilliseconds((double)Need(body, "milliseconds")));
                break;
            case "fault":
                return new JsonObject { ["id"] = _faults.Add(body) };
            case "fault-state":
                return new JsonObject { ["strikes"] = _faults.Find((int)Need(body, "id")).Strikes };
            case "end-fault":
                _faults.End((int)Need(body, "id"));
                break;
            case "clear-faults":
                _faults.Clear();
                break;
            default:
                RunOnBucket(operation, body, bucket);
                break;
        }

        return Describe();
    }

    public JsonObject Describe() => new()
    {
        ["connectionString"] = emulator.ConnectionString,
        ["tlsConnectionString"] = emulator.TlsConnectionString,
        ["certificateAuthority"] = emulator.CertificateAuthorityPem,
        ["revision"] = emulator.ConfigRevision,
        ["time"] = time.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ["nodes"] = new JsonArray([.. emulator.Nodes.Select(n => new JsonObject
        {
            ["index"] = n.Index, ["host"] = n.Host, ["kvPort"] = n.KvPort, ["kvTlsPort"] = n.KvTlsPort, ["httpPort"] = n.HttpPort,
            ["httpTlsPort"] = n.HttpTlsPort, ["running"] = n.IsRunning, ["member"] = emulator.Cluster.MemberIndices.Contains(n.Index),
            ["openConnections"] = n.OpenConnections, ["connectionsAccepted"] = n.ConnectionsAccepted, ["requestsReceived"] = n.RequestsReceived,
        })]),
        ["buckets"] = new JsonArray([.. emulator.Cluster.Buckets.Select(b => (JsonNode)b.Name)]),
    };

    public static JsonNode Need(JsonObject body, string name) =>
        body[name] ?? throw new ArgumentException($"\"{name}\" is missing.");

    private EmulatorNode Node(JsonObject body)
    {
        var index = (int)Need(body, "node");
        var nodes = emulator.Nodes;
        return index >= 0 && index < nodes.Count ? nodes[index] : throw new ArgumentException($"There is no node {index}.");
    }

    private JsonObject Step(int steps)
    {
        var rebalance = _rebalance ?? throw new InvalidOperationException("No rebalance was begun.");
        var goesOn = true;
        for (var i = 0; i < steps && goesOn; i++)
            goesOn = rebalance.MoveNext();
        if (!goesOn)
            _rebalance = null;
        return new JsonObject { ["remaining"] = rebalance.Remaining, ["ended"] = !goesOn };
    }

    private void Advance(TimeSpan by)
    {
        if (time is not EmulatorTimeProvider clock)
            throw new InvalidOperationException("The clock of this emulator cannot be moved; start it with an EmulatorTimeProvider.");

        clock.Advance(by);
    }

    private void RunOnBucket(string operation, JsonObject body, string? bucket)
    {
        switch (operation)
        {
            case "add-bucket":
                emulator.AddBucket(new EmulatorBucket((string)Need(body, "name")!)
                {
                    Replicas = (int?)body["replicas"] ?? 0, VBuckets = (int?)body["vbuckets"] ?? 64, Ephemeral = (bool?)body["ephemeral"] ?? false,
                    MaxTtl = (uint?)body["maxTtl"] ?? 0, MemoryQuota = (long?)body["memoryQuota"] ?? 0,
                });
                break;
            case "drop-bucket":
                emulator.DropBucket((string)Need(body, "name")!);
                break;
            case "flush":
                emulator.Flush(bucket);
                break;
            case "add-scope":
                emulator.AddScope((string)Need(body, "scope")!, bucket);
                break;
            case "drop-scope":
                emulator.DropScope((string)Need(body, "scope")!, bucket);
                break;
            case "add-collection":
                emulator.AddCollection((string)Need(body, "scope")!, (string)Need(body, "collection")!, (uint?)body["maxTtl"] ?? 0, bucket);
                break;
            case "drop-collection":
                emulator.DropCollection((string)Need(body, "scope")!, (string)Need(body, "collection")!, bucket);
                break;
            case "set-user":
                emulator.SetUser(new EmulatorUser((string)Need(body, "name")!, (string)Need(body, "password")!)
                {
                    Roles = [.. body["roles"]?.AsArray().Select(r => EmulatorRole.Parse((string)r!)) ?? []],
                });
                break;
            case "remove-user":
                emulator.RemoveUser((string)Need(body, "name")!);
                break;
            default:
                throw new ArgumentException($"There is no operation \"{operation}\".");
        }
    }
}
