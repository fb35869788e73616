using System.Collections.Concurrent;
using System.Net.Sockets;
using Settee.Topology;
using Settee.Transport;

namespace Settee.Connecting;

/// <summary>
/// Makes connections from a host name to the last step of the handshake. The caller's token is the one deadline of it all; wherever it
/// ends, the error tells the step.
/// </summary>
internal sealed class NodeConnector : INodeConnector
{
    private readonly ResolvedOptions _options;
    private readonly IAddressResolver _resolver;
    private readonly TcpDialer _dialer;
    private readonly ConcurrentDictionary<ConnectAttempt, byte> _attempts = new();

    public NodeConnector(ResolvedOptions options)
        : this(options, SystemAddressResolver.Instance)
    {
    }

    public NodeConnector(ResolvedOptions options, IAddressResolver resolver, HandshakeSettings? handshake = null)
    {
        _options = options;
        _resolver = resolver;
        _dialer = new TcpDialer(options);
        Settings = handshake ?? new HandshakeSettings(options);
    }

    public HandshakeSettings Settings { get; }

    public IEnumerable<ConnectAttempt> Attempts => _attempts.Keys;

    public async Task<EstablishedConnection> ConnectAsync(NodeEndpoint endpoint, string? bucket, CancellationToken cancellationToken)
    {
        var attempt = new ConnectAttempt(endpoint, bucket);
        _attempts.TryAdd(attempt, 0);
        try
        {
            return await ConnectAsync(attempt, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _attempts.TryRemove(attempt, out _);
        }
    }

    private async Task<EstablishedConnection> ConnectAsync(ConnectAttempt attempt, CancellationToken cancellationToken)
    {
        var endpoint = attempt.Node;
        try
        {
            var found = await _resolver.ResolveAsync(endpoint.Host, cancellationToken).ConfigureAwait(false);
            var addresses = AddressOrder.Arrange(found, _options.IpProtocol);
            if (addresses.Length == 0)
            {
                var kind = found.Length == 0 ? "" : $" of the allowed kind ({_options.IpProtocol})";
                throw new IOException($"\"{endpoint.Host}\" has no address{kind}.");
            }

            attempt.Enter(ConnectStep.Connect);
            var socket = await _dialer.ConnectAsync(addresses, endpoint.Port, cancellationToken).ConfigureAwait(false);
            var localName = socket.LocalEndPoint?.ToString();
            Stream stream = new NetworkStream(socket, ownsSocket: true);
            if (_options.UseTls)
            {
                attempt.Enter(ConnectStep.Tls);
                var authenticator = _options.Credentials.Current.Authenticator;
                stream = await TlsClient.AuthenticateAsync(stream, endpoint.Host, _options.Tls, authenticator, cancellationToken)
                    .ConfigureAwait(false);
            }

            attempt.Enter(ConnectStep.Hello);
            var connection = new Connection(stream, endpoint.ToString(), _options.TimeProvider) { LocalName = localName };
            try
            {
                var handshake = new Handshake(connection, Settings, endpoint, attempt.Bucket);
                attempt.Enter(handshake);
                var result = await handshake.RunAsync(cancellationToken).ConfigureAwait(false);
                connection.Features = result.Features;
                connection.Id = result.ConnectionId;
                if (_options.ProbeAfter is { } silence)
                    connection.StartProbing(silence);

                return new EstablishedConnection(connection, result.Map) { ErrorMap = result.ErrorMap };
            }
            catch
            {
                await connection.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
        catch (Exception exception) when (exception is not (AuthenticationFailureException or BucketNotFoundException or ConnectFailedException))
        {
            var failedAt = attempt.Step;
            var cause = cancellationToken.IsCancellationRequested && exception is OperationCanceledException
                ? ConnectFailure.CauseOf(exception)
                : WithHint(exception, failedAt, endpoint);
            throw new ConnectFailedException([new ConnectFailure(endpoint, failedAt, cause)]);
        }
    }

    public Task ReauthenticateAsync(Connection connection, NodeEndpoint endpoint, CancellationToken cancellationToken) =>
        Handshake.ReauthenticateAsync(connection, Settings, endpoint, cancellationToken);

    /// <summary>A server that hangs up on the first bytes usually expected the other kind of connection.</summary>
    private Exception WithHint(Exception exception, ConnectStep step, NodeEndpoint endpoint) => (step, exception) switch
    {
        (ConnectStep.Tls, IOException) =>
            new IOException($"{exception.Message} If port {endpoint.Port} does not speak TLS, use couchbase:// or the TLS port.", exception),
        (ConnectStep.Hello, ConnectionLostException) when !_options.UseTls =>
            new IOException($"{exception.Message} If port {endpoint.Port} speaks TLS, use couchbases://.", exception),
        _ => exception,
    };
}
