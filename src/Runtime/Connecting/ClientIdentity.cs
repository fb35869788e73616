using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Settee.Connecting;

/// <summary>
/// How this client presents itself to servers: the user agent, and an id for the client to which every connection adds its own. Logs
/// of both sides are matched by these ids.
/// </summary>
internal sealed class ClientIdentity
{
    /// <summary>The key of older servers; a longer HELLO would be refused by them.</summary>
    private const int MaxKeyLength = 250;
    private const int MaxAgentLength = 200;

    private readonly ulong _clientId;

    public ClientIdentity(string agent, ulong clientId)
    {
        Agent = agent.Length > MaxAgentLength ? agent[..MaxAgentLength] : agent;
        _clientId = clientId;
    }

    public string Agent { get; }

    public string ClientId => _clientId.ToString("x16", CultureInfo.InvariantCulture);

    public static ClientIdentity Create(string? extra)
    {
        var version = typeof(ClientIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
        var plus = version.IndexOf('+', StringComparison.Ordinal);
        var platform = $"os/{Os()} {RuntimeInformation.OSArchitecture}; clr/{RuntimeInformation.FrameworkDescription}";
        var agent = $"settee/{(plus < 0 ? version : version[..plus])} ({platform})";
        return new ClientIdentity(string.IsNullOrWhiteSpace(extra) ? agent : $"{agent} {extra.Trim()}", RandomId());
    }

    /// <summary>A new id for a connection, as "client/connection", 16 hexadecimal digits each.</summary>
    public string NewConnectionId() => string.Create(CultureInfo.InvariantCulture, $"{_clientId:x16}/{RandomId():x16}");

    /// <summary>The key of HELLO: compact JSON of agent and id. The agent loses its end when the whole would be too long.</summary>
    public byte[] HelloKey(string connectionId)
    {
        for (var length = Agent.Length; ; length--)
        {
            // Half a surrogate pair would become a replacement character.
            if (length > 0 && char.IsHighSurrogate(Agent[length - 1]))
                continue;

            var key = Encoding.UTF8.GetBytes(
                $"{{\"a\":\"{JsonEncodedText.Encode(Agent.AsSpan(0, length))}\",\"i\":\"{connectionId}\"}}");
            if (key.Length <= MaxKeyLength)
                return key;
        }
    }

    private static string Os() =>
        OperatingSystem.IsLinux() ? "Linux"
        : OperatingSystem.IsWindows() ? "Windows"
        : OperatingSystem.IsMacOS() ? "macOS"
        : "other";

    private static ulong RandomId()
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return BitConverter.ToUInt64(bytes);
    }
}
