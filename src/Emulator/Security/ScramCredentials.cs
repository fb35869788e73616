using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Settee.Emulator.Security;

/// <summary>What a SCRAM server keeps of a password: salt, iterations and two keys derived from it.</summary>
internal sealed record ScramCredential(byte[] Salt, int Iterations, byte[] StoredKey, byte[] ServerKey);

/// <summary>Derives SCRAM keys once per user and mechanism; deriving them is slow on purpose.</summary>
internal sealed class ScramCredentials
{
    private readonly ConcurrentDictionary<(string User, string Mechanism, int Iterations), ScramCredential> _known = new();

    public ScramCredential Of(UserAccess user, ScramMechanism mechanism, int iterations) =>
        _known.GetOrAdd((user.Name, mechanism.Name, iterations), _ => Derive(user.Password, mechanism, iterations));

    public void Forget(string user)
    {
        foreach (var key in _known.Keys.Where(k => k.User == user))
            _known.TryRemove(key, out _);
    }

    /// <summary>For somebody unknown: the exchange looks the same and fails in its second step.</summary>
    public static ScramCredential Invent(ScramMechanism mechanism, int iterations) => new(
        RandomNumberGenerator.GetBytes(mechanism.HashLength),
        iterations,
        RandomNumberGenerator.GetBytes(mechanism.HashLength),
        RandomNumberGenerator.GetBytes(mechanism.HashLength));

    private static ScramCredential Derive(string password, ScramMechanism mechanism, int iterations)
    {
        var salt = RandomNumberGenerator.GetBytes(mechanism.HashLength);
        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, iterations, mechanism.Hash, mechanism.HashLength);
        var clientKey = mechanism.Hmac(salted, "Client Key"u8);
        return new ScramCredential(salt, iterations, mechanism.HashOf(clientKey), mechanism.Hmac(salted, "Server Key"u8));
    }
}

/// <summary>One of the three SCRAM mechanisms.</summary>
internal sealed record ScramMechanism(string Name, HashAlgorithmName Hash, int HashLength)
{
    public static readonly IReadOnlyList<ScramMechanism> All =
    [
        new("SCRAM-SHA512", HashAlgorithmName.SHA512, 64),
        new("SCRAM-SHA256", HashAlgorithmName.SHA256, 32),
        new("SCRAM-SHA1", HashAlgorithmName.SHA1, 20),
    ];

    public static ScramMechanism? Find(string name) => All.FirstOrDefault(m => m.Name == name);

    public byte[] Hmac(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data) => CryptographicOperations.HmacData(Hash, key, data);

    public byte[] HashOf(ReadOnlySpan<byte> data) => CryptographicOperations.HashData(Hash, data);
}
