using Settee.Topology;
using Settee.Transport;
using Settee.Wire;

namespace Settee.Connecting;

/// <summary>The SASL part of one handshake: which mechanism, which messages, and what the answers mean.</summary>
internal sealed class Login
{
    private readonly CredentialSource.Credentials _credentials;
    private readonly HandshakeSettings _settings;
    private readonly NodeEndpoint _endpoint;
    private readonly ScramClient? _scram;

    private Login(string mechanism, CredentialSource.Credentials credentials, HandshakeSettings settings, NodeEndpoint endpoint)
    {
        Mechanism = mechanism;
        _credentials = credentials;
        _settings = settings;
        _endpoint = endpoint;
        if (ScramHash.Find(mechanism) is { } hash && credentials.Authenticator is PasswordAuthenticator password)
        {
            _scram = new ScramClient(
                hash,
                password.UserName,
                password.Password,
                settings.SaltedPasswords,
                credentials.Generation,
                clientNonce: null,
                settings.MinScramIterations);
        }
    }

    public string Mechanism { get; }

    public bool TakesTwoTurns => _scram is not null;

    public bool CanChangeMechanism => _credentials.Authenticator is PasswordAuthenticator;

    /// <summary>The login for the credentials; null when the TLS handshake was the login.</summary>
    public static Login? For(CredentialSource.Credentials credentials, HandshakeSettings settings, NodeEndpoint endpoint) =>
        credentials.Authenticator switch
        {
            CertificateAuthenticator => null,
            JwtAuthenticator => new Login(SaslPayloads.OAuthBearer, credentials, settings, endpoint),
            _ => new Login(settings.Mechanisms.First, credentials, settings, endpoint),
        };

    public byte[] FirstMessage() => _credentials.Authenticator switch
    {
        JwtAuthenticator jwt => SaslPayloads.ForOAuthBearer(jwt.Token),
        PasswordAuthenticator password => _scram?.ClientFirst() ?? SaslPayloads.ForPlain(password.UserName, password.Password),
        _ => throw new InvalidOperationException("This authenticator has no SASL message."),
    };

    /// <summary>Whether the mechanism, not the password, was refused: it is not among those that the server offers.</summary>
    public bool IsMechanismRefused(ControlResponse answer, string[] offered) =>
        CanChangeMechanism && offered.Length > 0
        && answer.Status is not (Status.Success or Status.AuthContinue)
        && !offered.Contains(Mechanism);

    public Login WithMechanismFrom(string[] offered) => _settings.Mechanisms.Choose(offered) is { } mechanism
        ? new Login(mechanism, _credentials, _settings, _endpoint)
        : throw Failure(
            $"the server offers {string.Join(", ", offered)}, acceptable are {string.Join(", ", _settings.Mechanisms.Acceptable)}"
            + (offered.Contains(SaslPayloads.Plain) ? "; PLAIN would send the password in clear text without TLS." : "."));

    /// <summary>The answer to the server's challenge.</summary>
    public byte[] SecondMessage(ControlResponse challenge)
    {
        if (challenge.Status != Status.AuthContinue)
        {
            // A success here would mean that the server has skipped its own proof.
            throw challenge.Status == Status.Success
                ? Failure($"the server accepted {Mechanism} without proving that it knows the password.")
                : Refused(challenge);
        }

        try
        {
            return _scram!.ClientFinal(challenge.Value);
        }
        catch (SaslException exception)
        {
            throw Failure(exception.Message, exception);
        }
    }

    /// <summary>Judges the last answer. Returns only when both sides are convinced.</summary>
    public void Complete(ControlResponse answer)
    {
        if (answer.Status != Status.Success)
            throw Refused(answer);

        try
        {
            _scram?.VerifyServer(answer.Value);
        }
        catch (SaslException exception)
        {
            throw Failure(exception.Message, exception);
        }

        if (CanChangeMechanism)
            _settings.Mechanisms.Remember(Mechanism);
    }

    private CouchbaseException Refused(ControlResponse answer) => answer.Status switch
    {
        Status.AuthError or Status.NoAccess or Status.AuthStale or Status.KeyNotFound =>
            Failure($"the server refused the {(CanChangeMechanism ? "user name or password" : "token")}: {Mechanism}, {ServerText.Describe(answer)}."),
        Status.AuthContinue => Failure($"the server asks for another {Mechanism} message where none is due."),
        _ => new CouchbaseException(
            $"The server could not authenticate {_credentials.Authenticator.DisplayName} with {Mechanism}: {ServerText.Describe(answer)}."),
    };

    private AuthenticationFailureException Failure(string problem, Exception? cause = null) =>
        new($"Authentication of {_credentials.Authenticator.DisplayName} at {_endpoint} failed: {problem}", cause);
}
