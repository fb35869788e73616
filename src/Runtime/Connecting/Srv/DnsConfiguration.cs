using System.Net;
using System.Net.NetworkInformation;

namespace Settee.Connecting.Srv;

/// <summary>Which name servers to ask, and how short names are completed.</summary>
internal sealed record DnsConfiguration(IPEndPoint[] Servers, string[] SearchDomains, int MinDotsForAbsolute)
{
    private const int DnsPort = 53;
    private const int MaxServers = 3;
    private const int MaxSearchDomains = 6;
    private const string ResolvConf = "/etc/resolv.conf";

    /// <summary>The configuration of the machine, read anew each time: it changes with networks.</summary>
    public static DnsConfiguration Read()
    {
        if (File.Exists(ResolvConf))
        {
            try
            {
                return ParseResolvConf(File.ReadAllText(ResolvConf));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // The interfaces may still know.
            }
        }

        return FromInterfaces();
    }

    public static DnsConfiguration ParseResolvConf(string text)
    {
        var servers = new List<IPEndPoint>();
        string[] search = [];
        var minDots = 1;
        foreach (var line in text.Split('\n'))
        {
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2 || words[0][0] is '#' or ';')
                continue;

            switch (words[0])
            {
                case "nameserver" when servers.Count < MaxServers && IPAddress.TryParse(words[1], out var address):
                    servers.Add(new IPEndPoint(address, DnsPort));
                    break;
                case "search" or "domain":
                    search = words[1..].Take(MaxSearchDomains).Select(domain => domain.Trim('.')).Where(domain => domain.Length > 0).ToArray();
                    break;
                case "options":
                    foreach (var option in words[1..])
                    {
                        if (option.StartsWith("ndots:", StringComparison.Ordinal) && ParameterValue.TryInteger(option["ndots:".Length..], out var dots))
                            minDots = Math.Min(dots, 15);
                    }

                    break;
            }
        }

        // The system's own resolver falls back to this one too.
        return new DnsConfiguration(servers.Count > 0 ? [.. servers] : [new IPEndPoint(IPAddress.Loopback, DnsPort)], search, minDots);
    }

    /// <summary>The full names that a name may stand for, most likely first.</summary>
    public IEnumerable<string> Complete(string name)
    {
        if (name.EndsWith('.'))
            return [name];

        var completed = SearchDomains.Select(domain => $"{name}.{domain}");
        return name.Count(c => c == '.') >= MinDotsForAbsolute ? completed.Prepend(name) : completed.Append(name);
    }

    private static DnsConfiguration FromInterfaces()
    {
        var servers = new List<IPEndPoint>();
        try
        {
            foreach (var network in NetworkInterface.GetAllNetworkInterfaces())
            {
                if (network.OperationalStatus == OperationalStatus.Up && network.NetworkInterfaceType != NetworkInterfaceType.Loopback)
                    servers.AddRange(network.GetIPProperties().DnsAddresses.Select(address => new IPEndPoint(address, DnsPort)));
            }
        }
        catch (Exception exception) when (exception is NetworkInformationException or PlatformNotSupportedException)
        {
            // Without servers the lookup finds nothing and the host itself is dialled.
        }

        return new DnsConfiguration([.. servers.Distinct().Take(MaxServers)], [], MinDotsForAbsolute: 1);
    }
}
