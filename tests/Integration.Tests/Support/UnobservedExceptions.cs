using System.Collections.Concurrent;
using Integration.Tests.Support;

[assembly: AssemblyFixture(typeof(UnobservedExceptions))]

namespace Integration.Tests.Support;

/// <summary>Fails the run when a task died of an exception that nobody looked at, in whatever test that happened.</summary>
public sealed class UnobservedExceptions : IDisposable
{
    private readonly ConcurrentQueue<Exception> _seen = new();

    public UnobservedExceptions() => TaskScheduler.UnobservedTaskException += OnUnobserved;

    public void Dispose()
    {
        // Such a task is noticed only when it is collected; twice, because its finalizer may free others.
        for (var i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        TaskScheduler.UnobservedTaskException -= OnUnobserved;
        if (!_seen.IsEmpty)
            throw new AggregateException("Exceptions of tasks were never observed.", _seen);
    }

    private void OnUnobserved(object? sender, UnobservedTaskExceptionEventArgs e) => _seen.Enqueue(e.Exception);
}
