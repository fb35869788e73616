using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Settee.Connecting;

/// <summary>
/// Reads a connection string from left to right. Where clients of other languages disagree, the strict reading is taken whenever the
/// lenient one would connect to a host that nobody meant.
/// </summary>
internal sealed class ConnectionStringParser(string text)
{
    private const string SchemeEnd = "://";
    private const string UnbracketedIPv6 = "IPv6 addresses need brackets, as in [::1]:11210";

    private readonly List<ConnectionStringWarning> _warnings = [];
    private int _position;

    public ConnectionString Parse()
    {
        if (string.IsNullOrWhiteSpace(text))
            throw Error("it is empty; expected something like couchbase://host", 0);

        var scheme = ReadScheme();
        var user = ReadUser();
        var hosts = ReadHosts(scheme);
        var bucket = ReadBucket();
        var parameters = ReadParameters();

        var result = new ConnectionString(scheme, user, hosts, bucket, parameters, _warnings);
        if (result.Parameter("enable_dns_srv") is { } srv && ParameterValue.TryBoolean(srv, out var on) && on && !result.MayUseDnsSrv)
            Warn("enable_dns_srv", 0, "enable_dns_srv has no effect: a DNS SRV lookup needs exactly one host name without a port.");

        if (!result.UsesTls && hosts.Any(host => BuiltInTrust.IsCapella(host.Name)))
            Warn(null, 0, "Capella accepts only TLS connections; use couchbases://.");

        return result;
    }

    private ConnectionScheme ReadScheme()
    {
        var end = text.IndexOf(SchemeEnd, StringComparison.Ordinal);
        if (end < 0)
            return ConnectionScheme.None;

        // "://" inside parameters belongs to a value.
        var question = text.IndexOf('?', StringComparison.Ordinal);
        if (question >= 0 && question < end)
            return ConnectionScheme.None;

        var scheme = text[..end] switch
        {
            "couchbase" => ConnectionScheme.Couchbase,
            "couchbases" => ConnectionScheme.Couchbases,
            "http" => ConnectionScheme.Http,
            "couchbase2" => ConnectionScheme.Couchbase2,
            "" => throw Error("the scheme is missing; use couchbase:// or couchbases://", 0),
            var other => throw UnknownScheme(other),
        };
        _position = end + SchemeEnd.Length;
        return scheme;
    }

    private InvalidConnectionStringException UnknownScheme(string scheme)
    {
        var hint = scheme switch
        {
            "https" => "use couchbases://",
            "couchbase+dnssrv" or "couchbases+dnssrv" => "DNS SRV records are looked up without it, use couchbase:// or couchbases://",
            _ when scheme.ToLowerInvariant() is "couchbase" or "couchbases" or "http" => "schemes are lower case",
            _ => "use couchbase:// or couchbases://",
        };
        return Error($"the scheme \"{scheme}\" is not known; {hint}", 0);
    }

    private string? ReadUser()
    {
        var end = text.AsSpan(_position).IndexOfAny('/', '?');
        var authority = end < 0 ? text.AsSpan(_position) : text.AsSpan(_position, end);
        var at = authority.LastIndexOf('@');
        if (at < 0)
            return null;

        // Nothing of the text is repeated from here on: it may contain the password.
        if (authority[..at].Contains(':'))
            throw Error("passwords do not belong into connection strings; use PasswordAuthenticator", _position + authority.IndexOf(':'));

        if (at == 0)
            throw Error("the user before @ is empty", _position);

        var user = Decode(authority[..at], _position);
        _position += at + 1;
        return user;
    }

    private List<ConnectionHost> ReadHosts(ConnectionScheme scheme)
    {
        var hosts = new List<ConnectionHost>();
        while (true)
        {
            hosts.Add(ReadHost(scheme));
            if (_position == text.Length || text[_position] is not (',' or ';'))
                break;

            _position++;
        }

        if (scheme == ConnectionScheme.Couchbase2 && hosts.Count > 1)
            throw Error("couchbase2:// takes exactly one host", text.IndexOf(SchemeEnd, StringComparison.Ordinal) + SchemeEnd.Length);

        return hosts;
    }

    private ConnectionHost ReadHost(ConnectionScheme scheme)
    {
        var start = _position;
        var name = Peek() == '[' ? ReadIPv6() : ReadName();
        int? port = null;
        var portStart = _position;
        if (Peek() == ':')
        {
            _position++;
            portStart = _position;
            port = ReadPort(start);
        }

        var protocol = HostProtocol.None;
        if (Peek() == '=')
        {
            _position++;
            protocol = ReadProtocol();
        }

        if (_position < text.Length && text[_position] is not (',' or ';' or '/' or '?'))
            throw Error(text[_position] == ':' ? UnbracketedIPv6 : $"unexpected {Show(text[_position])} after a host", _position);

        if (scheme is ConnectionScheme.Couchbase or ConnectionScheme.Couchbases && port is 8091 or 18091 && protocol == HostProtocol.None)
        {
            var right = scheme == ConnectionScheme.Couchbases ? ResolvedOptions.DefaultPortTls : ResolvedOptions.DefaultPort;
            throw Error($"port {port} is the management port; leave the port out or use the key-value port ({right})", portStart);
        }

        return new ConnectionHost(name, port, protocol);
    }

