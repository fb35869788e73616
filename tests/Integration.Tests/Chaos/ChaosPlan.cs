using Settee.Emulator;
using Settee.Wire;

namespace Integration.Tests.Chaos;

/// <summary>Does things to a cluster, one after the other, in an order that the seed alone decides.</summary>
internal sealed class ChaosPlan(CouchbaseEmulator emulator, int seed)
{
    private const int VBuckets = 64;
    private const int MaxNodes = 6;

    private static readonly Opcode[] DataOpcodes = [Opcode.Get, Opcode.Set, Opcode.Delete, Opcode.SubdocMultiMutation];
    private static readonly Status[] PassingStatuses = [Status.TemporaryFailure, Status.Busy, Status.OutOfMemory, Status.NotMyVBucket];

    private readonly Random _random = new(seed);
    private readonly List<string> _log = [];
    private readonly HashSet<int> _stopped = [];
    private readonly HashSet<int> _failedOver = [];

    /// <summary>What was done, for the report of a failure.</summary>
    public string Log => $"seed {seed}:\n  {string.Join("\n  ", _log)}";

    private int[] Members => [.. Enumerable.Range(0, emulator.Nodes.Count).Where(node => !_failedOver.Contains(node))];

    public async Task StepAsync()
    {
        var node = Pick(Members);
        switch (_random.Next(12))
        {
            case 0 or 1:
                var target = Pick(Members);
                Note($"move 16 vbuckets to node {target}");
                for (var i = 0; i < 16; i++)
                    emulator.MoveVBucket(_random.Next(VBuckets), target);

                break;
            case 2 when emulator.Nodes.Count < MaxNodes:
                Note("add a node and rebalance");
                await emulator.AddNodeAsync();
                emulator.Rebalance();
                break;
            case 3 when Members.Length > 2 && _stopped.Count == 0:
                Note($"fail over node {node}");
                _failedOver.Add(node);
                await emulator.FailoverAsync(node);
                emulator.Rebalance();
                break;
            case 4 when _stopped.Count == 0:
                Note($"stop node {node}");
                _stopped.Add(node);
                await emulator.Node(node).StopAsync();
                break;
            case 5 or 6:
                await StartAllAsync();
                break;
            case 7:
                Note($"close the connections of node {node}");
                emulator.Node(node).CloseConnections();
                break;
            case 8:
                var bytes = _random.Next(40);
                Note($"cut an answer of node {node} after {bytes} bytes");
                emulator.Node(node).On(Pick(DataOpcodes)).CloseAfter(bytes);
                break;
            case 9:
                var status = Pick(PassingStatuses);
                Note($"node {node} answers {status} 20 times");
                emulator.Node(node).On(Pick(DataOpcodes)).Answer(status, times: 20);
                break;
            case 10:
                Note($"node {node} closes the connection at a request");
                emulator.Node(node).On(Pick(DataOpcodes)).CloseConnection();
                break;
            default:
                Note("publish the map again");
                emulator.PublishConfig();
                break;
        }
    }

    /// <summary>Ends all faults and brings every node back.</summary>
    public async Task CalmAsync()
    {
        foreach (var node in emulator.Nodes)
            node.ClearFaults();

        await StartAllAsync();
        emulator.Rebalance();
    }

    private async Task StartAllAsync()
    {
        foreach (var node in _stopped)
        {
            Note($"start node {node}");
            await emulator.Node(node).StartAsync();
        }

        _stopped.Clear();
    }

    private T Pick<T>(T[] items) => items[_random.Next(items.Length)];

    private void Note(string what) => _log.Add(what);
}
