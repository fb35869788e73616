using System.Text;
using Settee.Emulator.Protocol;
using Settee.Emulator.Security;
using Settee.Wire;

namespace Settee.Emulator.Commands;

/// <summary>Authentication. A new attempt ends the old session first, whatever comes of it.</summary>
internal static class SaslCommands
{
    private const string PlainName = "PLAIN";

    private const string BearerName = "OAUTHBEARER";

    private static readonly byte[] Mechanisms = Encoding.ASCII.GetBytes(string.Join(' ', [.. ScramMechanism.All.Select(m => m.Name), PlainName]));

    private static readonly byte[] MechanismsOverTls = [.. Mechanisms, .. Encoding.ASCII.GetBytes(" " + BearerName)];

    public static Outcome ListMechanisms(Connection connection, ref Request request) =>
        connection.Answer(in request, new Response { Value = connection.IsTls ? MechanismsOverTls : Mechanisms });

    public static Outcome Auth(Connection connection, ref Request request)
    {
        connection.User = null;
        connection.Scram = null;
        connection.TokenExpires = null;
        var mechanism = Encoding.UTF8.GetString(request.Key);
        if (mechanism == PlainName)
            return Plain(connection, ref request);

        if (ScramMechanism.Find(mechanism) is { } scram)
        {
            var exchange = new ScramExchange(connection.Cluster.Users, scram, connection.Node.Faults.ScramForgery);
            if (exchange.Begin(Encoding.UTF8.GetString(request.Value)) is not { } challenge)
                return connection.Answer(in request, Status.InvalidArguments);

            connection.Scram = exchange;
            return connection.Answer(in request, new Response { Status = Status.AuthContinue, Value = Responses.Text(challenge) });
        }

        if (mechanism == BearerName && connection.IsTls)
            return Bearer(connection, ref request);

        // Without TLS a token could be read by anybody; other names are malformed requests.
        return mechanism == BearerName
            ? connection.AnswerError(
                in request, Status.AuthError, Responses.ErrorBody($"Requested mechanism \"{mechanism}\" is not supported"))
            : connection.Answer(in request, Status.InvalidArguments);
    }

    public static Outcome Step(Connection connection, ref Request request)
    {
        if (connection.Scram is not { } exchange)
        {
            return connection.AnswerError(in request, Status.InvalidArguments, Responses.ErrorBody(
                "Logic error: The server expects the client to start with SASL START before sending SASL STEP"));
        }

        connection.Scram = null;
        var (status, message) = exchange.Finish(Encoding.UTF8.GetString(request.Value));
        switch (status)
        {
            case Status.Success:
                connection.User = exchange.User;
                DropInaccessibleBucket(connection);
                return connection.Answer(in request, new Response { Value = Responses.Text(message) });
            case Status.InvalidArguments when message.Length == 0:
                return connection.Answer(in request, status);
            default:
                return Refused(connection, in request, status);
        }
    }

    private static Outcome Plain(Connection connection, ref Request request)
    {
        // authorisation identity NUL user NUL password; the first is not looked at.
        var user = request.Value;
        var first = user.IndexOf((byte)0);
        if (first < 0)
            return connection.Answer(in request, Status.InvalidArguments);

        user = user[(first + 1)..];
        var second = user.IndexOf((byte)0);
        if (second < 0)
            return connection.Answer(in request, Status.InvalidArguments);

        var name = Encoding.UTF8.GetString(user[..second]);
        var password = user[(second + 1)..];
        if (password.IndexOf((byte)0) is >= 0 and var end)
            password = password[..end];
        if (connection.Cluster.Users.Authenticate(name, password) is not { HasAccessEntry: true } found)
            return Refused(connection, in request, Status.AuthError);

        connection.User = found;
        DropInaccessibleBucket(connection);
        return connection.Success(in request);
    }

    private static Outcome Bearer(Connection connection, ref Request request)
    {
        var cluster = connection.Cluster;
        var token = cluster.Tokens.Find(request.Value, cluster.Clock.Time.GetUtcNow(), out var isWellFormed);
        if (!isWellFormed)
            return connection.Answer(in request, Status.InvalidArguments);
        if (token is null || cluster.Users.Find(token.User) is not { HasAccessEntry: true } user)
            return Refused(connection, in request, Status.AuthError);

        connection.User = user;
        connection.TokenExpires = token.Expires;
        DropInaccessibleBucket(connection);
        return connection.Success(in request);
    }

    private static void DropInaccessibleBucket(Connection connection)
    {
        if (connection.Bucket is { } bucket && connection.User!.AccessTo(bucket.Name) is null)
            connection.Bucket = null;
    }

    /// <summary>Refusals carry a reference and no reason: who guesses names or passwords learns nothing.</summary>
    private static Outcome Refused(Connection connection, in Request request, Status status) =>
        connection.AnswerError(in request, status, Responses.ErrorBody(null, Guid.NewGuid().ToString()));
}
