using System.Text;
using Microsoft.AspNetCore.Http;
using Settee.Emulator.Security;

namespace Settee.Emulator.Http;

/// <summary>Every request but a ping names a user.</summary>
internal static class BasicAuthentication
{
    private const string Scheme = "Basic ";

    private static readonly object UserKey = new();

    public static Task CheckAsync(CouchbaseEmulator emulator, HttpContext context, RequestDelegate next)
    {
        if ((UserOf(context) ?? Authenticate(emulator, context.Request)) is { } user)
        {
            SetUser(context, user);
            return next(context);
        }

        if (context.Request.Path.StartsWithSegments("/admin/ping", StringComparison.Ordinal) || context.Request.Path == "/")
            return next(context);

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = "Basic realm=\"Couchbase Server Admin / REST\"";
        return Task.CompletedTask;
    }

    public static void SetUser(HttpContext context, UserAccess user) => context.Items[UserKey] = user;

    public static UserAccess? UserOf(HttpContext context) => context.Items[UserKey] as UserAccess;

    private static UserAccess? Authenticate(CouchbaseEmulator emulator, HttpRequest request)
    {
        string? header = request.Headers.Authorization;
        if (header is null || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;

        var buffer = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[Scheme.Length..].Trim(), buffer, out var length))
            return null;

        var credentials = buffer.AsSpan(0, length);
        var colon = credentials.IndexOf((byte)':');
        if (colon < 0)
            return null;

        var user = emulator.Cluster.Users.Authenticate(Encoding.UTF8.GetString(credentials[..colon]), credentials[(colon + 1)..]);
        return user is { HasAccessEntry: true } ? user : null;
    }
}
