using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Logging;
using Settee.Emulator.Cluster;
using Settee.Emulator.Faults;
using Settee.Emulator.Security;

namespace Settee.Emulator.Protocol;

/// <summary>The key-value listener of one node and its connections. Every task it starts is awaited when it stops.</summary>
internal sealed class NodeServer(ClusterState cluster, NodePeers peers, int index, ILogger logger) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Connection, Task> _connections = new();
    private readonly ConcurrentQueue<Suspension> _waitingForChange = new();
    private CancellationTokenSource? _stop;
    private readonly SemaphoreSlim _lifecycle = new(1);
    private readonly List<Task> _accepting = [];
    private readonly List<Socket> _listeners = [];
    private Features _offered = Features.Known;
    private long _connectionIds;
    private NodeTls? _tls;

    public ClusterState Cluster { get; } = cluster;

    public NodePeers Peers { get; } = peers;

    public int Index { get; } = index;

    public Counters Counters { get; } = new();

    public FaultBox Faults { get; } = new();

    /// <summary>Connections beyond these are closed as soon as they are accepted.</summary>
    public int MaxConnections { get; set; } = int.MaxValue;

    public IEnumerable<Connection> Connections => _connections.Keys;

    /// <summary>Where notifications go instead of to the clients; null in the ordinary case.</summary>
    public EmulatorNotifications? HeldNotifications { get; set; }

    /// <summary>Whether answers are kept until somebody sends them.</summary>
    public bool HoldsAnswers { get; set; }

    /// <summary>Whether vbuckets of other nodes are served as well.</summary>
    public bool ServesForeignVBuckets { get; set; }

    public bool IsRunning => _stop is { IsCancellationRequested: false };

    public int Port { get; private set; }

    public int TlsPort { get; private set; }

    /// <summary>The features that HELLO grants.</summary>
    public Features OfferedFeatures
    {
        get => _offered;
        set => _offered = value;
    }

    /// <summary>
    /// Takes the ports, so that the configuration can name them; clients wait in the listeners' queues until <see cref="Open"/>. Ports
    /// that were chosen once are kept when the node starts again.
    /// </summary>
    public void Bind(IPAddress address, int port, int tlsPort, NodeTls? tls)
    {
        if (IsRunning || _listeners.Count > 0)
            return;

        try
        {
            Port = Listen(address, Port != 0 ? Port : port);
            if (tls is not null)
                TlsPort = Listen(address, TlsPort != 0 ? TlsPort : tlsPort);
        }
        catch
        {
            Unbind();
            throw;
        }

        _tls = tls;
        logger.NodeStarted(Index, address.ToString(), Port);
    }

    /// <summary>Begins to serve clients, also those that have connected since <see cref="Bind"/>.</summary>
    public void Open()
    {
        if (IsRunning)
            return;

        var stop = new CancellationTokenSource();
        _stop = stop;
        Cluster.Changed += OnChanged;
        for (var i = 0; i < _listeners.Count; i++)
        {
            var listener = _listeners[i];
            var tls = i == 0 ? null : _tls;
            _accepting.Add(Task.Run(() => AcceptAsync(listener, tls, stop.Token), CancellationToken.None));
        }
    }

    /// <summary>Closes the listeners and every connection, as a machine that fails does.</summary>
    public async Task StopAsync()
    {
        await _lifecycle.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_stop is not { } stop)
            {
                Unbind();
                return;
            }

            Cluster.Changed -= OnChanged;
            await stop.CancelAsync().ConfigureAwait(false);
            Unbind();
            await Task.WhenAll(_accepting).ConfigureAwait(false);
            _accepting.Clear();
            CloseConnections();
            await Task.WhenAll(_connections.Values).ConfigureAwait(false);
            _stop = null;
            stop.Dispose();
            logger.NodeStopped(Index);
        }
        finally
        {
            _lifecycle.Release();
        }
    }

    /// <summary>Closes the connections but not the listeners.</summary>
    public void CloseConnections()
    {
        foreach (var connection in _connections.Keys)
            connection.Dispose();
    }

    /// <summary>Resumes the suspension when the map or a state changes.</summary>
    public void ResumeOnChange(Suspension suspension) => _waitingForChange.Enqueue(suspension);

    public ValueTask DisposeAsync() => new(StopAsync());

    private int Listen(IPAddress address, int port)
    {
        var listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _listeners.Add(listener);
        listener.Bind(new IPEndPoint(address, port));
        listener.Listen(512);
        return ((IPEndPoint)listener.LocalEndPoint!).Port;
    }

    private void Unbind()
    {
        foreach (var listener in _listeners)
            listener.Dispose();
        _listeners.Clear();
    }

    private async Task AcceptAsync(Socket listener, NodeTls? tls, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            Socket socket;
            try
            {
                socket = await listener.AcceptAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception problem) when (problem is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // A client that gave up in the queue, or no handles left: neither must end the listener, nor make it spin.
                await Task.Yield();
                continue;
            }

            if (_connections.Count >= MaxConnections)
            {
                logger.TooManyConnections(Index, MaxConnections);
                socket.Dispose();
                continue;
            }

            Counters.Opened();
            socket.NoDelay = true;
            Track(socket, tls, cancellationToken);
        }
    }

    private void Track(Socket socket, NodeTls? tls, CancellationToken cancellationToken)
    {
        Stream stream = new NetworkStream(socket, ownsSocket: true);
        if (tls is not null)
            stream = new SslStream(stream);
        var connection = new Connection(this, stream, Interlocked.Increment(ref _connectionIds));
        var started = new TaskCompletionSource();
        _connections[connection] = Task.Run(
            async () =>
            {
                await started.Task.ConfigureAwait(false);
                logger.ConnectionOpened(Index, connection.Id);
                try
                {
                    if (stream is SslStream secured)
                    {
                        await secured.AuthenticateAsServerAsync(tls!.ServerOptions, cancellationToken).ConfigureAwait(false);
                        connection.User = tls.UserOf(secured.RemoteCertificate);
                    }

                    await connection.RunAsync(cancellationToken).ConfigureAwait(false);
                }
                catch (Exception problem) when (
                    problem is IOException or AuthenticationException or OperationCanceledException or ObjectDisposedException)
                {
                    // The TLS handshake failed: the client does not trust the certificate, or left.
                }
#pragma warning disable CA1031 // A bug met by one client must not take the others' server away; the log has it.
                catch (Exception problem)
#pragma warning restore CA1031
                {
                    logger.ConnectionFailed(problem, Index, connection.Id);
                }
                finally
                {
                    connection.Dispose();
                    _connections.TryRemove(connection, out _);
                    Counters.Closed();
                    logger.ConnectionClosed(Index, connection.Id);
                }
            },
            CancellationToken.None);

        // Only now is the task in the table, so that it cannot remove itself before.
        started.SetResult();
    }

    private void OnChanged(Bucket? bucket)
    {
        for (var waiting = _waitingForChange.Count; waiting > 0 && _waitingForChange.TryDequeue(out var suspension); waiting--)
            suspension.Resume();

        foreach (var connection in _connections.Keys)
        {
            try
            {
                Forget(connection.NotifyAsync(bucket, CancellationToken.None));
            }
            catch (IOException)
            {
                // It takes nothing off its answers any more.
                connection.Abort();
            }
        }
    }

    /// <summary>A push that fails means that the connection is going; its own loop sees to that.</summary>
    private static void Forget(Task push)
    {
        if (!push.IsCompletedSuccessfully)
            push.ContinueWith(static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }
}
