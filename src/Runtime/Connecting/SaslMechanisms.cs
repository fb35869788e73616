using System.Text;

namespace Settee.Connecting;

/// <summary>Which mechanisms a password may be used with, best first, and which of them servers of this cluster have refused.</summary>
internal sealed class SaslMechanisms
{
    private static readonly string[] WithTls = [SaslPayloads.Plain, "SCRAM-SHA512", "SCRAM-SHA256", "SCRAM-SHA1"];
    private static readonly string[] WithoutTls = ["SCRAM-SHA512", "SCRAM-SHA256", "SCRAM-SHA1"];
    private static readonly string[] WithoutTlsButPlain = ["SCRAM-SHA512", "SCRAM-SHA256", "SCRAM-SHA1", SaslPayloads.Plain];

    private readonly string[] _acceptable;
    private string _first;

    public SaslMechanisms(bool tls, bool allowPlainWithoutTls)
    {
        // Over TLS the password is safe as it is, and PLAIN saves a turn and the key derivation.
        _acceptable = tls ? WithTls : allowPlainWithoutTls ? WithoutTlsButPlain : WithoutTls;
        _first = _acceptable[0];
    }

    public IReadOnlyList<string> Acceptable => _acceptable;

    /// <summary>The mechanism to try first: the best, or the one that worked after the best was refused.</summary>
    public string First => Volatile.Read(ref _first);

    /// <summary>Keeps the mechanism for later connections, which then save a turn.</summary>
    public void Remember(string mechanism) => Volatile.Write(ref _first, mechanism);

    /// <summary>The best acceptable mechanism among those offered, or null.</summary>
    public string? Choose(IReadOnlyCollection<string> offered) => Array.Find(_acceptable, offered.Contains);

    public static string[] ParseList(ReadOnlySpan<byte> value) =>
        Encoding.ASCII.GetString(value).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
