using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Settee.Connecting;

/// <summary>
/// One SCRAM login without channel binding. Both sides prove that they know the password: <see cref="VerifyServer"/> must succeed
/// before the connection may be used, or anybody could answer as the server.
/// </summary>
internal sealed class ScramClient
{
    /// <summary>The least work a server may ask for (RFC 5802): fewer rounds would let a forged server guess the password from the proof.</summary>
    public const int SafeIterations = 4096;

    /// <summary>More would not be caution but a way to keep the client busy.</summary>
    private const int MaxIterations = 1_000_000;

    private readonly ScramHash _hash;
    private readonly string _password;
    private readonly int _generation;
    private readonly SaltedPasswordCache _cache;
    private readonly string _clientNonce;
    private readonly string _clientFirstBare;
    private readonly int _minIterations;
    private byte[]? _serverSignature;

    public ScramClient(
        ScramHash hash,
        string user,
        string password,
        SaltedPasswordCache cache,
        int generation = 0,
        string? clientNonce = null,
        int minIterations = SafeIterations)
    {
        _hash = hash;
        _password = password;
        _generation = generation;
        _cache = cache;
        _minIterations = minIterations;
        _clientNonce = clientNonce ?? NewNonce();
        _clientFirstBare = $"n={Escape(user)},r={_clientNonce}";
    }

    public byte[] ClientFirst() => Encoding.UTF8.GetBytes("n,," + _clientFirstBare);

    /// <summary>Answers the challenge with the proof.</summary>
    /// <exception cref="SaslException">The challenge is not one that may be answered.</exception>
    public byte[] ClientFinal(ReadOnlySpan<byte> serverFirst)
    {
        var challenge = Encoding.UTF8.GetString(serverFirst);
        var parts = challenge.Split(',');
        if (challenge.StartsWith("e=", StringComparison.Ordinal))
            throw new SaslException($"the server reported \"{Printable(parts[0][2..])}\".");

        if (parts.Length < 3
            || !parts[0].StartsWith("r=", StringComparison.Ordinal)
            || !parts[1].StartsWith("s=", StringComparison.Ordinal)
            || !parts[2].StartsWith("i=", StringComparison.Ordinal))
            throw new SaslException("the server's challenge is malformed.");

        var nonce = parts[0][2..];
        if (nonce.Length <= _clientNonce.Length || !nonce.StartsWith(_clientNonce, StringComparison.Ordinal))
            throw new SaslException("the server's challenge does not continue this client's nonce; it is not an answer to this login.");

        if (!TryDecodeBase64(parts[1].AsSpan(2), out var salt) || salt.Length == 0)
            throw new SaslException("the salt in the server's challenge is not valid.");

        if (!int.TryParse(parts[2].AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var iterations))
            throw new SaslException("the iteration count in the server's challenge is not a number.");

        if (iterations < _minIterations || iterations > MaxIterations)
        {
            throw new SaslException(string.Create(
                CultureInfo.InvariantCulture, $"the server asks for {iterations} iterations; {_minIterations} to {MaxIterations} are accepted."));
        }

        var saltedPassword = _cache.GetOrDerive(_hash, _password, _generation, salt, iterations);
        var withoutProof = "c=biws,r=" + nonce;
        var authMessage = Encoding.UTF8.GetBytes($"{_clientFirstBare},{challenge},{withoutProof}");
        var clientKey = _hash.Hmac(saltedPassword, "Client Key"u8);
        var proof = _hash.Hmac(_hash.Hash(clientKey), authMessage);
        for (var i = 0; i < proof.Length; i++)
            proof[i] ^= clientKey[i];

        _serverSignature = _hash.Hmac(_hash.Hmac(saltedPassword, "Server Key"u8), authMessage);
        return Encoding.UTF8.GetBytes($"{withoutProof},p={Convert.ToBase64String(proof)}");
    }

    /// <summary>Checks the server's proof.</summary>
    /// <exception cref="SaslException">There is none, or it is wrong.</exception>
    public void VerifyServer(ReadOnlySpan<byte> serverFinal)
    {
        var parts = Encoding.UTF8.GetString(serverFinal).Split(',');
        if (parts[0].StartsWith("e=", StringComparison.Ordinal))
            throw new SaslException($"the server reported \"{Printable(parts[0][2..])}\".");

        if (_serverSignature is null || !parts[0].StartsWith("v=", StringComparison.Ordinal))
            throw new SaslException("the server did not prove that it knows the password.");

        if (!TryDecodeBase64(parts[0].AsSpan(2), out var signature) || !CryptographicOperations.FixedTimeEquals(signature, _serverSignature))
            throw new SaslException("the server's proof that it knows the password is wrong; it may not be the server it claims to be.");
    }

    private static string NewNonce() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    private static string Escape(string user) =>
        user.Replace("=", "=3D", StringComparison.Ordinal).Replace(",", "=2C", StringComparison.Ordinal);

    private static bool TryDecodeBase64(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = new byte[text.Length];
        if (!Convert.TryFromBase64Chars(text, bytes, out var length))
            return false;

        bytes = bytes[..length];
        return true;
    }

    // The text comes from a peer that has proved nothing yet and goes into messages.
    private static string Printable(string text) =>
        new([.. text.Take(100).Select(c => c is >= ' ' and <= '~' ? c : '?')]);
}
