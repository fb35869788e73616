using System.Net;
using System.Runtime.CompilerServices;
using Settee.Topology;

namespace Settee.Connecting;

/// <summary>
/// The cluster maps of a bucket over HTTP, for servers that do not give them over the key-value protocol (SDK-RFC 48): one request that is
/// never answered to the end, and a document for every change.
/// </summary>
internal sealed class ConfigStream(ServiceHttp http, ResolvedOptions options)
{
    /// <summary>The maps as they come, until the stream ends.</summary>
    /// <param name="management">The management port of a node.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <exception cref="BucketNotFoundException">There is no such bucket for this user.</exception>
    /// <exception cref="AuthenticationFailureException">The credentials are not accepted.</exception>
    /// <exception cref="ConnectFailedException">The node cannot be reached, or answers with something else.</exception>
    public async IAsyncEnumerable<byte[]> ReadAsync(
        NodeEndpoint management, string bucket, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        CheckMaySendCredentials();
        using var response = await OpenAsync(management, bucket, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            var documents = new DocumentSplitter();
            var buffer = new byte[16 * 1024];
            while (await ReadAsync(body, buffer, management, cancellationToken).ConfigureAwait(false) is var count and > 0)
            {
                documents.Append(buffer.AsSpan(0, count));
                while (documents.TryTake(out var document))
                    yield return document;
            }
        }
    }

    private void CheckMaySendCredentials()
    {
        if (options.UseTls || options.Credentials.Current.Authenticator is not PasswordAuthenticator { AllowPlainWithoutTls: false })
            return;

        throw new CouchbaseException(
            "The server gives cluster maps only over HTTP, where the password would be sent in clear text. Use couchbases://, or allow it with "
            + $"{nameof(PasswordAuthenticator)}.{nameof(PasswordAuthenticator.AllowPlainWithoutTls)}.");
    }

    private async Task<HttpResponseMessage> OpenAsync(NodeEndpoint management, string bucket, CancellationToken cancellationToken)
    {
        var name = Uri.EscapeDataString(bucket);
        var response = await GetAsync(management, $"/pools/default/bs/{name}", cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            // The long form under the old path: either the server is as old as that, or there is no such bucket.
            response.Dispose();
            response = await GetAsync(management, $"/pools/default/bucketsStreaming/{name}", cancellationToken).ConfigureAwait(false);
        }

        if (response.IsSuccessStatusCode)
            return response;

        using (response)
        {
            throw response.StatusCode switch
            {
                HttpStatusCode.NotFound => new BucketNotFoundException($"The bucket '{bucket}' does not exist ({management} says so). Check the name."),
                HttpStatusCode.Unauthorized => new AuthenticationFailureException(
                    $"{management} does not accept {options.Credentials.Current.Authenticator.DisplayName} (HTTP 401)."),
                HttpStatusCode.Forbidden => new BucketNotFoundException(
                    $"{management} gives no access to the bucket '{bucket}' (HTTP 403): the user lacks the privilege to use it."),
                _ => Failure(management, new CouchbaseException($"The server answered HTTP {(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd() + ".")),
            };
        }
    }

    private async Task<HttpResponseMessage> GetAsync(NodeEndpoint management, string path, CancellationToken cancellationToken)
    {
        try
        {
            return await http.GetAsync(management, path, options.Credentials.Current.Authenticator, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw Failure(management, exception.InnerException ?? exception);
        }
        catch (OperationCanceledException exception)
        {
            throw Failure(management, ConnectFailure.CauseOf(exception));
        }
    }

    private static async ValueTask<int> ReadAsync(Stream body, byte[] buffer, NodeEndpoint management, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw Failure(management, exception);
        }
    }

    private static ConnectFailedException Failure(NodeEndpoint management, Exception cause) =>
        new([new ConnectFailure(management, ConnectStep.ClusterMap, cause)]);
}
