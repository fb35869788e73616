using System.Text;
using Settee.Emulator.Protocol;
using Settee.Wire;

namespace Settee.Emulator;

/// <summary>
/// Something that goes wrong with requests of one kind on one node, made by <see cref="EmulatorNode.On(Opcode)"/>. It strikes as often as
/// it was told to; disposing it ends it.
/// </summary>
public sealed partial class EmulatorFault : IDisposable
{
    private readonly EmulatorNode _node;
    private readonly Opcode? _opcode;
    private readonly TaskCompletionSource _struck = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FaultStrike? _strike;
    private byte[]? _key;
    private long? _connection;
    private Random? _chance;
    private double _probability;
    private int _toSkip;
    private int _left;
    private int _strikes;

    internal EmulatorFault(EmulatorNode node, Opcode? opcode)
    {
        _node = node;
        _opcode = opcode;
    }

    internal delegate Outcome FaultStrike(Connection connection, ref Request request);

    /// <summary>How often the fault has struck.</summary>
    public int Strikes => Volatile.Read(ref _strikes);

    /// <summary>Completes when the fault strikes for the first time.</summary>
    public Task Struck => _struck.Task;

    /// <summary>Restricts the fault to one document.</summary>
    /// <param name="key">The document's key, without collection.</param>
    public EmulatorFault ForKey(string key)
    {
        _key = Encoding.UTF8.GetBytes(key);
        return this;
    }

    /// <summary>Restricts the fault to one connection.</summary>
    /// <param name="number">The connection's number: connections of a node are counted from 1 as they are accepted.</param>
    public EmulatorFault ForConnection(long number)
    {
        _connection = number;
        return this;
    }

