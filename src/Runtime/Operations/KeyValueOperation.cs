using System.Threading.Tasks.Sources;
using Settee.Dispatch;

namespace Settee.Operations;

/// <summary>
/// An operation as its caller awaits it: the request, and a reusable source of the result. It returns to its pool when the result is
/// taken, so the <see cref="ValueTask{TResult}"/> must be awaited exactly once, as always. Continuations run on the thread pool, never
/// on the receive loop.
/// </summary>
internal abstract class KeyValueOperation<TResult> : RoutedRequest, IValueTaskSource<TResult>, IValueTaskSource
{
    private ManualResetValueTaskSourceCore<TResult> _result = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _cancellation;

    /// <summary>Sends the operation. Nothing of it may be touched afterwards but the returned task.</summary>
    public virtual ValueTask<TResult> Start()
    {
        var task = new ValueTask<TResult>(this, _result.Version);
        Send();
        return task;
    }

    /// <summary>As <see cref="Start"/>, for operations without a result.</summary>
    public ValueTask StartWithoutResult()
    {
        var task = new ValueTask(this, _result.Version);
        Send();
        return task;
    }

    public sealed override void Fail(Exception error) => _result.SetException(error);

    protected void Succeed(TResult result) => _result.SetResult(result);

    /// <summary>Gives the object back for its next use.</summary>
    protected abstract void Recycle();

    /// <summary>Gives back an operation that was never started because building its request failed.</summary>
    public void Abandon() => Recycle();

    TResult IValueTaskSource<TResult>.GetResult(short token) => TakeResult(token);

    void IValueTaskSource.GetResult(short token) => TakeResult(token);

    ValueTaskSourceStatus IValueTaskSource<TResult>.GetStatus(short token) => _result.GetStatus(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _result.GetStatus(token);

    void IValueTaskSource<TResult>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _result.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _result.OnCompleted(continuation, state, token, flags);

    private void Send()
    {
        var token = CancellationToken;
        if (token.IsCancellationRequested)
        {
            Fail(new OperationCanceledException(token));
            return;
        }

        Collection.Dispatcher.Dispatch(this);

        // Not recycled before the caller has taken the result, which it can only do after this returns.
        if (token.CanBeCanceled)
            _cancellation = token.UnsafeRegister(static (state, cancelled) => ((KeyValueOperation<TResult>)state!).Cancel(cancelled), this);
    }

    // While the operation waits for a retry there is nothing to withdraw; the waiting task observes the token itself.
    private void Cancel(CancellationToken cancelled)
    {
        if (Connection is { } connection && connection.TryWithdraw(this, Opaque))
            Fail(new OperationCanceledException(cancelled));
    }

    private TResult TakeResult(short token)
    {
        // Checks the token first: awaiting twice must not recycle twice.
        _ = _result.GetStatus(token);
        var reusable = !_cancellation.Token.CanBeCanceled || _cancellation.Unregister();
        _cancellation = default;
        try
        {
            return _result.GetResult(token);
        }
        finally
        {
            // A cancellation callback that runs at this moment must not meet the next use of the object.
            if (reusable)
            {
                _result.Reset();
                Recycle();
            }
        }
    }
}
