using Settee.Emulator.Protocol;

namespace Settee.Emulator;

/// <summary>Notifications that a node keeps back, made by <see cref="EmulatorNode.HoldNotifications"/>.</summary>
public sealed class EmulatorNotifications : IDisposable
{
    private readonly NodeServer _server;
    private readonly Dictionary<Connection, List<byte[]>> _held = [];

    internal EmulatorNotifications(NodeServer server) => _server = server;

    /// <summary>How many notifications are kept back for the connection that has most of them.</summary>
    public int Count
    {
        get
        {
            lock (_held)
                return _held.Values.Select(static frames => frames.Count).DefaultIfEmpty().Max();
        }
    }

    /// <summary>
    /// Sends what is kept back for each connection by its number, counted from 0 in the order of the changes. A number that is named twice
    /// is sent twice; what is never named is lost.
    /// </summary>
    /// <param name="order">The numbers, in the order to send them in.</param>
    public async Task SendAsync(params int[] order)
    {
        ArgumentNullException.ThrowIfNull(order);
        (Connection Connection, byte[][] Frames)[] sending;
        lock (_held)
            sending = [.. _held.Select(entry => (entry.Key, Array.ConvertAll(Array.FindAll(order, number => number < entry.Value.Count), number => entry.Value[number])))];

        foreach (var (connection, frames) in sending)
        {
            try
            {
                foreach (var frame in frames)
                    connection.Output.Append(frame);

                await connection.Output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception problem) when (problem is IOException or ObjectDisposedException)
            {
                // The client has gone.
            }
        }
    }

    /// <summary>Loses what is still kept back, and lets later notifications through.</summary>
    public void Dispose()
    {
        if (_server.HeldNotifications == this)
            _server.HeldNotifications = null;
    }

    internal void Add(Connection connection, byte[] frame)
    {
        lock (_held)
        {
            if (!_held.TryGetValue(connection, out var frames))
                _held.Add(connection, frames = []);

            frames.Add(frame);
        }
    }
}
