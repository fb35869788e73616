using Settee.Transport;

namespace Settee.Connecting;

/// <summary>Sends control requests one behind the other, where the first failure makes the later answers meaningless.</summary>
internal static class Pipelining
{
    /// <summary>Appends the request now; the answer may be awaited later or never.</summary>
    public static Task<ControlResponse> Pipeline(this IControlChannel channel, ControlRequest request, CancellationToken cancellationToken)
    {
        var task = channel.RequestAsync(request, cancellationToken).AsTask();

        // Nobody awaits what was sent behind a failed step; its error counts as seen.
        _ = task.ContinueWith(
            static t => _ = t.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return task;
    }
}