    /// <summary>Lets chance decide for each request whether the fault strikes; the same seed decides the same.</summary>
    /// <param name="probability">Between 0 and 1.</param>
    /// <param name="seed">Where the chances begin.</param>
    public EmulatorFault WithProbability(double probability, int seed)
    {
        if (probability is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability is between 0 and 1.");

        _probability = probability;
        _chance = new Random(seed);
        return this;
    }

    /// <summary>Lets requests pass before the fault begins.</summary>
    /// <param name="count">How many.</param>
    public EmulatorFault After(int count)
    {
        _toSkip = count;
        return this;
    }

    /// <summary>Holds requests back for a time, by the emulator's clock, before they are worked on.</summary>
    /// <param name="delay">How long.</param>
    /// <param name="times">How often.</param>
    public EmulatorFault Delay(TimeSpan delay, int times = int.MaxValue) => Arm(times, (Connection connection, ref Request request) =>
    {
        var suspension = connection.Suspend(ref request);
        var timer = connection.Cluster.Clock.Time.CreateTimer(
            static state => ((Suspension)state!).Resume(), suspension, delay, Timeout.InfiniteTimeSpan);
        suspension.State = timer;
        suspension.Abandon = timer.Dispose;
        return Outcome.Suspended;
    });

    /// <summary>Holds requests back until a task completes, before they are worked on.</summary>
    /// <param name="signal">What to wait for.</param>
    /// <param name="times">How often.</param>
    public EmulatorFault DelayUntil(Task signal, int times = int.MaxValue) => Arm(times, (Connection connection, ref Request request) =>
    {
        var suspension = connection.Suspend(ref request);
        signal.ContinueWith(
            static (_, state) => ((Suspension)state!).Resume(), suspension, CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return Outcome.Suspended;
    });

    /// <summary>Holds requests back until <see cref="Release"/> is called or the fault is disposed, before they are worked on.</summary>
    /// <param name="times">How often.</param>
    public EmulatorFault Hold(int times = int.MaxValue) => DelayUntil(_released.Task, times);

    /// <summary>Lets requests go on that <see cref="Hold"/> holds back.</summary>
    public void Release() => _released.TrySetResult();

    /// <summary>Swallows requests: they are neither worked on nor answered.</summary>
    /// <param name="times">How often.</param>
    public EmulatorFault Drop(int times = int.MaxValue) => Arm(times, static (Connection _, ref Request _) => Outcome.Done);

    /// <summary>Works on requests and keeps the answer: the client cannot know whether they were done.</summary>
    /// <param name="times">How often.</param>
    public EmulatorFault DropAnswer(int times = int.MaxValue) => CutAnswer(0, times, Outcome.Done);

    /// <summary>Answers with a status instead of working on requests.</summary>
    /// <param name="status">The status.</param>
    /// <param name="times">How often.</param>
    public EmulatorFault Answer(Status status, int times = 1) => Arm(times, (Connection connection, ref Request request) =>
    {
        // An ownership refusal without a map would be another fault than the one asked for.
        return status == Status.NotMyVBucket ? connection.NotMyVBucket(in request) : connection.Answer(in request, status);
    });

    /// <summary>Closes the connection instead of working on requests.</summary>
    /// <param name="times">How often.</param>
    public EmulatorFault CloseConnection(int times = 1) => Arm(times, static (Connection _, ref Request _) => Outcome.Close);

    /// <summary>Works on requests, sends so many bytes of the answer and closes the connection.</summary>
    /// <param name="bytes">How many bytes of the answer the client gets.</param>
    /// <param name="times">How often.</param>
    public EmulatorFault CloseAfter(int bytes, int times = 1) => CutAnswer(bytes, times, Outcome.Close);

    /// <summary>Answers nothing from this request on, for the rest of the connection.</summary>
    /// <param name="times">How many connections fall silent.</param>
    public EmulatorFault FallSilent(int times = int.MaxValue) => Arm(times, static (Connection connection, ref Request _) =>
    {
        connection.IsMute = true;
        return Outcome.Done;
    });

    /// <summary>Ends the fault; what it holds back goes on.</summary>
    public void Dispose()
    {
        _node.Server.Faults.Remove(this);
        SendHeldAnswers();
        _released.TrySetResult();
    }

    /// <summary>Whether the fault is for this request, and is not used up.</summary>
    internal bool Claim(Connection connection, in Request request)
    {
        if (_strike is null || (_opcode is { } opcode && request.Header.RawOpcode != (byte)opcode))
            return false;
        if (_key is not null && !request.Key.EndsWith(_key))
            return false;
        if (_connection is { } number && connection.Id != number)
            return false;
        if (_chance is { } chance)
        {
            lock (chance)
            {
                if (chance.NextDouble() >= _probability)
                    return false;
            }
        }

        if (Volatile.Read(ref _toSkip) > 0 && Interlocked.Decrement(ref _toSkip) >= 0)
            return false;

        return Interlocked.Decrement(ref _left) >= 0;
    }

    internal Outcome Strike(Connection connection, ref Request request)
    {
        request.Command = CommandTable.Find(request.Header.RawOpcode);
        var outcome = _strike!(connection, ref request);

        // Afterwards, so that whoever waits for it finds what the fault has set up: a delay that runs, a request that is held.
        Interlocked.Increment(ref _strikes);
        _struck.TrySetResult();
        return outcome;
    }

    private EmulatorFault CutAnswer(int bytes, int times, Outcome then) => Arm(times, (Connection connection, ref Request request) =>
    {
        var before = connection.Output.Length;
        var outcome = Dispatcher.ExecutePastFaults(connection, ref request);
        connection.Output.Truncate(before + bytes);
        return outcome == Outcome.Done ? then : outcome;
    });

    private EmulatorFault Arm(int times, FaultStrike strike)
    {
        if (_strike is not null)
            throw new InvalidOperationException("A fault does one thing; make another one with On.");

        _left = times;
        _strike = strike;
        _node.Server.Faults.Add(this);
        return this;
    }
}

/// <summary>Lies that a node can tell in a SCRAM exchange. A client that believes one of them is not safe.</summary>
public enum ScramLie
{
    /// <summary>A nonce that does not begin with the client's.</summary>
    WrongNonce,

    /// <summary>A signature that proves nothing.</summary>
    WrongSignature,

    /// <summary>Success without a signature.</summary>
    MissingSignature,

    /// <summary>So few iterations that the password could be guessed from the exchange.</summary>
    TooFewIterations,

    /// <summary>Success with an error where the signature belongs.</summary>
    ErrorInsteadOfSignature,
}
