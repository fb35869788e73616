namespace Integration.Tests.Chaos;

/// <summary>Where writers wait between two operations while it is closed.</summary>
internal sealed class WriterGate
{
    private volatile TaskCompletionSource _open = NewGate();

    public void Open() => _open.TrySetResult();

    public void Close()
    {
        if (_open.Task.IsCompleted)
            _open = NewGate();
    }

    public Task WaitAsync() => _open.Task;

    private static TaskCompletionSource NewGate() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
