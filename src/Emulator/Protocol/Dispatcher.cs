using Settee.Emulator.Security;
using Settee.Wire;

namespace Settee.Emulator.Protocol;

/// <summary>
/// The way of every request: faults, authentication, shape, access, command. The order is the server's, because clients see which of
/// two mistakes is told first.
/// </summary>
internal static class Dispatcher
{
    public const int MaxBodyBeforeAuthentication = 16 * 1024;

    public static Outcome Execute(Connection connection, ref Request request)
    {
        // Who has waited has been counted, and no fault strikes twice.
        if (request.Resumed is null)
        {
            var node = connection.Node;
            node.Counters.Count(request.Header.RawOpcode);
            if (node.Faults.Any && node.Faults.TryStrike(connection, ref request, out var outcome))
                return outcome;
        }

        return ExecutePastFaults(connection, ref request);
    }

    public static Outcome ExecutePastFaults(Connection connection, ref Request request)
    {
        var command = CommandTable.Find(request.Header.RawOpcode);
        request.Command = command;
        if (connection.User is null && !command.BeforeAuthentication)
            return connection.Answer(in request, Status.NoAccess);

        if (!command.BeforeAuthentication && connection.TokenExpires <= connection.Cluster.Clock.Time.GetUtcNow())
            return connection.Answer(in request, Status.AuthStale);

        if (command.Refusal != Status.Success)
            return connection.Answer(in request, command.Refusal);
        if (command.Since is { } since && !connection.Node.OfferedFeatures.Has(since))
            return connection.Answer(in request, Status.UnknownCommand);
        if (command.Handler is null && command.Privilege == Privilege.None)
            return connection.Answer(in request, Status.UnknownCommand);

        var status = RequestValidator.Validate(connection, ref request);
        if (status != Status.Success)
        {
            return status switch
            {
                RequestValidator.AlreadyAnswered => Outcome.Done,
                RequestValidator.Disconnect => Outcome.Close,
                _ => connection.Fail(in request, status),
            };
        }

        if (connection.Bucket is { Dropped: true })
            connection.Bucket = null;
        if (command.NeedsBucket && connection.Bucket is null)
            return connection.Fail(in request, Status.NoBucket);

        if (command.AllowsDurability && connection.Bucket is { Settings.MinimumDurability: not EmulatorDurability.None } bucket)
            request.Durability = request.Durability.AtLeast((DurabilityLevel)bucket.Settings.MinimumDurability);

        var access = AccessControl.Check(connection, ref request);
        if (access is { } refused)
            return refused;

        return command.Handler!(connection, ref request);
    }
}
