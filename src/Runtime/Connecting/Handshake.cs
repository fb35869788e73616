using System.Buffers.Binary;
using System.Text;
using Settee.Topology;
using Settee.Transport;
using Settee.Wire;

namespace Settee.Connecting;

/// <summary>What a handshake needs to know about the cluster; the same for all its connections.</summary>
internal sealed class HandshakeSettings(ResolvedOptions options)
{
    public ResolvedOptions Options => options;

    public HelloFeature[] Features { get; init; } = HelloFeatures.For(options);

    public SaslMechanisms Mechanisms { get; } =
        new(options.UseTls, options.Credentials.Current.Authenticator is PasswordAuthenticator { AllowPlainWithoutTls: true });

    public SaltedPasswordCache SaltedPasswords { get; } = new();

    /// <summary>Lower only where published vectors demand it.</summary>
    public int MinScramIterations { get; init; } = ScramClient.SafeIterations;
}

/// <summary>What a handshake has found out.</summary>
internal sealed record HandshakeResult(FeatureSet Features, ErrorMap ErrorMap, OfferedMap Map, string ConnectionId)
{
    public byte[]? ClusterMap => Map.Json;
}

/// <summary>
/// Makes a fresh connection usable. Everything that can be said without waiting is said at once: with PLAIN, OAUTHBEARER or a client
/// certificate the whole handshake is one turn, with SCRAM two. Answers behind the first failed step mean nothing and are not looked at.
/// </summary>
internal sealed class Handshake(IControlChannel channel, HandshakeSettings settings, NodeEndpoint endpoint, string? bucket)
{
    private readonly string _connectionId = settings.Options.Identity.NewConnectionId();

    /// <summary>What is being done; after a failure, what failed.</summary>
    public ConnectStep Step { get; private set; } = ConnectStep.Hello;

    /// <exception cref="AuthenticationFailureException">The credentials, or the server's proof, are wrong.</exception>
    /// <exception cref="BucketNotFoundException">There is no such bucket for this user.</exception>
    /// <exception cref="CouchbaseException">Another step failed; <see cref="Step"/> tells which.</exception>
    public async Task<HandshakeResult> RunAsync(CancellationToken cancellationToken)
    {
        var credentials = settings.Options.Credentials.Current;
        var login = Login.For(credentials, settings, endpoint);

        var agent = settings.Options.Identity.HelloKey(_connectionId);
        var hello = Send(Opcode.Hello, cancellationToken, agent, HelloFeatures.Encode(settings.Features));
        var errorMap = Send(Opcode.GetErrorMap, cancellationToken, value: ErrorMapRequest());
        var mechanisms = login is { CanChangeMechanism: true } ? Send(Opcode.SaslListMechanisms, cancellationToken) : null;
        var auth = login is null ? null : SendAuth(login, cancellationToken);
        var last = login is { TakesTwoTurns: true } ? null : SendLastSteps(cancellationToken);

        var features = ReadHello(await hello.ConfigureAwait(false), settings.Features);
        Step = ConnectStep.ErrorMap;
        var map = ReadErrorMap(await errorMap.ConfigureAwait(false));
        if (login is not null)
        {
            Step = ConnectStep.Authenticate;
            var offered = mechanisms is null ? [] : ReadMechanisms(await mechanisms.ConfigureAwait(false));
            last = await AuthenticateAsync(login, await auth!.ConfigureAwait(false), offered, last, cancellationToken).ConfigureAwait(false);
        }

        if (last!.SelectBucket is { } select && features.Has(HelloFeature.Collections) && (await SelectedAsync(select).ConfigureAwait(false)).Status == Status.NotSupported)
        {
            // A bucket without collections cannot be selected by a client that has asked for them. HELLO replaces all features.
            HelloFeature[] fewer = [.. settings.Features.Where(feature => feature != HelloFeature.Collections)];
            var again = Send(Opcode.Hello, cancellationToken, agent, HelloFeatures.Encode(fewer));
            last = SendLastSteps(cancellationToken);
            features = ReadHello(await again.ConfigureAwait(false), fewer);
        }

        return new HandshakeResult(features, map, await ReadLastStepsAsync(last).ConfigureAwait(false), _connectionId);
    }

