using System.Globalization;
using Settee.Wire;

namespace Settee.Transport;

/// <content>
/// Finds half-open connections: ones whose other end has gone without a word (a pulled cable, a firewall that forgot), on which requests
/// would only time out. Under load answers keep coming and nothing happens here but a timer that looks at a timestamp.
/// </content>
internal sealed partial class Connection
{
    private Task _probing = Task.CompletedTask;

    /// <summary>
    /// From now on sends a NOOP whenever nothing has been received for the given time, and ends the connection when as much time again
    /// brings nothing at all. To be called once.
    /// </summary>
    public void StartProbing(TimeSpan silence)
    {
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
            _probing = Task.Run(() => ProbeWhenSilentAsync(silence));
    }

    private async Task ProbeWhenSilentAsync(TimeSpan silence)
    {
        while (!IsClosed)
        {
            var silent = SinceLastActivity;
            if (silent < silence)
            {
                await Task.Delay(silence - silent, _time, _closingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            if (!await HasSignOfLifeAsync(silence).ConfigureAwait(false))
            {
                Close(new IOException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The server has been silent for {SinceLastActivity.TotalSeconds:0.#} s and does not answer a probe.")));
            }
        }
    }

    private async Task<bool> HasSignOfLifeAsync(TimeSpan patience)
    {
        var lastActivity = Volatile.Read(ref _lastActivity);
        using var timeout = new CancellationTokenSource(patience, _time);
        try
        {
            await RequestAsync(new ControlRequest(Opcode.Noop), timeout.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            // The answer may be stuck behind a slow one; any byte proves that somebody is there.
            return Volatile.Read(ref _lastActivity) != lastActivity;
        }
        catch (CouchbaseException)
        {
            // Closed meanwhile (the loop sees that), or so much waits to be sent that there is no room: then the silence decides.
            return IsClosed;
        }
    }
}
