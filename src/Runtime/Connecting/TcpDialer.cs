using System.Net;
using System.Net.Sockets;

namespace Settee.Connecting;

/// <summary>
/// Opens a TCP connection to whichever address of a host answers first. The next address is tried when one fails, and also when one
/// stays silent for a moment (RFC 8305): a silent one must not use up the deadline of the others.
/// </summary>
internal sealed class TcpDialer
{
    /// <summary>How long a silent address is waited for before the next one may compete.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly ResolvedOptions _options;
    private readonly Func<IPAddress, int, CancellationToken, Task<Socket>> _connect;

    public TcpDialer(ResolvedOptions options, Func<IPAddress, int, CancellationToken, Task<Socket>>? connect = null)
    {
        _options = options;
        _connect = connect ?? ConnectOneAsync;
    }

    public async Task<Socket> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        List<Task<Socket>> attempts = [];
        List<Exception> failures = [];
        Socket? winner = null;
        var started = 0;
        try
        {
            while (winner is null && failures.Count < addresses.Length)
            {
                if (started < addresses.Length)
                    attempts.Add(_connect(addresses[started++], port, giveUp.Token));

                winner = await WaitAsync(attempts, failures, mayStartAnother: started < addresses.Length, giveUp.Token).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            await giveUp.CancelAsync().ConfigureAwait(false);
            await DiscardAsync(attempts, winner).ConfigureAwait(false);
        }

        return winner ?? throw Failure(failures);
    }

    /// <summary>Waits until an attempt succeeds, one fails, or it is time to start another.</summary>
    private async Task<Socket?> WaitAsync(
        List<Task<Socket>> attempts, List<Exception> failures, bool mayStartAnother, CancellationToken giveUp)
    {
        while (true)
        {
            // Looked at once: an attempt that succeeds between two looks would pass for a failed one.
            var completed = attempts.FindAll(attempt => attempt.IsCompleted);
            if (completed.Find(attempt => attempt.IsCompletedSuccessfully) is { } success)
                return await success.ConfigureAwait(false);

            foreach (var attempt in completed)
            {
                attempts.Remove(attempt);
                failures.Add(attempt.Exception?.InnerException ?? new OperationCanceledException(giveUp));
            }

            if (completed.Count > 0 || attempts.Count == 0)
                return null;

            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(giveUp);
            var pause = mayStartAnother ? Task.Delay(Patience, _options.TimeProvider, waiting.Token) : Task.Delay(Timeout.Infinite, waiting.Token);
            var first = await Task.WhenAny([.. attempts, pause]).ConfigureAwait(false);
            await waiting.CancelAsync().ConfigureAwait(false);
            if (first == pause)
                return null;
        }
    }

    private async Task<Socket> ConnectOneAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            Configure(socket);
            await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw new IOException($"{address}: {exception.Message}", exception);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private void Configure(Socket socket)
    {
        // Small requests must not wait for the acknowledgement of earlier ones; the connection gathers them itself.
        socket.NoDelay = true;
        if (!_options.KeepAlive)
            return;

        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, Seconds(_options.KeepAliveTime));
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, Seconds(_options.KeepAliveInterval));
    }

    private static int Seconds(TimeSpan duration) => Math.Clamp((int)Math.Ceiling(duration.TotalSeconds), 1, 32767);

    private static async Task DiscardAsync(List<Task<Socket>> attempts, Socket? winner)
    {
        foreach (var attempt in attempts)
        {
            await ((Task)attempt).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (attempt.IsCompletedSuccessfully && await attempt.ConfigureAwait(false) is var socket && socket != winner)
                socket.Dispose();
        }
    }

    private static IOException Failure(List<Exception> failures) =>
        new(string.Join("; ", failures.Select(failure => failure.Message)), failures[^1].InnerException);
}
