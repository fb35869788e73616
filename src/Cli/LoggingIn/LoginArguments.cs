using System.CommandLine;
using System.Security.Cryptography.X509Certificates;

namespace Settee.Cli.LoggingIn;

/// <summary>
/// How a user wants to log in: the ways that applications have. What is on the command line decides; the environment only fills in
/// secrets, and decides where the command line says nothing.
/// </summary>
internal sealed record LoginArguments(string? UserName, Secret Password, Secret Token, ClientCertificateFile Certificate)
{
    /// <summary>Who logs in, and the client certificate that is shown beside a password or token; null when there is none.</summary>
    /// <exception cref="InvalidArgumentException">Something is missing, cannot be read, or contradicts something else.</exception>
    public (Authenticator Authenticator, X509Certificate2? Beside) Resolve(ConnectionString connectionString)
    {
        var wantsPassword = UserName is not null || Password.IsOnCommandLine;
        if (wantsPassword && Token.IsOnCommandLine)
        {
            throw new InvalidArgumentException(
                $"A token says itself whose it is; give {Token.Option}, or {LoginSymbols.UserNameOption} with a password, but not both.");
        }

        var certificate = Certificate.Load();
        if (certificate is not null && !wantsPassword && !Token.IsOnCommandLine)
            return (new CertificateAuthenticator(certificate), null);

        var user = UserName ?? connectionString.User;
        if (wantsPassword)
            return (WithPassword(user, Password.Find()), certificate);

        if (Token.IsOnCommandLine)
            return (new JwtAuthenticator(Token.Find()!), certificate);

        if (user is not null && Password.Find() is { } password)
            return (WithPassword(user, password), null);

        if (Token.Find() is { } token)
            return (new JwtAuthenticator(token), null);

        return (WithPassword(user, Password.Find()), null);
    }

    private PasswordAuthenticator WithPassword(string? user, string? password)
    {
        if (string.IsNullOrEmpty(user))
        {
            throw new InvalidArgumentException(
                $"There is no user name; give {LoginSymbols.UserNameOption}, or log in with {Token.Option} or {LoginSymbols.CertificateOption}.");
        }

        return new PasswordAuthenticator(user, password ?? throw new InvalidArgumentException($"There is no password; {Password.Ways}."));
    }
}

/// <summary>The options that stand for <see cref="LoginArguments"/>.</summary>
internal sealed class LoginSymbols
{
    public const string UserNameOption = "--username";
    public const string CertificateOption = "--certificate";
    public const string KeyOption = "--certificate-key";

    private readonly Option<string?> _userName = new(UserNameOption, "-u") { Description = "The user; by default that of the connection string." };

    private readonly SecretOption _password = new("--password", "SETTEE_PASSWORD", "The user's password", "-p");

    private readonly SecretOption _token = new("--token", "SETTEE_TOKEN", "The JSON web token to log in with, over TLS");

    private readonly Option<string?> _certificate = new(CertificateOption)
    {
        Description = "A PKCS#12 or PEM file with the client certificate to log in with; beside a user name or token it is shown only. Needs TLS.",
    };

    private readonly Option<string?> _key = new(KeyOption) { Description = "The PEM file of the certificate's private key, where it has one of its own." };

    private readonly SecretOption _certificatePassword =
        new("--certificate-password", "SETTEE_CERTIFICATE_PASSWORD", "The password that the certificate's file or key is encrypted with");

    public void AddTo(Command command)
    {
        command.Add(_userName);
        _password.AddTo(command);
        _token.AddTo(command);
        command.Add(_certificate);
        command.Add(_key);
        _certificatePassword.AddTo(command);
    }

    public LoginArguments Read(ParseResult parsed) => new(
        parsed.GetValue(_userName),
        _password.Read(parsed),
        _token.Read(parsed),
        new ClientCertificateFile(parsed.GetValue(_certificate), parsed.GetValue(_key), _certificatePassword.Read(parsed)));
}
