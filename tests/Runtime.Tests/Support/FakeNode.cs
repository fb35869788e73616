using System.Security.Cryptography;
using System.Text;
using Settee.Transport;
using Settee.Wire;

namespace Runtime.Tests.Support;

/// <summary>A node's side of the handshake, with the formulas of RFC 5802 written down independently of the client's. Each part can be forged.</summary>
internal sealed class FakeNode
{
    private string _clientFirstBare = "";
    private string _serverFirst = "";
    private HashAlgorithmName _hash;

    public string User { get; init; } = "app";

    public string Password { get; init; } = "secret";

    public string Token { get; init; } = "a.b.c";

    public string[] Mechanisms { get; init; } = ["SCRAM-SHA512", "SCRAM-SHA256", "SCRAM-SHA1", "PLAIN"];

    public string Salt { get; init; } = "AQIDBAUGBwgJCgsMDQ4PEA==";

    public int Iterations { get; init; } = 4096;

    /// <summary>Bends the challenge.</summary>
    public Func<string, string> Challenge { get; init; } = text => text;

    /// <summary>Bends the last SCRAM message.</summary>
    public Func<string, string> Proof { get; init; } = text => text;

    /// <summary>Answers that replace the regular ones.</summary>
    public Dictionary<Opcode, Func<ControlRequest, ControlResponse?>> Overrides { get; } = [];

    public string? Bucket { get; init; } = "travel";

    public string Map { get; init; } = """{"rev":1}""";

    public bool IsAuthenticated { get; private set; }

    public static ControlResponse Answer(Status status, string value = "") => Answer(status, Encoding.UTF8.GetBytes(value));

    public static ControlResponse Answer(Status status, byte[] value) => new(status, DataType.Raw, 0, [], [], value);

    public ControlResponse? Handle(ControlRequest request) => Overrides.TryGetValue(request.Opcode, out var handler)
        ? handler(request)
        : request.Opcode switch
        {
            Opcode.Hello => Answer(Status.Success, request.Value.ToArray()),
            Opcode.GetErrorMap => Answer(Status.Success, """{"version":2,"revision":1,"errors":{"1":{"name":"KEY_ENOENT","desc":"x","attrs":["item-only"]}}}"""),
            Opcode.SaslListMechanisms => Answer(Status.Success, string.Join(' ', Mechanisms) + " "),
            Opcode.SaslAuth => Authenticate(Encoding.ASCII.GetString(request.Key.Span), Encoding.UTF8.GetString(request.Value.Span)),
            Opcode.SaslStep => Step(Encoding.UTF8.GetString(request.Value.Span)),
            Opcode.SelectBucket when !IsAuthenticated => Answer(Status.NoAccess),
            Opcode.SelectBucket => Answer(Encoding.UTF8.GetString(request.Key.Span) == Bucket ? Status.Success : Status.KeyNotFound),
            Opcode.GetClusterConfig => IsAuthenticated ? Answer(Status.Success, Map) : Answer(Status.NoAccess),
            _ => Answer(Status.UnknownCommand),
        };

    private ControlResponse Authenticate(string mechanism, string message)
    {
        IsAuthenticated = false;
        if (mechanism == "OAUTHBEARER")
        {
            IsAuthenticated = message == $"n,,\u0001auth=Bearer {Token}\u0001\u0001";
            return Answer(IsAuthenticated ? Status.Success : Status.AuthError);
        }

        if (!Mechanisms.Contains(mechanism))
            return Answer(Status.AuthError, """{"error":{"context":"Requested mechanism not supported"}}""");

        if (mechanism == "PLAIN")
        {
            IsAuthenticated = message == $"\0{User}\0{Password}";
            return Answer(IsAuthenticated ? Status.Success : Status.AuthError);
        }

        _hash = mechanism switch
        {
            "SCRAM-SHA512" => HashAlgorithmName.SHA512,
            "SCRAM-SHA256" => HashAlgorithmName.SHA256,
            _ => HashAlgorithmName.SHA1,
        };
        _clientFirstBare = message["n,,".Length..];
        var nonce = _clientFirstBare[(_clientFirstBare.IndexOf("r=", StringComparison.Ordinal) + 2)..];
        _serverFirst = Challenge($"r={nonce}serverpart,s={Salt},i={Iterations}");
        return Answer(Status.AuthContinue, _serverFirst);
    }

    private ControlResponse Step(string message)
    {
        var proofAt = message.IndexOf(",p=", StringComparison.Ordinal);
        var authMessage = Encoding.UTF8.GetBytes($"{_clientFirstBare},{_serverFirst},{message[..proofAt]}");
        var length = _hash == HashAlgorithmName.SHA512 ? 64 : _hash == HashAlgorithmName.SHA256 ? 32 : 20;
        var salted = Rfc2898DeriveBytes.Pbkdf2(Password, Convert.FromBase64String(Salt), Iterations, _hash, length);
        var clientSignature = Hmac(CryptographicOperations.HashData(_hash, Hmac(salted, Encoding.ASCII.GetBytes("Client Key"))), authMessage);
        var clientKey = Convert.FromBase64String(message[(proofAt + 3)..]).Zip(clientSignature, (a, b) => (byte)(a ^ b)).ToArray();
        if (!clientKey.SequenceEqual(Hmac(salted, Encoding.ASCII.GetBytes("Client Key"))))
            return Answer(Status.AuthError);

        IsAuthenticated = true;
        var signature = Hmac(Hmac(salted, Encoding.ASCII.GetBytes("Server Key")), authMessage);
        return Answer(Status.Success, Proof($"v={Convert.ToBase64String(signature)}"));
    }

    private byte[] Hmac(byte[] key, byte[] data) => CryptographicOperations.HmacData(_hash, key, data);
}
