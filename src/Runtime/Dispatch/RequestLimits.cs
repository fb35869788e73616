namespace Settee.Dispatch;

/// <summary>How long a request may take and when it is repeated, with the cluster's defaults filled in.</summary>
internal readonly record struct RequestLimits(TimeSpan Timeout, RetryStrategy RetryStrategy);
