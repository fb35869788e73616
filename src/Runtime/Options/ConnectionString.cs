using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Settee.Connecting;
using Settee.Topology;

namespace Settee;

/// <summary>What stands before "://" in a connection string; it alone decides whether TLS is used.</summary>
public enum ConnectionScheme
{
    /// <summary>No scheme: as <see cref="Couchbase"/>.</summary>
    None,

    /// <summary><c>couchbase</c>: key-value protocol without TLS, port 11210.</summary>
    Couchbase,

    /// <summary><c>couchbases</c>: key-value protocol over TLS, port 11207.</summary>
    Couchbases,

    /// <summary><c>http</c>: the old form; without a port or with 8091 as <see cref="Couchbase"/>.</summary>
    Http,

    /// <summary><c>couchbase2</c>: a gRPC gateway. Can be parsed, cannot be connected to.</summary>
    Couchbase2,
}

/// <summary>The protocol asked for behind a host, as in <c>host:11210=mcd</c>.</summary>
public enum HostProtocol
{
    /// <summary>None given; the scheme decides.</summary>
    None,

    /// <summary><c>=mcd</c>: the key-value protocol.</summary>
    KeyValue,

    /// <summary><c>=http</c>: the management protocol. Can be parsed, cannot be connected to.</summary>
    Http,
}

/// <summary>One host of a connection string.</summary>
/// <param name="Name">The name or address as written; IPv6 addresses without their brackets.</param>
/// <param name="Port">The port, or null for the default.</param>
/// <param name="Protocol">The protocol given behind it.</param>
public readonly record struct ConnectionHost(string Name, int? Port = null, HostProtocol Protocol = HostProtocol.None)
{
    /// <summary>The host as a connection string shows it.</summary>
    public override string ToString()
    {
        var name = Name.Contains(':', StringComparison.Ordinal) ? $"[{Name}]" : Name;
        var port = Port is { } number ? string.Create(CultureInfo.InvariantCulture, $":{number}") : "";
        return Protocol switch
        {
            HostProtocol.KeyValue => $"{name}{port}=mcd",
            HostProtocol.Http => $"{name}{port}=http",
            _ => name + port,
        };
    }
}

/// <summary>Something in a connection string that has no effect; probably a mistake, never an error.</summary>
/// <param name="Key">The parameter, or null when it is about the whole string.</param>
/// <param name="Column">Where it begins, counted from 1.</param>
/// <param name="Message">What to do about it.</param>
public sealed record ConnectionStringWarning(string? Key, int Column, string Message);

/// <summary>
/// Where the cluster is: <c>scheme://[user@]host[:port][,host…][/bucket][?key=value&amp;…]</c>. Parameters are checked while parsing, so
/// that an error can name the column.
/// </summary>
public sealed class ConnectionString : IEquatable<ConnectionString>
{
    internal ConnectionString(
        ConnectionScheme scheme,
        string? user,
        IReadOnlyList<ConnectionHost> hosts,
        string? bucket,
        IReadOnlyList<KeyValuePair<string, string>> parameters,
        IReadOnlyList<ConnectionStringWarning> warnings)
    {
        Scheme = scheme;
        User = user;
        Hosts = hosts;
        Bucket = bucket;
        Parameters = parameters;
        Warnings = warnings;
    }

    /// <summary>The scheme.</summary>
    public ConnectionScheme Scheme { get; }

    /// <summary>The user before the hosts; must agree with the authenticator.</summary>
    public string? User { get; }

    /// <summary>The hosts, at least one.</summary>
    public IReadOnlyList<ConnectionHost> Hosts { get; }

    /// <summary>The bucket behind the hosts.</summary>
    public string? Bucket { get; }

    /// <summary>The parameters in the order written, decoded; of a repeated one only the last.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; }

    /// <summary>What was read but has no effect. Not part of equality.</summary>
    public IReadOnlyList<ConnectionStringWarning> Warnings { get; }

    /// <summary>Whether connections use TLS.</summary>
    public bool UsesTls => Scheme is ConnectionScheme.Couchbases or ConnectionScheme.Couchbase2;

    /// <summary>Whether the one host may stand for a DNS SRV record: a name, without a port, with a Couchbase scheme.</summary>
    public bool MayUseDnsSrv =>
        Scheme is ConnectionScheme.None or ConnectionScheme.Couchbase or ConnectionScheme.Couchbases
        && Hosts is [{ Port: null } only]
        && !IsAddress(only.Name);

    // IPAddress.TryParse alone would also take "1.2.3" and "10", which are names here.
    private static bool IsAddress(string name) =>
        System.Net.IPAddress.TryParse(name, out _) && (name.Contains(':', StringComparison.Ordinal) || name.Count(c => c == '.') == 3);

    /// <summary>Parses a connection string.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="InvalidConnectionStringException">The text is not valid.</exception>
    public static ConnectionString Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new ConnectionStringParser(text).Parse();
    }

    /// <summary>Parses a connection string without throwing.</summary>
    /// <param name="text">The text.</param>
    /// <param name="result">The connection string, when it is valid.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ConnectionString? result)
    {
        try
        {
            result = text is null ? null : new ConnectionStringParser(text).Parse();
        }
        catch (InvalidConnectionStringException)
        {
            result = null;
        }

        return result is not null;
    }

    /// <summary>The value of a parameter, or null.</summary>
    /// <param name="key">Its name.</param>
    public string? Parameter(string key)
    {
        foreach (var (name, value) in Parameters)
        {
            if (name == key)
                return value;
        }

        return null;
    }

    /// <inheritdoc/>
    public bool Equals(ConnectionString? other) =>
        other is not null
        && Scheme == other.Scheme
        && User == other.User
        && Bucket == other.Bucket
        && Hosts.SequenceEqual(other.Hosts)
        && Parameters.SequenceEqual(other.Parameters);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ConnectionString);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Scheme, User, Bucket, Hosts[0], Hosts.Count, Parameters.Count);

    /// <summary>The connection string in its usual spelling; parsing it again gives an equal one.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        if (Scheme != ConnectionScheme.None)
            text.Append(Scheme.ToString().ToLowerInvariant()).Append("://");

        if (User is not null)
            text.Append(PercentEncoding.Encode(User)).Append('@');

        text.AppendJoin(',', Hosts);
        if (Bucket is not null)
            text.Append('/').Append(PercentEncoding.Encode(Bucket));

        var separator = '?';
        foreach (var (key, value) in Parameters)
        {
            text.Append(separator).Append(PercentEncoding.Encode(key)).Append('=').Append(PercentEncoding.Encode(value));
            separator = '&';
        }

        return text.ToString();
    }
}