    /// <summary>
    /// Logs in again on a connection in use, after its token was replaced. Passwords and certificates do not expire on a connection and
    /// are left alone. The connection must be closed when this throws.
    /// </summary>
    /// <exception cref="AuthenticationFailureException">The server refuses the new token.</exception>
    public static async Task ReauthenticateAsync(
        IControlChannel channel, HandshakeSettings settings, NodeEndpoint endpoint, CancellationToken cancellationToken)
    {
        var credentials = settings.Options.Credentials.Current;
        if (credentials.Authenticator is not JwtAuthenticator || Login.For(credentials, settings, endpoint) is not { } login)
            return;

        var request = new ControlRequest(Opcode.SaslAuth, Key: Encoding.ASCII.GetBytes(login.Mechanism), Value: login.FirstMessage());
        login.Complete(await channel.RequestAsync(request, cancellationToken).ConfigureAwait(false));
    }

    /// <returns>The last steps, on their way.</returns>
    private async Task<LastSteps> AuthenticateAsync(
        Login login, ControlResponse answer, string[] offered, LastSteps? last, CancellationToken cancellationToken)
    {
        if (login.IsMechanismRefused(answer, offered))
        {
            // Same connection, another mechanism; what was sent behind the refused one was answered in vain.
            login = login.WithMechanismFrom(offered);
            answer = await SendAuth(login, cancellationToken).ConfigureAwait(false);
            last = null;
        }

        if (!login.TakesTwoTurns)
        {
            login.Complete(answer);
            return last ?? SendLastSteps(cancellationToken);
        }

        var step = Send(Opcode.SaslStep, cancellationToken, Encoding.ASCII.GetBytes(login.Mechanism), login.SecondMessage(answer));
        last = SendLastSteps(cancellationToken);
        login.Complete(await step.ConfigureAwait(false));
        return last;
    }

    private async Task<ControlResponse> SelectedAsync(Task<ControlResponse> select)
    {
        Step = ConnectStep.SelectBucket;
        return await select.ConfigureAwait(false);
    }

    private static FeatureSet ReadHello(ControlResponse response, HelloFeature[] requested) => response.Status == Status.Success
        ? HelloFeatures.Decode(response.Value, requested)
        : throw new CouchbaseException($"The server refused HELLO ({response.Status.Describe()}); it is too old for this client.");

    // Only an aid for messages: a server without one is no worse for it.
    private static ErrorMap ReadErrorMap(ControlResponse response) =>
        response.Status == Status.Success ? ErrorMap.Parse(response.Value) : ErrorMap.Empty;

    private static string[] ReadMechanisms(ControlResponse response) =>
        response.Status == Status.Success ? SaslMechanisms.ParseList(response.Value) : [];

    private LastSteps SendLastSteps(CancellationToken cancellationToken) => new(
        bucket is null ? null : Send(Opcode.SelectBucket, cancellationToken, Encoding.UTF8.GetBytes(bucket)),
        Send(Opcode.GetClusterConfig, cancellationToken));

    private async Task<OfferedMap> ReadLastStepsAsync(LastSteps last)
    {
        if (last.SelectBucket is not null)
        {
            Step = ConnectStep.SelectBucket;
            BucketSelection.CheckSelected(await last.SelectBucket.ConfigureAwait(false), endpoint, bucket!);
        }

        Step = ConnectStep.ClusterMap;
        return OfferedMap.From(await last.ClusterMap.ConfigureAwait(false), bucket);
    }

    private Task<ControlResponse> SendAuth(Login login, CancellationToken cancellationToken) =>
        Send(Opcode.SaslAuth, cancellationToken, Encoding.ASCII.GetBytes(login.Mechanism), login.FirstMessage());

    private Task<ControlResponse> Send(
        Opcode opcode, CancellationToken cancellationToken, ReadOnlyMemory<byte> key = default, ReadOnlyMemory<byte> value = default) =>
        channel.Pipeline(new ControlRequest(opcode, Key: key, Value: value), cancellationToken);

    private static byte[] ErrorMapRequest()
    {
        var version = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(version, ErrorMap.HighestVersion);
        return version;
    }

    private sealed record LastSteps(Task<ControlResponse>? SelectBucket, Task<ControlResponse> ClusterMap);
}
