using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Settee.Emulator.Http;

namespace Settee.Emulator.Control;

/// <summary>
/// The run-time operations over HTTP, for test suites in other languages. Bound to loopback whatever the emulator is bound to. Bodies and
/// answers are JSON; what cannot be done is a 400 with an "error".
/// </summary>
internal sealed class ControlServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private ControlServer(WebApplication application, int port)
    {
        _application = application;
        Port = port;
    }

    public int Port { get; }

    public static async Task<ControlServer> StartAsync(CouchbaseEmulator emulator, TimeProvider time, int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = 64 * 1024;
            options.Listen(IPAddress.Loopback, port, static listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddRoutingCore();
        var application = builder.Build();
        var operations = new ControlOperations(emulator, time);
        application.MapGet("/control", context => Answers.JsonAsync(context, json => operations.Describe().WriteTo(json)));
        application.MapPost("/control/{operation}", context => RunAsync(context, operations));
        await application.StartAsync().ConfigureAwait(false);
        var bound = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new ControlServer(application, new Uri(bound).Port);
    }

    public async ValueTask DisposeAsync()
    {
        using (var hurry = new CancellationTokenSource(TimeSpan.FromSeconds(1)))
            await _application.StopAsync(hurry.Token).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task RunAsync(HttpContext context, ControlOperations operations)
    {
        if (IsFromPage(context.Request))
        {
            await ProblemAsync(context, "Requests of web pages are refused; the body has to be application/json.").ConfigureAwait(false);
            return;
        }

        try
        {
            var body = context.Request.HasJsonContentType()
                ? await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted).ConfigureAwait(false) as JsonObject
                : null;
            var result = await operations.RunAsync((string)context.Request.RouteValues["operation"]!, body ?? []).ConfigureAwait(false);
            await Answers.JsonAsync(context, json => result.WriteTo(json)).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException or FormatException or JsonException or OverflowException)
        {
            await ProblemAsync(context, problem.Message).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Whether a page in a browser may have sent the request: pages can send forms anywhere, and reach loopback under a name of their own.
    /// </summary>
    private static bool IsFromPage(HttpRequest request) =>
        request.Headers.Origin.Count > 0
        || (request.ContentType is not null && !request.HasJsonContentType())
        || !(request.Host.Host == "localhost" || (IPAddress.TryParse(request.Host.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));

    private static Task ProblemAsync(HttpContext context, string words) => Answers.JsonAsync(
        context, json => new JsonObject { ["error"] = words }.WriteTo(json), StatusCodes.Status400BadRequest);
}
