using System.Net;
using System.Net.Sockets;

namespace Integration.Tests.Support;

/// <summary>Ports that nobody answers on.</summary>
internal static class Ports
{
    /// <summary>A port that was free a moment ago.</summary>
    public static int Closed()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
