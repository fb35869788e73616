using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Settee.Emulator.Security;

namespace Settee.Emulator.Http;

/// <summary>The HTTP side of one node: configurations, management, pings.</summary>
internal sealed class HttpServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly CancellationTokenSource _stop;

    private readonly TaskCompletionSource _opened;

    private HttpServer(WebApplication application, CancellationTokenSource stop, TaskCompletionSource opened)
    {
        _application = application;
        _stop = stop;
        _opened = opened;
    }

    public int Port { get; private init; }

    /// <summary>Port with TLS; 0 without.</summary>
    public int TlsPort { get; private init; }

    /// <summary>Takes the ports. Requests wait until <see cref="Open"/>, so that nobody sees a cluster that is not set up yet.</summary>
    public static async Task<HttpServer> StartAsync(
        CouchbaseEmulator emulator, EmulatorNode node, IPAddress address, int port, int tlsPort, NodeTls? tls)
    {
        // The empty builder: no configuration files, no environment, no console logging, no lifetime that catches Ctrl-C.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = 1024 * 1024;
            options.Listen(address, port, listen => listen.Protocols = HttpProtocols.Http1);
            if (tls is not null)
            {
                options.Listen(address, tlsPort, listen =>
                {
                    listen.Protocols = HttpProtocols.Http1;
                    listen.UseHttps(https =>
                    {
                        https.ServerCertificateSelector = (_, _) => tls.Certificate;
                        https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                        https.ClientCertificateValidation = (client, _, _) => tls.IsTrusted(client);
                    });
                });
            }
        });
        if (tls is not null)
            builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.AddRoutingCore();
        var stop = new CancellationTokenSource();
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var application = builder.Build();
        application.Use(async (context, next) =>
        {
            await opened.Task.WaitAsync(context.RequestAborted).ConfigureAwait(false);
            if (tls is not null && tls.UserOf(context.Connection.ClientCertificate) is { } user)
                BasicAuthentication.SetUser(context, user);
            await next(context).ConfigureAwait(false);
        });
        application.Use((context, next) => BasicAuthentication.CheckAsync(emulator, context, next));
        ConfigEndpoints.Map(application, emulator, node, stop.Token);
        BucketEndpoints.Map(application, emulator);
        ManagementEndpoints.Map(application, emulator);
        UserEndpoints.Map(application, emulator);
        GroupEndpoints.Map(application, emulator);
        QueryEndpoints.Map(application, emulator);
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

        var bound = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
            .Select(static a => new Uri(a)).ToArray();
        return new HttpServer(application, stop, opened)
        {
            Port = bound.First(static b => b.Scheme == Uri.UriSchemeHttp).Port,
            TlsPort = bound.FirstOrDefault(static b => b.Scheme == Uri.UriSchemeHttps)?.Port ?? 0,
        };
    }

    /// <summary>Begins to answer, also what has been asked already.</summary>
    public void Open() => _opened.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        _opened.TrySetCanceled();
        await _stop.CancelAsync().ConfigureAwait(false);
        using (var hurry = new CancellationTokenSource(TimeSpan.FromSeconds(1)))
            await _application.StopAsync(hurry.Token).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }
}
