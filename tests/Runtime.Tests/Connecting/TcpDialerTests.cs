using System.Net;
using System.Net.Sockets;
using Runtime.Tests.Support;
using Settee;
using Settee.Connecting;

namespace Runtime.Tests.Connecting;

public sealed class TcpDialerTests
{
    private static readonly IPAddress Silent = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress Refusing = IPAddress.Parse("192.0.2.2");
    private static readonly IPAddress Answering = IPAddress.Parse("192.0.2.3");

    private readonly ManualTimeProvider _time = new();
    private readonly List<Socket> _sockets = [];
    private readonly List<IPAddress> _tried = [];

    private TcpDialer Dialer(string parameters = "") => new(
        ResolvedOptions.From(
            ConnectionString.Parse("couchbase://h" + parameters),
            new ClusterOptions { Authenticator = new PasswordAuthenticator("u", "p"), TimeProvider = _time }),
        ConnectAsync);

    private async Task<Socket> ConnectAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        lock (_tried)
            _tried.Add(address);

        if (address.Equals(Silent))
            await Task.Delay(Timeout.Infinite, cancellationToken);

        if (address.Equals(Refusing))
            throw new IOException($"{address}: refused");

        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _sockets.Add(socket);
        return socket;
    }

    [Fact]
    public async Task A_silent_address_is_joined_by_the_next_one_after_a_moment()
    {
        var connecting = Dialer().ConnectAsync([Silent, Answering], 1, CancellationToken.None);
        Assert.Equal([Silent], _tried);

        while (!connecting.IsCompleted)
        {
            _time.Advance(TcpDialer.Patience);
            await Task.Yield();
        }

        using var socket = await connecting;
        Assert.Equal([Silent, Answering], _tried);
        Assert.Equal(0, _time.ActiveTimers);
    }

    [Fact]
    public async Task A_refusing_address_is_followed_by_the_next_one_at_once()
    {
        using var socket = await Dialer().ConnectAsync([Refusing, Refusing, Answering, Silent], 1, CancellationToken.None);

        Assert.Equal([Refusing, Refusing, Answering], _tried);
    }

    [Fact]
    public async Task Every_reason_is_told_when_all_refuse() => Assert.Equal(
        "192.0.2.2: refused; 192.0.2.2: refused",
        (await Assert.ThrowsAsync<IOException>(() => Dialer().ConnectAsync([Refusing, Refusing], 1, CancellationToken.None))).Message);

    /// <summary>The moment cannot be chosen, so it is looked for: each connection is made a little later than the one before.</summary>
    [Fact]
    public async Task A_connection_that_is_made_while_the_dialer_looks_is_taken()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        TaskCompletionSource<Socket>? asked = null;
        var ended = false;
        var connecting = new Thread(() =>
        {
            for (var delay = 0; !Volatile.Read(ref ended);)
            {
                if (Interlocked.Exchange(ref asked, null) is not { } attempt)
                    continue;

                Thread.SpinWait(delay++ % 200);
                attempt.SetResult(socket);
            }
        });
        connecting.Start();
        try
        {
            var options = ResolvedOptions.From(
                ConnectionString.Parse("couchbase://h"), new ClusterOptions { Authenticator = new PasswordAuthenticator("u", "p"), TimeProvider = _time });
            var dialer = new TcpDialer(options, (_, _, _) =>
            {
                var attempt = new TaskCompletionSource<Socket>(TaskCreationOptions.RunContinuationsAsynchronously);
                Volatile.Write(ref asked, attempt);
                return attempt.Task;
            });
            for (var i = 0; i < 5_000; i++)
                Assert.Same(socket, await dialer.ConnectAsync([Answering], 1, CancellationToken.None));
        }
        finally
        {
            Volatile.Write(ref ended, true);
            connecting.Join();
        }
    }

    [Fact]
    public async Task Giving_up_leaves_nothing_running()
    {
        using var deadline = new CancellationTokenSource();
        var connecting = Dialer().ConnectAsync([Silent, Silent], 1, deadline.Token);
        await deadline.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
        Assert.Equal(0, _time.ActiveTimers);
    }

    [Fact]
    public async Task Sockets_do_not_delay_and_are_kept_alive()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var dialer = new TcpDialer(ResolvedOptions.From(
            ConnectionString.Parse("couchbase://h?tcp_keepalive_time=7s&tcp_keepalive_interval=1500"),
            new ClusterOptions { Authenticator = new PasswordAuthenticator("u", "p") }));
        using var socket = await dialer.ConnectAsync([IPAddress.Loopback], ((IPEndPoint)listener.LocalEndpoint).Port, CancellationToken.None);

        Assert.True(socket.NoDelay);
        Assert.NotEqual(0, (int)socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive)!);
        Assert.Equal(7, (int)socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime)!);
        Assert.Equal(2, (int)socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval)!);
    }
}
