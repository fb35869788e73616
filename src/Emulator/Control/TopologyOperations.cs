using System.Text.Json.Nodes;

namespace Settee.Emulator.Control;

/// <summary>Nodes that come and go, and vbuckets that move between them.</summary>
internal sealed class TopologyOperations(CouchbaseEmulator emulator)
{
    private EmulatorRebalance? _rebalance;

    public ControlOperation[] All =>
    [
        ControlOperation.DoAsync("add-node", "", _ => emulator.AddNodeAsync(), Of(nameof(CouchbaseEmulator.AddNodeAsync))),
        ControlOperation.DoAsync("remove-node", "node", body => emulator.RemoveNodeAsync(Node(body).Index), Of(nameof(CouchbaseEmulator.RemoveNodeAsync))),
        ControlOperation.DoAsync("stop-node", "node", body => Node(body).StopAsync(), ControlOperation.Of<EmulatorNode>(nameof(EmulatorNode.StopAsync))),
        ControlOperation.DoAsync("start-node", "node", body => Node(body).StartAsync(), ControlOperation.Of<EmulatorNode>(nameof(EmulatorNode.StartAsync))),
        ControlOperation.DoAsync(
            "fail-over",
            "node losesWrites",
            body => emulator.FailoverAsync(Node(body).Index, (bool?)body["losesWrites"] ?? false),
            Of(nameof(CouchbaseEmulator.FailoverAsync))),
        ControlOperation.DoAsync("recover", "node", body => emulator.RecoverAsync(Node(body).Index), Of(nameof(CouchbaseEmulator.RecoverAsync))),
        ControlOperation.Do("rebalance", "", _ => emulator.Rebalance(), Of(nameof(CouchbaseEmulator.Rebalance))),
        ControlOperation.Tell("begin-rebalance", "leaving", Begin, Of(nameof(CouchbaseEmulator.BeginRebalance))),
        ControlOperation.Tell(
            "step-rebalance",
            "steps",
            Step,
            ControlOperation.Of<EmulatorRebalance>(nameof(EmulatorRebalance.MoveNext)),
            ControlOperation.Of<EmulatorRebalance>(nameof(EmulatorRebalance.Complete))),
        ControlOperation.Do(
            "move-vbucket",
            "vbucket node bucket",
            body => emulator.MoveVBucket(body.NeedInteger("vbucket"), Node(body).Index, body.Bucket),
            Of(nameof(CouchbaseEmulator.MoveVBucket))),
        ControlOperation.Do("publish-config", "", _ => emulator.PublishConfig(), Of(nameof(CouchbaseEmulator.PublishConfig))),
        ControlOperation.Do(
            "replica-lag",
            "node milliseconds bucket",
            body => emulator.SetReplicaLag(Node(body).Index, body.Milliseconds ?? Timeout.InfiniteTimeSpan, body.Bucket),
            Of(nameof(CouchbaseEmulator.SetReplicaLag))),
        ControlOperation.Do(
            "disk-delay",
            "node milliseconds bucket",
            body => emulator.SetDiskDelay(Node(body).Index, body.Milliseconds ?? Timeout.InfiniteTimeSpan, body.Bucket),
            Of(nameof(CouchbaseEmulator.SetDiskDelay))),
        ControlOperation.Do(
            "pause-replication", "bucket", body => emulator.PauseReplication(body.Bucket), Of(nameof(CouchbaseEmulator.PauseReplication))),
        ControlOperation.Do(
            "resume-replication", "bucket", body => emulator.ResumeReplication(body.Bucket), Of(nameof(CouchbaseEmulator.ResumeReplication))),
    ];

    private static string Of(string member) => ControlOperation.Of<CouchbaseEmulator>(member);

    private EmulatorNode Node(JsonObject body) => body.NodeOf(emulator);

    private JsonObject Begin(JsonObject body)
    {
        _rebalance = emulator.BeginRebalance([.. body["leaving"]?.AsArray().Select(n => (int)n!) ?? []]);
        return new JsonObject { ["remaining"] = _rebalance.Remaining };
    }

    private JsonObject Step(JsonObject body)
    {
        var rebalance = _rebalance ?? throw new InvalidOperationException("No rebalance was begun.");
        var steps = (int?)body["steps"] ?? 1;
        var goesOn = true;
        for (var i = 0; i < steps && goesOn; i++)
            goesOn = rebalance.MoveNext();
        if (!goesOn)
            _rebalance = null;
        return new JsonObject { ["remaining"] = rebalance.Remaining, ["ended"] = !goesOn };
    }
}
