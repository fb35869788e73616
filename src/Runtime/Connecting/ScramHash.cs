using System.Security.Cryptography;

namespace Settee.Connecting;

/// <summary>The hash of a SCRAM mechanism (RFC 5802, RFC 7677).</summary>
internal sealed class ScramHash
{
    public static readonly ScramHash Sha1 = new("SCRAM-SHA1", HashAlgorithmName.SHA1, 20);
    public static readonly ScramHash Sha256 = new("SCRAM-SHA256", HashAlgorithmName.SHA256, 32);
    public static readonly ScramHash Sha512 = new("SCRAM-SHA512", HashAlgorithmName.SHA512, 64);

    private ScramHash(string mechanism, HashAlgorithmName algorithm, int length)
    {
        Mechanism = mechanism;
        Algorithm = algorithm;
        Length = length;
    }

    /// <summary>The name as Couchbase spells it, without the dash of RFC 5802.</summary>
    public string Mechanism { get; }

    public HashAlgorithmName Algorithm { get; }

    public int Length { get; }

    public static ScramHash? Find(string mechanism) => mechanism switch
    {
        "SCRAM-SHA512" => Sha512,
        "SCRAM-SHA256" => Sha256,
        "SCRAM-SHA1" => Sha1,
        _ => null,
    };

    public byte[] Hmac(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data) => CryptographicOperations.HmacData(Algorithm, key, data);

    public byte[] Hash(ReadOnlySpan<byte> data) => CryptographicOperations.HashData(Algorithm, data);

    public byte[] DeriveSaltedPassword(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, Algorithm, Length);

    public override string ToString() => Mechanism;
}
