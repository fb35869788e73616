using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Settee.Topology;

namespace Settee.Connecting;

/// <summary>
/// HTTP to the services of the nodes, over pooled connections that are dialled and secured like those of key-value: the same order of
/// addresses, the same trust, the same explanation of a refused certificate.
/// </summary>
internal sealed class ServiceHttp : IDisposable
{
    private readonly ResolvedOptions _options;
    private readonly TcpDialer _dialer;
    private readonly HttpMessageInvoker _invoker;
    private readonly ConcurrentDictionary<NodeEndpoint, string> _localNames = new();

    public ServiceHttp(ResolvedOptions options)
    {
        _options = options;
        _dialer = new TcpDialer(options);
        _invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = async (context, token) =>
                await ConnectAsync(new NodeEndpoint(context.DnsEndPoint.Host, context.DnsEndPoint.Port), token).ConfigureAwait(false),
        });
    }

    /// <summary>Sends a GET without credentials and without a body; the answer's head is there when the task completes.</summary>
    public Task<HttpResponseMessage> GetAsync(NodeEndpoint endpoint, string path, CancellationToken cancellationToken) =>
        GetAsync(endpoint, path, authenticator: null, cancellationToken);

    /// <summary>Sends a GET with credentials; a certificate has been shown in the TLS handshake.</summary>
    public Task<HttpResponseMessage> GetAsync(
        NodeEndpoint endpoint, string path, Authenticator? authenticator, CancellationToken cancellationToken)
    {
        // Always "http": the connection that the callback makes is secured already where it has to be.
        var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder("http", endpoint.Host, endpoint.Port, path).Uri);
        request.Headers.TryAddWithoutValidation("User-Agent", _options.Identity.Agent);
        request.Headers.Authorization = authenticator switch
        {
            PasswordAuthenticator password => new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{password.UserName}:{password.Password}"))),
            JwtAuthenticator jwt => new AuthenticationHeaderValue("Bearer", jwt.Token),
            _ => null,
        };
        return _invoker.SendAsync(request, cancellationToken);
    }

    /// <summary>This end of the newest connection to the endpoint; null while there was none.</summary>
    public string? LocalNameOf(NodeEndpoint endpoint) => _localNames.GetValueOrDefault(endpoint);

    public void Dispose() => _invoker.Dispose();

    private async Task<Stream> ConnectAsync(NodeEndpoint endpoint, CancellationToken cancellationToken)
    {
        // The HTTP stack writes IPv6 addresses with brackets.
        var host = endpoint.Host.Trim('[', ']');
        var found = await SystemAddressResolver.Instance.ResolveAsync(host, cancellationToken).ConfigureAwait(false);
        var addresses = AddressOrder.Arrange(found, _options.IpProtocol);
        if (addresses.Length == 0)
            throw new IOException($"\"{host}\" has no address of an allowed kind ({_options.IpProtocol}).");

        var socket = await _dialer.ConnectAsync(addresses, endpoint.Port, cancellationToken).ConfigureAwait(false);
        if (socket.LocalEndPoint is { } local)
            _localNames[endpoint with { Host = host }] = local.ToString()!;

        var stream = new NetworkStream(socket, ownsSocket: true);
        return _options.UseTls
            ? await TlsClient.AuthenticateAsync(stream, host, _options.Tls, _options.Credentials.Current.Authenticator, cancellationToken).ConfigureAwait(false)
            : stream;
    }
}
