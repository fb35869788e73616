using Settee.Wire;

namespace Settee.Dispatch;

/// <summary>How long a request may take and when it is repeated, with the cluster's defaults filled in.</summary>
internal readonly record struct RequestLimits(TimeSpan Timeout, RetryStrategy RetryStrategy)
{
    /// <exception cref="InvalidArgumentException">The time-out leaves no time.</exception>
    public static RequestLimits For(
        BucketDispatcher dispatcher, TimeSpan? timeout, RetryStrategy? retryStrategy, Durability durability = default)
    {
        var options = dispatcher.Cluster.Options;
        if (timeout is { } given && given <= TimeSpan.Zero)
            throw new InvalidArgumentException($"A time-out of {given} leaves no time for an answer.");

        var limit = timeout ?? (durability == Durability.None ? options.KeyValueTimeout : options.KeyValueDurableTimeout);
        if (durability.Level != DurabilityLevel.None && limit < ProtocolLimits.MinDurabilityTimeout)
        {
            dispatcher.WarnOfRaisedTimeout(limit);
            limit = ProtocolLimits.MinDurabilityTimeout;
        }

        return new RequestLimits(limit, retryStrategy ?? options.RetryStrategy);
    }
}
