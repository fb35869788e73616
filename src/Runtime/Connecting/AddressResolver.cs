using System.Net;
using System.Net.Sockets;

namespace Settee.Connecting;

/// <summary>Finds the addresses of a host.</summary>
internal interface IAddressResolver
{
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken);
}

/// <summary>The resolver of the operating system.</summary>
internal sealed class SystemAddressResolver : IAddressResolver
{
    public static readonly SystemAddressResolver Instance = new();

    public async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var literal))
            return [literal.IsIPv4MappedToIPv6 ? literal.MapToIPv4() : literal];

        // The system's call cannot always be interrupted: the wait can.
        var resolving = Dns.GetHostAddressesAsync(host, cancellationToken);
        _ = resolving.ContinueWith(
            static t => _ = t.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return await resolving.WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}

/// <summary>Puts addresses into the order in which they are tried.</summary>
internal static class AddressOrder
{
    /// <summary>
    /// The allowed addresses, the two families taking turns and the resolver's first choice leading: a network where one family leads
    /// nowhere costs one attempt, not half of them.
    /// </summary>
    public static IPAddress[] Arrange(IPAddress[] addresses, IpProtocol protocol)
    {
        var allowed = Array.FindAll(addresses, address => protocol switch
        {
            IpProtocol.IPv4 => address.AddressFamily == AddressFamily.InterNetwork,
            IpProtocol.IPv6 => address.AddressFamily == AddressFamily.InterNetworkV6,
            _ => true,
        });
        if (allowed.Length < 3)
            return allowed;

        var first = Array.FindAll(allowed, address => address.AddressFamily == allowed[0].AddressFamily);
        var second = Array.FindAll(allowed, address => address.AddressFamily != allowed[0].AddressFamily);
        var arranged = new List<IPAddress>(allowed.Length);
        for (var i = 0; i < Math.Max(first.Length, second.Length); i++)
        {
            if (i < first.Length)
                arranged.Add(first[i]);

            if (i < second.Length)
                arranged.Add(second[i]);
        }

        return [.. arranged];
    }
}
