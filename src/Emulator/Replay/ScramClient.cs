using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Settee.Emulator.Replay;

/// <summary>The client's side of SCRAM, which can also get it wrong on purpose.</summary>
internal static partial class ScramClient
{
    public sealed record Result(string Stage, Packet Packet, string? ServerFirst = null);

    public static async Task<Result> RunAsync(
        WireClient client, string mechanism, string user, string password, string? tamper = null, string? stepMechanism = null)
    {
        var hash = mechanism switch
        {
            "SCRAM-SHA1" => HashAlgorithmName.SHA1,
            "SCRAM-SHA256" => HashAlgorithmName.SHA256,
            _ => HashAlgorithmName.SHA512,
        };
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        var escaped = user.Replace("=", "=3D", StringComparison.Ordinal).Replace(",", "=2C", StringComparison.Ordinal);
        var bare = $"n={escaped},r={nonce}";
        var first = await client.CallAsync(0x21, Encoding.UTF8.GetBytes(mechanism), Encoding.UTF8.GetBytes("n,," + bare)).ConfigureAwait(false);
        if (first.Status != 0x21)
            return new Result("auth", first);

        var match = ServerFirst().Match(first.Text);
        if (!match.Success)
            throw new MismatchException("sasl", "a nonce, a salt and a count", first.Text);

        var salted = Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(password), Convert.FromBase64String(match.Groups[2].Value), int.Parse(match.Groups[3].Value, null), hash, HashLength(hash));
        var clientKey = CryptographicOperations.HmacData(hash, salted, "Client Key"u8);
        var wholeNonce = match.Groups[1].Value + (tamper == "nonce" ? "x" : "");
        var final = $"c={(tamper == "channel" ? "eSws" : "biws")},r={wholeNonce}";
        var message = Encoding.UTF8.GetBytes($"{bare},{first.Text},{final}");
        var proof = CryptographicOperations.HmacData(hash, CryptographicOperations.HashData(hash, clientKey), message);
        for (var i = 0; i < proof.Length; i++)
            proof[i] ^= clientKey[i];
        if (tamper == "proof")
            proof[0] ^= 1;
        if (tamper != "no-proof")
            final += ",p=" + Convert.ToBase64String(proof);
        if (tamper == "garbage")
            final = "garbage";

        var answer = await client.CallAsync(0x22, Encoding.UTF8.GetBytes(stepMechanism ?? mechanism), Encoding.UTF8.GetBytes(final)).ConfigureAwait(false);
        if (answer.Status == 0 && tamper != "unchecked")
        {
            var serverKey = CryptographicOperations.HmacData(hash, salted, "Server Key"u8);
            var signature = "v=" + Convert.ToBase64String(CryptographicOperations.HmacData(hash, serverKey, message));
            if (signature != answer.Text)
                throw new MismatchException("sasl", signature, answer.Text);
        }

        return new Result("step", answer, first.Text);
    }

    private static int HashLength(HashAlgorithmName hash) => CryptographicOperations.HashData(hash, []).Length;

    [GeneratedRegex("^r=([^,]+),s=([^,]+),i=([0-9]+)$")]
    private static partial Regex ServerFirst();
}
