using System.Security.Cryptography;
using System.Text;
using Settee.Wire;

namespace Settee.Emulator.Security;

/// <summary>The server's side of one SCRAM exchange (RFC 5802).</summary>
internal sealed class ScramExchange(UserDirectory users, ScramMechanism mechanism, ScramForgery? forgery)
{
    private string _clientFirstBare = "";
    private string _serverFirst = "";
    private ScramCredential? _credential;

    public string UserName { get; private set; } = "";

    /// <summary>Set when the proof was right.</summary>
    public UserAccess? User { get; private set; }

    public ScramMechanism Mechanism { get; } = mechanism;

    /// <summary>Reads the client's first message; null if it is malformed or asks for channel binding.</summary>
    public string? Begin(string clientFirst)
    {
        // gs2 header: no channel binding ("n"), then an authorisation identity nobody uses.
        var parts = clientFirst.Split(',');
        if (parts.Length < 4 || parts[0] != "n" || (parts[1].Length > 0 && !parts[1].StartsWith("a=", StringComparison.Ordinal)))
            return null;

        var bare = parts.AsSpan(2);
        if (!bare[0].StartsWith("n=", StringComparison.Ordinal) || !bare[1].StartsWith("r=", StringComparison.Ordinal) || bare.Length > 2)
            return null;

        var name = Unescape(bare[0][2..]);
        var clientNonce = bare[1][2..];
        if (name is null || clientNonce.Length == 0)
            return null;

        UserName = name;
        _clientFirstBare = string.Join(',', bare.ToArray());
        var iterations = forgery?.Iterations ?? users.ScramIterations;
        _credential = users.Find(name) is { } user
            ? users.Credentials.Of(user, Mechanism, iterations)
            : ScramCredentials.Invent(Mechanism, iterations);
        var nonce = (forgery?.WrongNonce == true ? "somebodyelse" : clientNonce) + RandomNumberGenerator.GetHexString(16, lowercase: true);
        _serverFirst = $"r={nonce},s={Convert.ToBase64String(_credential.Salt)},i={iterations}";
        return _serverFirst;
    }

    /// <summary>
    /// Reads the client's final message. As on the recorded server the proof decides alone: it covers the nonce and the channel
    /// binding as the client wrote them, so a change of those that the proof agrees with is not looked at again.
    /// </summary>
    public (Status Status, string Message) Finish(string clientFinal)
    {
        var proofAt = clientFinal.LastIndexOf(",p=", StringComparison.Ordinal);
        if (!clientFinal.StartsWith("c=", StringComparison.Ordinal) || !clientFinal.Contains(",r=", StringComparison.Ordinal))
            return (Status.InvalidArguments, "malformed");

        if (proofAt < 0)
            return (Status.InvalidArguments, "");

        var proof = new byte[Mechanism.HashLength];
        var proofText = clientFinal.AsSpan(proofAt + 3);
        var valid = Convert.TryFromBase64Chars(proofText, proof, out var written) && written == proof.Length;
        var authMessage = Encoding.UTF8.GetBytes($"{_clientFirstBare},{_serverFirst},{clientFinal[..proofAt]}");
        var signature = Mechanism.Hmac(_credential!.StoredKey, authMessage);
        for (var i = 0; i < proof.Length; i++)
            proof[i] ^= signature[i];

        valid &= CryptographicOperations.FixedTimeEquals(Mechanism.HashOf(proof), _credential.StoredKey);
        var user = users.Find(UserName);
        if (!valid || user is null or { HasAccessEntry: false })
            return (Status.AuthError, "");

        User = user;
        return (Status.Success, FinalMessage(Mechanism.Hmac(_credential.ServerKey, authMessage)));
    }

    private string FinalMessage(byte[] serverSignature)
    {
        if (forgery is { Error: { } error })
            return $"e={error}";
        if (forgery?.NoSignature == true)
            return "";
        if (forgery?.WrongSignature == true)
            serverSignature[0] ^= 1;

        return $"v={Convert.ToBase64String(serverSignature)}";
    }

    private static string? Unescape(string name)
    {
        if (!name.Contains('=', StringComparison.Ordinal))
            return name.Length == 0 ? null : name;

        var result = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] != '=')
            {
                result.Append(name[i]);
                continue;
            }

            switch (name.AsSpan(i))
            {
                case ['=', '2', 'C', ..]:
                    result.Append(',');
                    break;
                case ['=', '3', 'D', ..]:
                    result.Append('=');
                    break;
                default:
                    return null;
            }

            i += 2;
        }

        return result.ToString();
    }
}

/// <summary>Lies that a server could tell in a SCRAM exchange; a client must notice each.</summary>
internal sealed record ScramForgery
{
    public bool WrongNonce { get; init; }

    public bool WrongSignature { get; init; }

    public bool NoSignature { get; init; }

    public string? Error { get; init; }

    public int? Iterations { get; init; }
}
