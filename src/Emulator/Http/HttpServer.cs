using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Settee.Emulator.Http;

/// <summary>The HTTP side of one node: configurations, management, pings.</summary>
internal sealed class HttpServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly CancellationTokenSource _stop;

    private HttpServer(WebApplication application, CancellationTokenSource stop, int port)
    {
        _application = application;
        _stop = stop;
        Port = port;
    }

    public int Port { get; }

    public static async Task<HttpServer> StartAsync(CouchbaseEmulator emulator, EmulatorNode node, IPAddress address, int port)
    {
        // The empty builder: no configuration files, no environment, no console logging, no lifetime that catches Ctrl-C.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = 1024 * 1024;
            options.Listen(address, port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddRoutingCore();
        var stop = new CancellationTokenSource();
        var application = builder.Build();
        application.Use((context, next) => BasicAuthentication.CheckAsync(emulator, context, next));
        ConfigEndpoints.Map(application, emulator, node, stop.Token);
        ManagementEndpoints.Map(application, emulator);
        try
        {
            await application.StartAsync().ConfigureAwait(false);
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            stop.Dispose();
            throw;
        }

        var bound = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new HttpServer(application, stop, new Uri(bound).Port);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        using (var hurry = new CancellationTokenSource(TimeSpan.FromSeconds(1)))
            await _application.StopAsync(hurry.Token).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }
}
