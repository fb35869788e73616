using Settee.Emulator.Protocol;
using Settee.Wire;

namespace Settee.Emulator;

/// <summary>Faults in how answers are sent, and in how requests are read.</summary>
public sealed partial class EmulatorFault
{
    private readonly List<(Connection Connection, byte[] Answer)> _held = [];

    /// <summary>Answers with a status and words that say why, as servers give them to clients that negotiated JSON.</summary>
    /// <param name="status">The status.</param>
    /// <param name="context">Why.</param>
    /// <param name="reference">A reference for the server's log; none if null.</param>
    /// <param name="times">How often.</param>
    public EmulatorFault Answer(Status status, string context, string? reference = null, int times = 1) => Arm(
        times,
        (Connection connection, ref Request request) =>
            connection.AnswerError(in request, status, Responses.ErrorBody(context, reference)));

    /// <summary>
    /// Works on requests and keeps their answers until there are so many; then they are sent in another order. Disposing the fault sends
    /// what is kept.
    /// </summary>
    /// <param name="count">How many answers change places with each other.</param>
    /// <param name="seed">Decides the order.</param>
    /// <param name="times">How many requests in all.</param>
    public EmulatorFault ReorderAnswers(int count, int seed = 0, int times = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        var random = new Random(seed);
        return Arm(times, (Connection connection, ref Request request) =>
        {
            var before = connection.Output.Length;
            var outcome = Dispatcher.ExecutePastFaults(connection, ref request);
            var answer = connection.Output.TakeFrom(before);
            if (answer.Length == 0)
                return outcome;

            lock (_held)
            {
                _held.Add((connection, answer));
                if (_held.Count == count)
                    SendHeld(random);
            }

            return outcome;
        });
    }

    /// <summary>Sends answers in pieces of so many bytes, from this request on, for the rest of the connection.</summary>
    /// <param name="bytes">How many bytes are sent at a time.</param>
    /// <param name="times">On how many connections.</param>
    public EmulatorFault SplitAnswers(int bytes = 1, int times = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        return Arm(times, (Connection connection, ref Request request) =>
        {
            connection.Output.PieceLength = bytes;
            return Dispatcher.ExecutePastFaults(connection, ref request);
        });
    }

    /// <summary>Compresses every value, whatever its size, from this request on, for the rest of a connection that negotiated Snappy.</summary>
    /// <param name="times">On how many connections.</param>
    public EmulatorFault CompressAnswers(int times = int.MaxValue) => Arm(times, static (Connection connection, ref Request request) =>
    {
        connection.CompressesAnswers = true;
        return Dispatcher.ExecutePastFaults(connection, ref request);
    });

    /// <summary>Reads slowly from this request on, for the rest of the connection, so that the client's sends get stuck.</summary>
    /// <param name="bytes">How many bytes are read at a time.</param>
    /// <param name="pause">How long to wait, by the emulator's clock, before each read.</param>
    /// <param name="times">On how many connections.</param>
    public EmulatorFault ReadSlowly(int bytes, TimeSpan pause, int times = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        return Arm(times, (Connection connection, ref Request request) =>
        {
            connection.SlowReads = (bytes, pause);
            return Dispatcher.ExecutePastFaults(connection, ref request);
        });
    }

    private void SendHeldAnswers()
    {
        lock (_held)
            SendHeld(null);
    }

    private void SendHeld(Random? random)
    {
        var order = Enumerable.Range(0, _held.Count).ToArray();
        random?.Shuffle(order);

        // A shuffle may leave everything in its place, which is no fault at all.
        if (random is not null && order.SequenceEqual(Enumerable.Range(0, order.Length)))
            Array.Reverse(order);

        var held = order.Select(i => _held[i]).ToArray();
        _held.Clear();
        foreach (var (connection, answer) in held)
            connection.Output.Append(answer);
        foreach (var connection in held.Select(static h => h.Connection).Distinct())
            _ = connection.Output.FlushAsync(CancellationToken.None).ContinueWith(static t => _ = t.Exception, TaskScheduler.Default);
    }
}
