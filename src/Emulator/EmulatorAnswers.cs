using Settee.Emulator.Protocol;

namespace Settee.Emulator;

/// <summary>
/// Answers that a node keeps back, made by <see cref="EmulatorNode.HoldAnswers"/>. Requests are worked on as they come; a client that waits
/// for an answer before it says more is found out, because nothing more comes until <see cref="SendAsync"/>.
/// </summary>
public sealed class EmulatorAnswers : IDisposable
{
    private readonly NodeServer _server;

    internal EmulatorAnswers(NodeServer server)
    {
        _server = server;
        server.HoldsAnswers = true;
    }

    /// <summary>Sends what has been kept back so far, and keeps the next answers back.</summary>
    public async Task SendAsync()
    {
        foreach (var connection in _server.Connections)
        {
            try
            {
                await connection.Output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception problem) when (problem is IOException or ObjectDisposedException)
            {
                // The client has gone.
            }
        }
    }

    /// <summary>Lets later answers through; call <see cref="SendAsync"/> afterwards for those that are still kept back.</summary>
    public void Dispose() => _server.HoldsAnswers = false;
}
