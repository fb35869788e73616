namespace Settee.Dispatch;

/// <summary>
/// Tells everyone who waits that something changed (a map, a connection). Take <see cref="NextChange"/> first, then look at the state,
/// then wait: a change in between is not missed.
/// </summary>
internal sealed class StateSignal
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task NextChange => Volatile.Read(ref _next).Task;

    public void Raise() =>
        Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
