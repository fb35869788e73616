using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Settee.Wire;

namespace Settee.Emulator.Control;

/// <summary>Faults of requests that were made over HTTP, by number.</summary>
internal sealed class FaultOperations(CouchbaseEmulator emulator)
{
    /// <summary>What every fault takes: where it is, what narrows it, how often it strikes.</summary>
    private static readonly string[] Common = ["node", "kind", "opcode", "key", "after", "connection", "probability", "seed", "times"];

    private readonly ConcurrentDictionary<int, EmulatorFault> _faults = new();
    private int _last;

    public ControlOperation[] All =>
    [
        ControlOperation.Tell(
            "fault",
            string.Join(' ', Common.Concat(FaultKind.All.SelectMany(static kind => kind.Parameters)).Distinct()),
            body => new JsonObject { ["id"] = Add(body) },
            [
                ControlOperation.Of<EmulatorNode>(nameof(EmulatorNode.On)),
                ControlOperation.Of<EmulatorNode>(nameof(EmulatorNode.OnAny)),
                Of(nameof(EmulatorFault.ForKey)),
                Of(nameof(EmulatorFault.After)),
                Of(nameof(EmulatorFault.ForConnection)),
                Of(nameof(EmulatorFault.WithProbability)),
                .. FaultKind.All.SelectMany(static kind => kind.StandsFor).Select(Of),
            ]),
        ControlOperation.Tell("fault-state", "id", body => new JsonObject { ["strikes"] = Find(body).Strikes }),
        ControlOperation.Do("release-fault", "id", body => Find(body).Release(), Of(nameof(EmulatorFault.Release))),
        ControlOperation.Do("end-fault", "id", body => End(body.NeedInteger("id")), Of(nameof(EmulatorFault.Dispose))),
        ControlOperation.Do("clear-faults", "", _ => Clear(), ControlOperation.Of<EmulatorNode>(nameof(EmulatorNode.ClearFaults))),
    ];

    private static string Of(string member) => ControlOperation.Of<EmulatorFault>(member);

    private int Add(JsonObject body)
    {
        var name = body.NeedText("kind");
        var kind = Array.Find(FaultKind.All, kind => kind.Name == name) ?? throw new ArgumentException($"There is no kind of fault \"{name}\".");
        body.AllowOnly([.. Common, .. kind.Parameters], $"a fault of the kind \"{name}\"");
        var node = body.NodeOf(emulator);
        var fault = body.ContainsKey("opcode") ? node.On((Opcode)body.NeedCode("opcode")) : node.OnAny();
        if ((string?)body["key"] is { } key)
            fault.ForKey(key);
        if ((int?)body["after"] is { } after)
            fault.After(after);
        if ((long?)body["connection"] is { } connection)
            fault.ForConnection(connection);
        if ((double?)body["probability"] is { } probability)
            fault.WithProbability(probability, (int?)body["seed"] ?? 0);

        kind.Arm(fault, body);
        var id = Interlocked.Increment(ref _last);
        _faults[id] = fault;
        return id;
    }

    private EmulatorFault Find(JsonObject body)
    {
        var id = body.NeedInteger("id");
        return _faults.GetValueOrDefault(id) ?? throw new ArgumentException($"There is no fault {id}.");
    }

    private void End(int id)
    {
        if (!_faults.TryRemove(id, out var fault))
            throw new ArgumentException($"There is no fault {id}.");

        fault.Dispose();
    }

    private void Clear()
    {
        foreach (var id in _faults.Keys)
            End(id);
        foreach (var node in emulator.Nodes)
            node.ClearFaults();
    }
}
