using Settee.Emulator;
using Settee.Wire;

namespace Integration.Tests.Chaos;

/// <summary>Does things to a cluster, one after the other, in an order that the seed alone decides.</summary>
internal sealed class ChaosPlan(CouchbaseEmulator emulator, int seed) : IDisposable
{
    private const int VBuckets = 64;
    private const int MaxNodes = 6;

    private static readonly Opcode[] DataOpcodes = [Opcode.Get, Opcode.Set, Opcode.Delete, Opcode.SubdocMultiMutation];
    private static readonly Opcode[] HandshakeOpcodes = [Opcode.Hello, Opcode.GetErrorMap, Opcode.SaslAuth, Opcode.SaslStep, Opcode.SelectBucket];
    private static readonly Status[] PassingStatuses = [Status.TemporaryFailure, Status.Busy, Status.OutOfMemory, Status.NotMyVBucket];

    private readonly Random _random = new(seed);
    private readonly List<string> _log = [];
    private readonly HashSet<int> _stopped = [];
    private readonly HashSet<int> _failedOver = [];
    private readonly List<(EmulatorNotifications Held, int Node)> _held = [];

    /// <summary>What was done, for the report of a failure.</summary>
    public string Log => $"seed {seed}:\n  {string.Join("\n  ", _log)}";

    private int[] Members => [.. Enumerable.Range(0, emulator.Nodes.Count).Where(node => !_failedOver.Contains(node))];

    public async Task StepAsync()
    {
        var node = Pick(Members);
        switch (_random.Next(20))
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
            case 11:
                Note($"node {node} falls silent");
                emulator.Node(node).OnAny().FallSilent(times: 1);
                break;
            case 12:
                var step = Pick(HandshakeOpcodes);
                Note($"node {node} falls silent at the next {step}");
                emulator.Node(node).On(step).FallSilent(times: 1);
                break;
            case 13:
                Note($"the next two handshakes of node {node} end at {Opcode.SaslAuth}");
                emulator.Node(node).On(Opcode.SaslAuth).CloseConnection(times: 2);
                break;
            case 14:
                Note($"node {node} works and does not answer, twice");
                emulator.Node(node).On(Pick(DataOpcodes)).DropAnswer(times: 2);
                break;
            case 15:
                Note($"node {node} keeps notifications back");
                _held.Add((emulator.Node(node).HoldNotifications(), node));
                break;
            case 16:
                await SendHeldAsync();
                break;
            case 17:
                Note($"node {node} tells the map of now");
                emulator.Node(node).FreezeConfig();
                break;
            case 18:
                Note($"a rebalance takes a few steps");
                var rebalance = emulator.BeginRebalance();
                for (var i = _random.Next(20); i > 0 && rebalance.MoveNext(); i--)
                {
                }

                break;
            default:
                Note("publish the map again");
                emulator.PublishConfig();
                break;
        }
    }

    /// <summary>Time that passes between two steps: mostly a moment, sometimes enough for polls, probes and deadlines.</summary>
    public TimeSpan Pause() => TimeSpan.FromMilliseconds(_random.Next(5) == 0 ? _random.Next(15_000) : _random.Next(100));

    /// <summary>Ends all faults and brings every node back.</summary>
    public async Task CalmAsync()
    {
        foreach (var node in emulator.Nodes)
        {
            node.ClearFaults();
            node.ThawConfig();
        }

        await StartAllAsync();
        emulator.Rebalance();
    }

    public void Dispose() => _held.ForEach(entry => entry.Held.Dispose());

    private async Task SendHeldAsync()
    {
        foreach (var (held, node) in _held)
        {
            var order = Enumerable.Range(0, held.Count).ToArray();
            _random.Shuffle(order);
            var sent = order.Concat(order.Take(2)).Skip(_random.Next(2)).ToArray();
            Note($"send what node {node} kept back, as {string.Join(' ', sent)}");
            await held.SendAsync(sent);
            held.Dispose();
        }

        _held.Clear();
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
