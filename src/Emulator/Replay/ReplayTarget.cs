namespace Settee.Emulator.Replay;

/// <summary>The server that conversations are replayed against, and how time passes there.</summary>
internal class ReplayTarget(string host, int port)
{
    public string Host { get; } = host;

    public int Port { get; } = port;

    /// <summary>Stands in for "Administrator" when connections are set up.</summary>
    public string User { get; init; } = "Administrator";

    public string Password { get; init; } = "password";

    /// <summary>Stands in for the bucket "default" when connections are set up.</summary>
    public string Bucket { get; init; } = "default";

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Called now and then while an answer is waited for.</summary>
    public Action? WhileWaiting { get; init; }

    /// <summary>Lets time pass.</summary>
    public virtual Task WaitAsync(TimeSpan time) => Task.Delay(time, Time);

    /// <summary>Waits until everything that was sent has been read, as far as that can be known; a round trip elsewhere does for most.</summary>
    public virtual async Task SettleAsync(TimeSpan atMost)
    {
        using var client = await WireClient.ConnectAsync(Host, Port).ConfigureAwait(false);
        await client.HelloAsync().ConfigureAwait(false);
        await WaitAsync(atMost).ConfigureAwait(false);
    }

    /// <summary>A mark before a request is sent whose answer nobody reads; <see cref="PassAsync"/> waits for the request to be worked on.</summary>
    public virtual long Mark() => 0;

    public virtual Task PassAsync(long mark) => Task.CompletedTask;
}
