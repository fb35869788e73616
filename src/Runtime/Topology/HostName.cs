using System.Globalization;

namespace Settee.Topology;

/// <summary>Host names and "host:port" texts as cluster maps write them. IPv6 addresses are kept without brackets.</summary>
internal static class HostName
{
    /// <summary>What a server writes where it does not know under which name it is reached.</summary>
    public const string Placeholder = "$HOST";

    public static bool AreSame(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    public static string WithoutBrackets(string host) =>
        host.Length > 2 && host[0] == '[' && host[^1] == ']' ? host[1..^1] : host;

    /// <summary>"host:port", with the brackets that an IPv6 address needs there.</summary>
    public static string WithPort(string host, int port) => host.Contains(':', StringComparison.Ordinal)
        ? string.Create(CultureInfo.InvariantCulture, $"[{host}]:{port}")
        : string.Create(CultureInfo.InvariantCulture, $"{host}:{port}");

    /// <summary>Splits "host:port", "[ipv6]:port" or a bare host (port 0); false when the port is no port.</summary>
    public static bool TrySplit(string text, out string host, out int port)
    {
        host = text;
        port = 0;
        var colon = text.LastIndexOf(':');
        var bracket = text.LastIndexOf(']');
        var bareIPv6 = bracket < 0 && colon >= 0 && text.IndexOf(':', StringComparison.Ordinal) != colon;
        if (colon < 0 || colon < bracket || bareIPv6)
        {
            host = WithoutBrackets(text);
            return host.Length > 0;
        }

        host = WithoutBrackets(text[..colon]);
        return host.Length > 0
            && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port)
            && port is > 0 and <= 65535;
    }
}
