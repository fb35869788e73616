using System.Text.Json.Nodes;
using Settee.Wire;

namespace Settee.Emulator.Control;

/// <summary>What goes wrong with a node as a whole, and what it counts.</summary>
internal sealed class NodeOperations(CouchbaseEmulator emulator)
{
    private readonly Dictionary<EmulatorNode, EmulatorNotifications> _notifications = [];
    private readonly Dictionary<EmulatorNode, EmulatorAnswers> _answers = [];

    public ControlOperation[] All =>
    [
        .. Addresses,
        ControlOperation.Do("forge-scram", "node lie", body => Node(body).ForgeScram(body.NeedName<ScramLie>("lie")), Of(nameof(EmulatorNode.ForgeScram))),
        ControlOperation.Do(
            "switch-off-feature", "node feature", body => Node(body).SwitchOffFeature(body.NeedCode("feature")), Of(nameof(EmulatorNode.SwitchOffFeature))),
        ControlOperation.Do(
            "switch-on-feature", "node feature", body => Node(body).SwitchOnFeature(body.NeedCode("feature")), Of(nameof(EmulatorNode.SwitchOnFeature))),
        ControlOperation.Do(
            "serve-foreign-vbuckets",
            "node on",
            body => Node(body).ServesForeignVBuckets = (bool?)body["on"] ?? true,
            Of(nameof(EmulatorNode.ServesForeignVBuckets))),
        ControlOperation.Do("expire-certificate", "node", body => Node(body).ExpireCertificate(), Of(nameof(EmulatorNode.ExpireCertificate))),
        ControlOperation.Do("renew-certificate", "node", body => Node(body).RenewCertificate(), Of(nameof(EmulatorNode.RenewCertificate))),
        .. Holding,
        ControlOperation.Tell(
            "count-requests",
            "node opcode",
            body => new JsonObject { ["count"] = Node(body).RequestsOf((Opcode)body.NeedCode("opcode")) },
            Of(nameof(EmulatorNode.RequestsOf))),
        ControlOperation.Do("reset-counters", "node", body => Node(body).ResetCounters(), Of(nameof(EmulatorNode.ResetCounters))),
    ];

    private ControlOperation[] Addresses =>
    [
        ControlOperation.Do("close-connections", "node", body => Node(body).CloseConnections(), Of(nameof(EmulatorNode.CloseConnections))),
        ControlOperation.Do("advertise", "node host kvPort", Advertise, Of(nameof(EmulatorNode.Advertise)), Of(nameof(EmulatorNode.AdvertiseOwnAddress))),
        ControlOperation.Do("freeze-config", "node", body => Node(body).FreezeConfig(), Of(nameof(EmulatorNode.FreezeConfig))),
        ControlOperation.Do("thaw-config", "node", body => Node(body).ThawConfig(), Of(nameof(EmulatorNode.ThawConfig))),
    ];

    private ControlOperation[] Holding =>
    [
        ControlOperation.Do("hold-notifications", "node", HoldNotifications, Of(nameof(EmulatorNode.HoldNotifications))),
        ControlOperation.DoAsync(
            "send-notifications",
            "node order",
            body => Held(_notifications, body, "notifications").SendAsync([.. body.Need("order").AsArray().Select(n => (int)n!)]),
            ControlOperation.Of<EmulatorNotifications>(nameof(EmulatorNotifications.SendAsync))),
        ControlOperation.Tell(
            "count-notifications", "node", body => new JsonObject { ["count"] = Held(_notifications, body, "notifications").Count }),
        ControlOperation.Do(
            "release-notifications",
            "node",
            body => Release(_notifications, body, "notifications"),
            ControlOperation.Of<EmulatorNotifications>(nameof(EmulatorNotifications.Dispose))),
        ControlOperation.Do("hold-answers", "node", HoldAnswers, Of(nameof(EmulatorNode.HoldAnswers))),
        ControlOperation.DoAsync(
            "send-answers", "node", body => Held(_answers, body, "answers").SendAsync(), ControlOperation.Of<EmulatorAnswers>(nameof(EmulatorAnswers.SendAsync))),
        ControlOperation.DoAsync(
            "release-answers",
            "node",
            body => Release(_answers, body, "answers").SendAsync(),
            ControlOperation.Of<EmulatorAnswers>(nameof(EmulatorAnswers.Dispose))),
    ];

    private static string Of(string member) => ControlOperation.Of<EmulatorNode>(member);

    private EmulatorNode Node(JsonObject body) => body.NodeOf(emulator);

    private void Advertise(JsonObject body)
    {
        if ((string?)body["host"] is { } host)
            Node(body).Advertise(host, (int?)body["kvPort"]);
        else
            Node(body).AdvertiseOwnAddress();
    }

    private void HoldNotifications(JsonObject body)
    {
        var node = Node(body);
        lock (_notifications)
            _notifications[node] = node.HoldNotifications();
    }

    private void HoldAnswers(JsonObject body)
    {
        var node = Node(body);
        lock (_answers)
            _answers[node] = node.HoldAnswers();
    }

    private T Held<T>(Dictionary<EmulatorNode, T> all, JsonObject body, string what)
    {
        var node = Node(body);
        lock (all)
            return all.TryGetValue(node, out var held) ? held : throw new InvalidOperationException($"Node {node.Index} holds no {what} back.");
    }

    private T Release<T>(Dictionary<EmulatorNode, T> all, JsonObject body, string what)
        where T : IDisposable
    {
        var held = Held(all, body, what);
        held.Dispose();
        lock (all)
            all.Remove(Node(body));

        return held;
    }
}