    private string ReadName()
    {
        var start = _position;
        while (_position < text.Length && !IsDelimiter(text[_position]))
        {
            if (char.IsWhiteSpace(text[_position]) || char.IsControl(text[_position]))
                throw Error("a host contains a space", _position);

            _position++;
        }

        if (_position == start)
            throw Error("a host name is missing", start);

        return text[start.._position];
    }

    private static bool IsDelimiter(char c) => ",;:/?=[]@#&\"<>\\".Contains(c, StringComparison.Ordinal);

    private string ReadIPv6()
    {
        var start = _position;
        var end = text.IndexOf(']', start);
        if (end < 0)
            throw Error("the bracket of an IPv6 address is not closed", start);

        var name = text[(start + 1)..end];
        // IPAddress also takes zone names and prefixes that a resolver might read differently; the literal must have a colon.
        if (!name.Contains(':', StringComparison.Ordinal)
            || !IPAddress.TryParse(name, out var address)
            || address.AddressFamily != AddressFamily.InterNetworkV6
            || name.Contains('/', StringComparison.Ordinal))
            throw Error($"\"{name}\" is not an IPv6 address", start + 1);

        _position = end + 1;
        return name;
    }

    private int ReadPort(int hostStart)
    {
        var start = _position;
        while (_position < text.Length && text[_position] is not (',' or ';' or '/' or '?' or '='))
            _position++;

        var digits = text.AsSpan(start, _position - start);
        if (digits.Contains(':'))
            throw Error(UnbracketedIPv6, hostStart);

        if (digits.IsEmpty)
            throw Error("the port is missing", start);

        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
            throw Error($"\"{digits}\" is not a port from 1 to 65535", start);

        return port;
    }

    private HostProtocol ReadProtocol()
    {
        var start = _position;
        while (_position < text.Length && text[_position] is not (',' or ';' or '/' or '?'))
            _position++;

        return text[start.._position].ToLowerInvariant() switch
        {
            "mcd" or "mcds" or "cccp" or "gcccp" => HostProtocol.KeyValue,
            "http" or "https" => HostProtocol.Http,
            var other => throw Error($"\"{other}\" is not a protocol; use mcd or leave it out", start),
        };
    }

    private string? ReadBucket()
    {
        if (Peek() != '/')
            return null;

        _position++;
        var start = _position;
        while (_position < text.Length && text[_position] != '?')
        {
            if (text[_position] == '/')
                throw Error("there is more than one name after the hosts; only a bucket may follow", _position);

            _position++;
        }

        return _position == start
            ? throw Error("the bucket after / is empty; leave the / out", start)
            : Decode(text.AsSpan(start, _position - start), start);
    }

    private List<KeyValuePair<string, string>> ReadParameters()
    {
        var parameters = new List<KeyValuePair<string, string>>();
        if (_position == text.Length)
            return parameters;

        _position++;
        while (_position < text.Length)
        {
            var start = _position;
            var end = text.IndexOf('&', start);
            if (end < 0)
                end = text.Length;

            _position = Math.Min(end + 1, text.Length);
            if (end == start)
                continue;

            var equals = text.IndexOf('=', start, end - start);
            if (equals < 0)
                throw Error($"the parameter \"{text[start..end]}\" has no value", start, text[start..end]);

            if (equals == start)
                throw Error("a parameter has no name", start);

            var key = Decode(text.AsSpan(start, equals - start), start);
            var value = Decode(text.AsSpan(equals + 1, end - equals - 1), equals + 1, key);
            Check(key, value, start, equals + 1);
            var repeated = parameters.FindIndex(parameter => parameter.Key == key);
            if (repeated >= 0)
            {
                Warn(key, start, $"{key} is given twice; the last value counts.");
                parameters.RemoveAt(repeated);
            }

            parameters.Add(new(key, value));
        }

        return parameters;
    }

    private void Check(string key, string value, int keyStart, int valueStart)
    {
        if (ConnectionParameters.Find(key) is { } parameter)
        {
            if (parameter.Check(value) is { } problem)
                throw Error($"{key}={value}: {problem}", valueStart, key, value);

            return;
        }

        if (ConnectionParameters.WithoutEffect.Contains(key))
        {
            Warn(key, keyStart, $"{key} is known to other Couchbase clients; it has no effect here.");
            return;
        }

        var hint = TextDistance.Nearest(key, ConnectionParameters.All.SelectMany(known => known.Names)) is { } nearest
            ? $"; did you mean {nearest}?"
            : ".";
        Warn(key, keyStart, $"The parameter {key} is not known and has no effect{hint}");
    }

    private string Decode(ReadOnlySpan<char> encoded, int start, string? key = null) =>
        PercentEncoding.TryDecode(encoded, out var decoded, out var errorIndex)
            ? decoded
            : throw Error(
                "% must be followed by two hexadecimal digits, together forming UTF-8; write %25 for a percent sign", start + errorIndex, key);

    private char Peek() => _position < text.Length ? text[_position] : '\0';

    private static string Show(char c) => char.IsControl(c) ? "control character" : $"\"{c}\"";

    private void Warn(string? key, int index, string message) => _warnings.Add(new ConnectionStringWarning(key, index + 1, message));

    private static InvalidConnectionStringException Error(string problem, int index, string? key = null, string? value = null) =>
        new(problem, index + 1, key, value);
}
