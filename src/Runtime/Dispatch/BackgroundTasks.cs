namespace Settee.Dispatch;

/// <summary>Owns work that nobody awaits at once, so that dispose can wait for all of it. Such work handles its own errors.</summary>
internal sealed class BackgroundTasks
{
    private readonly HashSet<Task> _running = [];

    public void Track(Task task)
    {
        if (task.IsCompleted)
            return;

        lock (_running)
            _running.Add(task);

        task.ContinueWith(
            static (finished, state) =>
            {
                var running = (HashSet<Task>)state!;
                lock (running)
                    running.Remove(finished);
            },
            _running,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    public async Task WhenAllAsync()
    {
        while (true)
        {
            Task[] running;
            lock (_running)
                running = [.. _running];

            if (running.Length == 0)
                return;

            await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
