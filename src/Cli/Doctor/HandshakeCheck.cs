using Settee.Connecting;
using Settee.Transport;
using Settee.Wire;

namespace Settee.Cli.Doctor;

/// <summary>Does the handshake of the client over the connection that is there, and tells its steps apart.</summary>
internal sealed class HandshakeCheck : IAsyncDisposable
{
    private readonly ResolvedOptions _options;
    private readonly Line _line;
    private readonly string? _bucket;
    private readonly Connection _connection;
    private readonly HandshakeRecorder _recorder;
    private readonly HandshakeSettings _settings;

    public HandshakeCheck(ResolvedOptions options, Line line, string? bucket)
    {
        _options = options;
        _line = line;
        _bucket = bucket;
        _settings = new HandshakeSettings(options);
        _connection = new Connection(line.Stream, line.Endpoint.ToString(), options.TimeProvider);
        _recorder = new HandshakeRecorder(_connection);
    }

    private Authenticator Authenticator => _options.Credentials.Current.Authenticator;

    private bool LogsInByCertificate => Authenticator is CertificateAuthenticator;

    public bool Succeeded { get; private set; }

    /// <summary>What the handshake has brought of the cluster map.</summary>
    public OfferedMap Map { get; private set; }

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var handshake = new Handshake(_recorder, _settings, _line.Endpoint, _bucket);
        using var patience = new Patience(_options, cancellationToken);
        try
        {
            Map = await ShakeHandsAsync(handshake, patience.Token);
            Succeeded = true;
            return [.. Findings(failedAt: null, problem: null, patience.Elapsed)];
        }
        catch (Exception problem) when (problem is CouchbaseException or OperationCanceledException)
        {
            var step = problem switch
            {
                AuthenticationFailureException => ConnectStep.Authenticate,
                BucketNotFoundException => ConnectStep.SelectBucket,
                _ => handshake.Step,
            };
            return [.. Findings(step, patience.Explain(problem), patience.Elapsed)];
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task<OfferedMap> ShakeHandsAsync(Handshake handshake, CancellationToken cancellationToken)
    {
        try
        {
            var result = await handshake.RunAsync(cancellationToken);
            await CheckCertificateAsync(cancellationToken);
            return result.Map;
        }
        catch (BucketNotFoundException)
        {
            // A bucket is refused to strangers, too; that is the problem to tell then.
            await CheckCertificateAsync(cancellationToken);
            throw;
        }
    }

    /// <summary>
    /// Nothing answers a login by certificate: a server that finds no user in it says nothing and refuses what comes later, even the empty
    /// request, which every user may send.
    /// </summary>
    private async Task CheckCertificateAsync(CancellationToken cancellationToken)
    {
        if (!LogsInByCertificate)
            return;

        var response = await _connection.RequestAsync(new ControlRequest(Opcode.Noop), cancellationToken);
        if (response.Status is Status.NoAccess or Status.AuthError)
            throw new AuthenticationFailureException($"{_line.Endpoint} has found no user in the client certificate.");
    }

    private IEnumerable<Finding> Findings(ConnectStep? failedAt, string? problem, TimeSpan elapsed)
    {
        if (failedAt is ConnectStep.Hello or ConnectStep.ErrorMap)
        {
            yield return new Finding(Steps.Hello, Verdict.Failed, problem!)
            {
                Elapsed = elapsed,
                Advice = LogsInByCertificate
                    ? "The server may have refused the client certificate: its authority must be one that the cluster trusts (web console, Security, Certificates). Else check the port."
                    : _options.UseTls
                    ? $"Something secured listens on {_line.Endpoint}, but no key-value node; check the port."
                    : $"If {_line.Endpoint} speaks TLS, use couchbases://; if it is another service, use the key-value port ({ResolvedOptions.DefaultPort} unless changed).",
            };
            yield break;
        }

        yield return HelloFinding(elapsed);
        yield return MechanismFinding();
        if (failedAt == ConnectStep.Authenticate)
        {
            yield return new Finding(Steps.Login, Verdict.Failed, problem!) { Advice = LoginAdvice };
            yield break;
        }

        yield return new Finding(Steps.Login, Verdict.Ok, $"accepted as {Authenticator.DisplayName}");
        if (failedAt == ConnectStep.SelectBucket)
        {
            yield return new Finding(Steps.Bucket, Verdict.Failed, problem!)
            {
                Advice = "Check the bucket's name (it is case-sensitive), and that the user has a role for it.",
            };
            yield break;
        }

        yield return _bucket is null
            ? new Finding(Steps.Bucket, Verdict.Skipped, "none given; --bucket examines one")
            : new Finding(Steps.Bucket, Verdict.Ok, $"'{_bucket}' is open to the user");
        if (failedAt is not null)
        {
            yield return new Finding(Steps.ClusterMap, Verdict.Failed, problem!)
            {
                Advice = "The bucket may still be warming up; try again in a minute, then look at the server's log.",
            };
        }
    }

    private string LoginAdvice => Authenticator switch
    {
        CertificateAuthenticator => "The cluster must accept client certificates, and find the name of a user in this one (web console, Security, Certificates).",
        JwtAuthenticator => "Check that the token has not expired, and that the cluster trusts its issuer and knows its user.",
        _ => "Check user name and password; the user must exist in the cluster (web console, Security, Users).",
    };

    private Finding MechanismFinding()
    {
        if (LogsInByCertificate)
            return new Finding(Steps.Mechanisms, Verdict.Skipped, "not needed: the client certificate is the login");

        var used = _recorder.Used ?? "none";
        var offered = _recorder.Offered is { } list ? string.Join(", ", list) : "not asked";
        var fits = _recorder.Offered is null || _recorder.Offered.Contains(_recorder.Used);
        return new Finding(Steps.Mechanisms, fits ? Verdict.Ok : Verdict.Failed, $"{used} used; offered: {offered}")
        {
            Advice = fits ? null : $"This client accepts {string.Join(", ", _settings.Mechanisms.Acceptable)} here; with couchbases:// also PLAIN.",
        };
    }

    private Finding HelloFinding(TimeSpan elapsed)
    {
        var features = HelloFeatures.Decode(_recorder.Hello!.Value, _settings.Features);
        var granted = _settings.Features.Where(features.Has).ToArray();
        var refused = _settings.Features.Except(granted).ToList();

        // Of the two kinds of notification a server grants the better one.
        if (granted.Contains(HelloFeature.ClusterMapChangeNotificationBrief))
            refused.Remove(HelloFeature.ClusterMapChangeNotification);

        // Without collections every keyspace but the default one is out of reach.
        var lacksCollections = refused.Contains(HelloFeature.Collections);
        List<string> details = [$"granted: {string.Join(", ", granted)}"];
        if (refused.Count > 0)
            details.Add($"not granted: {string.Join(", ", refused)}");

        return new Finding(
            Steps.Hello, lacksCollections ? Verdict.Warning : Verdict.Ok, refused.Count == 0 ? "all features granted" : $"{granted.Length} features granted, {refused.Count} not")
        {
            Details = details,
            Elapsed = elapsed,
            Advice = lacksCollections ? "The server knows no collections (it is older than 7.0); only the default collection can be used." : null,
        };
    }
}
