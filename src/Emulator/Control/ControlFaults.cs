using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Settee.Wire;

namespace Settee.Emulator.Control;

/// <summary>Faults that were made over HTTP, by number.</summary>
internal sealed class ControlFaults(CouchbaseEmulator emulator)
{
    private readonly ConcurrentDictionary<int, EmulatorFault> _faults = new();
    private int _last;

    /// <summary>Makes a fault: "node", "opcode" (all if missing), "kind", and what narrows it or what the kind needs.</summary>
    public int Add(JsonObject body)
    {
        var node = emulator.Node((int)ControlOperations.Need(body, "node"));
        var fault = body["opcode"] is { } opcode ? node.On((Opcode)Number(opcode)) : node.OnAny();
        if ((string?)body["key"] is { } key)
            fault.ForKey(key);
        if ((int?)body["after"] is { } after)
            fault.After(after);
        if ((long?)body["connection"] is { } connection)
            fault.ForConnection(connection);
        if ((double?)body["probability"] is { } probability)
            fault.WithProbability(probability, (int?)body["seed"] ?? 0);

        Arm(fault, body);
        var id = Interlocked.Increment(ref _last);
        _faults[id] = fault;
        return id;
    }

    public EmulatorFault Find(int id) => _faults.GetValueOrDefault(id) ?? throw new ArgumentException($"There is no fault {id}.");

    public void End(int id)
    {
        Find(id).Dispose();
        _faults.TryRemove(id, out _);
    }

    public void Clear()
    {
        foreach (var id in _faults.Keys)
            End(id);
        foreach (var node in emulator.Nodes)
            node.ClearFaults();
    }

    private static void Arm(EmulatorFault fault, JsonObject body)
    {
        var times = (int?)body["times"] ?? int.MaxValue;
        var bytes = (int?)body["bytes"] ?? 1;
        var pause = TimeSpan.FromMilliseconds((double?)body["milliseconds"] ?? 0);
        _ = (string)ControlOperations.Need(body, "kind")! switch
        {
            "delay" => fault.Delay(pause, times),
            "drop" => fault.Drop(times),
            "drop-answer" => fault.DropAnswer(times),
            "answer" when (string?)body["context"] is { } context =>
                fault.Answer((Status)Number(ControlOperations.Need(body, "status")), context, (string?)body["reference"], times),
            "answer" => fault.Answer((Status)Number(ControlOperations.Need(body, "status")), times),
            "close" => fault.CloseConnection(times),
            "close-after" => fault.CloseAfter(bytes, times),
            "fall-silent" => fault.FallSilent(times),
            "reorder" => fault.ReorderAnswers((int?)body["count"] ?? 2, (int?)body["seed"] ?? 0, times),
            "split" => fault.SplitAnswers(bytes, times),
            "compress" => fault.CompressAnswers(times),
            "read-slowly" => fault.ReadSlowly(bytes, pause, times),
            var kind => throw new ArgumentException($"There is no kind of fault \"{kind}\"."),
        };
    }

    /// <summary>A number, or text such as "0x86".</summary>
    private static int Number(JsonNode node) => node.GetValueKind() == System.Text.Json.JsonValueKind.String
        ? Convert.ToInt32((string)node!, 16)
        : (int)node;
}
