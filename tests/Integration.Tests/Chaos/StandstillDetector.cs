using System.Net;
using System.Net.Sockets;

namespace Integration.Tests.Chaos;

/// <summary>
/// Tells when everything in this process has come to a standstill and only the clock can make it go on: no worker of the thread pool has
/// anything to do, and nothing is on its way through a socket. The latter is seen from bytes that go around over a pair of sockets of its
/// own: what was sent before them has arrived before them. Needs a process in which nothing else runs at the same time.
/// </summary>
internal sealed class StandstillDetector : IDisposable
{
    private const int Rounds = 4;

    // Waiting here leaves the processor to the workers that have something to do; the time is up only if all of them wait for this one.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private readonly NetworkStream _near;
    private readonly NetworkStream _far;
    private readonly byte[] _buffer = new byte[1];

    private StandstillDetector(Socket near, Socket far)
    {
        _near = new NetworkStream(near, ownsSocket: true);
        _far = new NetworkStream(far, ownsSocket: true);
    }

    public static async Task<StandstillDetector> CreateAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var near = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await near.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        var far = await listener.AcceptSocketAsync();
        far.NoDelay = true;
        return new StandstillDetector(near, far);
    }

    /// <summary>Waits for the condition or for a standstill, whichever comes first; true when it was the condition.</summary>
    /// <param name="condition">What is waited for.</param>
    /// <param name="activity">A number that changes with everything that happens.</param>
    public async Task<bool> HappensAsync(Func<bool> condition, Func<long> activity)
    {
        var seen = activity();
        for (var round = 0; round < Rounds; round++)
        {
            if (condition())
                return true;

            await GoAroundAsync().ConfigureAwait(false);
            if (activity() is var now && now == seen && SpinWait.SpinUntil(IsPoolIdle, Patience))
                continue;

            (seen, round) = (now, -1);
            await Task.Yield();
        }

        return condition();
    }

    public void Dispose()
    {
        _near.Dispose();
        _far.Dispose();
    }

    // A worker that has just ended its last piece of work needs a moment to be counted as idle.
    private static bool IsPoolIdle()
    {
        ThreadPool.GetMaxThreads(out var workers, out _);
        ThreadPool.GetAvailableThreads(out var available, out _);
        var self = Thread.CurrentThread.IsThreadPoolThread ? 1 : 0;
        return workers - available <= self && ThreadPool.PendingWorkItemCount == 0;
    }

    private async Task GoAroundAsync()
    {
        // Reading comes first: bytes that are there already would be taken at once, without the way through the operating system's events.
        var reading = _far.ReadExactlyAsync(_buffer).AsTask();
        await _near.WriteAsync(_buffer).ConfigureAwait(false);
        await reading.ConfigureAwait(false);
    }
}
