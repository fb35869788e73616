using System.Text;
using Settee.Connecting;

namespace Runtime.Tests.Connecting;

public sealed class ScramTests
{
    private const string Nonce = "00112233445566778899aabbccddeeff";
    private const string ServerNonce = Nonce + "0123456789abcdef";
    private const string Salt20 = "AQIDBAUGBwgJCgsMDQ4PEBESExQ=";
    private const string Salt32 = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=";
    private const string Salt64 = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAhIiMkJSYnKCkqKywtLi8wMTIzNDU2Nzg5Ojs8PT4/QA==";

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static ScramClient Client(ScramHash? hash = null, int minIterations = 1, SaltedPasswordCache? cache = null, int generation = 0) =>
        new(hash ?? ScramHash.Sha1, "Administrator", "password", cache ?? new SaltedPasswordCache(), generation, Nonce, minIterations);

    public static TheoryData<string, string, string, string, string, string, int, string, string> Vectors => new()
    {
        // RFC 5802 section 5 and RFC 7677 section 3.
        {
            "SCRAM-SHA1", "user", "pencil", "fyko+d2lbbFgONRv9qkxdawL", "3rfcNHYJY1ZVvWVs7j", "QSXCR+Q6sek8bf92", 4096,
            "v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=", "rmF9pqV8S7suAoZWja4dJRkFsKQ="
        },
        {
            "SCRAM-SHA256", "user", "pencil", "rOprNGfwEbeRWgbNEkqO", "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0", "W22ZaJ0SNY7soEsUEjb6gQ==", 4096,
            "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=", "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="
        },
        // Computed independently with hashlib.
        {
            "SCRAM-SHA1", "Administrator", "password", Nonce, "0123456789abcdef", Salt20, 10,
            "FHQ8flPSVKBjn+V8KHVbwB27Y1U=", "yITgMs+15cENEGGPzFbtJCoHVtE="
        },
        {
            "SCRAM-SHA256", "Administrator", "password", Nonce, "0123456789abcdef", Salt32, 10,
            "sH3o/kCgUdqsayt2TgusKEjErD1HatdFcPpWx+0KYqI=", "C3KesXyHLpSEhRcsayXJnxUKQAr7hAeLQvuEUtYVmDI="
        },
        {
            "SCRAM-SHA512", "Administrator", "password", Nonce, "0123456789abcdef", Salt64, 10,
            "wBEKLtuZ3gmbWU4dCvHI/ybXvQI4X7zbQcacntWkW4E+d/T0T5/n20rD5+6BzqSOYczzZN+6Oi7ChErfVwVW/Q==",
            "7v7XwJU6d3jx9/hH2tDpW0Cp3y4Vl0v8D4jaJkVkFPQyW2K5k/aNQHSxM85SGo/YM6Kx+Xl2jJp6uDVtp0QUPA=="
        },
        {
            "SCRAM-SHA512", "a,b=c", "p@ss", Nonce, "0123456789abcdef", Salt64, 15000,
            "TpsDUt5G52hzSLWcI2PEK1XHh5IC7pAth5PbBxVnmjRHyfWyw6gq5I1KzrcCpCuFECajcNVOf5q5UDS8xsJEOA==",
            "v2yEfDoHrKsytGyllLkDUejUi8jxfLqe/ZNzStFzjiZpu2QrJH9VHILbRCdFBVZOYWxc9+wi0FGmQLhTHw0rBA=="
        },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Reproduces_the_published_exchanges(
        string mechanism, string user, string password, string nonce, string serverNonce, string salt, int iterations, string proof, string signature)
    {
        var client = new ScramClient(ScramHash.Find(mechanism)!, user, password, new SaltedPasswordCache(), 0, nonce, minIterations: 1);
        var escaped = user == "a,b=c" ? "a=2Cb=3Dc" : user;

        Assert.Equal($"n,,n={escaped},r={nonce}", Encoding.UTF8.GetString(client.ClientFirst()));
        Assert.Equal(
            $"c=biws,r={nonce}{serverNonce},p={proof}",
            Encoding.UTF8.GetString(client.ClientFinal(Utf8($"r={nonce}{serverNonce},s={salt},i={iterations}"))));
        client.VerifyServer(Utf8("v=" + signature));
    }

    [Theory]
    [InlineData("1d96ee3a529b5a5f9e47c01f229a2cb8a6e15f7d", "SCRAM-SHA1", "pencil", "QSXCR+Q6sek8bf92", 4096)]
    [InlineData("c4a49510323ab4f952cac1fa99441939e78ea74d6be81ddf7096e87513dc615d", "SCRAM-SHA256", "pencil", "W22ZaJ0SNY7soEsUEjb6gQ==", 4096)]
    [InlineData(
        "67ae67d51355a9e182bb0d3d565d984c4616bb96151ddd2818e925ab01c5b64ab9a594ddb14fea8c8e9eec8e71bd9382b42d0a71bfdcc09319028ce3ff9e0c70",
        "SCRAM-SHA512", "password", Salt64, 10)]
    public void Derives_the_published_salted_passwords(string expected, string mechanism, string password, string salt, int iterations) =>
        Assert.Equal(expected, Convert.ToHexStringLower(
            ScramHash.Find(mechanism)!.DeriveSaltedPassword(Utf8(password), Convert.FromBase64String(salt), iterations)));

    [Theory]
    [InlineData("r=other0123456789abcdef,s=AQID,i=4096", "nonce")]
    [InlineData("r=" + Nonce + ",s=AQID,i=4096", "nonce")]
    [InlineData("r=" + ServerNonce + ",s=AQID,i=4095", "4095 iterations")]
    [InlineData("r=" + ServerNonce + ",s=AQID,i=1000001", "1000001 iterations")]
    [InlineData("r=" + ServerNonce + ",s=AQID,i=-1", "not a number")]
    [InlineData("r=" + ServerNonce + ",s=AQID,i=99999999999", "not a number")]
    [InlineData("r=" + ServerNonce + ",s=,i=4096", "salt")]
    [InlineData("r=" + ServerNonce + ",s=!,i=4096", "salt")]
    [InlineData("r=" + ServerNonce + ",s=AQID", "malformed")]
    [InlineData("m=ext,r=" + ServerNonce + ",s=AQID,i=4096", "malformed")]
    [InlineData("", "malformed")]
    [InlineData("e=other-error", "other-error")]
    public void A_challenge_that_must_not_be_answered_is_not(string challenge, string reason) =>
        Assert.Contains(reason, Assert.Throws<SaslException>(() => Client(minIterations: ScramClient.SafeIterations).ClientFinal(Utf8(challenge))).Message);

    [Theory]
    [InlineData("v=yITgMs+15cENEGGPzFbtJCoHVtA=", "wrong")]
    [InlineData("v=", "wrong")]
    [InlineData("v=yITgMs", "wrong")]
    [InlineData("", "did not prove")]
    [InlineData("anything", "did not prove")]
    [InlineData("e=invalid-proof", "invalid-proof")]
    [InlineData("e=\u0007bell", "?bell")]
    public void A_server_without_the_right_proof_is_refused(string serverFinal, string reason)
    {
        var client = Client();
        client.ClientFinal(Utf8($"r={ServerNonce},s={Salt20},i=10"));

        Assert.Contains(reason, Assert.Throws<SaslException>(() => client.VerifyServer(Utf8(serverFinal))).Message);
    }

    [Fact]
    public void A_server_that_skips_the_challenge_is_refused() =>
        Assert.Throws<SaslException>(() => Client().VerifyServer("v="u8));

    [Fact]
    public void Extensions_behind_the_iteration_count_are_allowed() =>
        Assert.NotEmpty(Client().ClientFinal(Utf8($"r={ServerNonce},s={Salt20},i=10,x=y")));

    [Fact]
    public void Nonces_are_fresh_and_long()
    {
        string Nonce() => Encoding.UTF8.GetString(new ScramClient(ScramHash.Sha1, "u", "p", new SaltedPasswordCache()).ClientFirst()).Split("r=")[1];

        Assert.NotEqual(Nonce(), Nonce());
        Assert.Equal(32, Nonce().Length);
    }

    [Fact]
    public void The_password_is_derived_once_for_all_connections()
    {
        var cache = new SaltedPasswordCache();
        Parallel.For(0, 200, _ => Client(cache: cache).ClientFinal(Utf8($"r={ServerNonce},s={Salt20},i=10")));

        Assert.Equal(1, cache.Derivations);
    }

    [Fact]
    public void What_the_salted_password_depends_on_is_part_of_the_cache_key()
    {
        var cache = new SaltedPasswordCache();
        Client(cache: cache).ClientFinal(Utf8($"r={ServerNonce},s={Salt20},i=10"));
        Client(cache: cache).ClientFinal(Utf8($"r={ServerNonce},s={Salt20},i=11"));
        Client(cache: cache).ClientFinal(Utf8($"r={ServerNonce},s={Salt32},i=10"));
        Client(ScramHash.Sha256, cache: cache).ClientFinal(Utf8($"r={ServerNonce},s={Salt20},i=10"));
        Client(cache: cache, generation: 1).ClientFinal(Utf8($"r={ServerNonce},s={Salt20},i=10"));

        Assert.Equal(5, cache.Derivations);
    }

    [Fact]
    public void Endless_new_salts_do_not_fill_the_memory_nor_stop_the_cache()
    {
        var cache = new SaltedPasswordCache();
        for (var i = 0; i < 200; i++)
            cache.GetOrDerive(ScramHash.Sha1, "p", 0, BitConverter.GetBytes(i), 1);

        cache.GetOrDerive(ScramHash.Sha1, "p", 0, BitConverter.GetBytes(199), 1);
        Assert.Equal(200, cache.Derivations);
    }

    [Fact]
    public void One_message_mechanisms_have_their_published_form()
    {
        Assert.Equal("\0user\0pässword", Encoding.UTF8.GetString(SaslPayloads.ForPlain("user", "pässword")));
        Assert.Equal("n,,\u0001auth=Bearer a.b.c\u0001\u0001", Encoding.UTF8.GetString(SaslPayloads.ForOAuthBearer("a.b.c")));
    }
}
