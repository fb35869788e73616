using System.Collections.Concurrent;

namespace Settee.Operations;

/// <summary>Finished operations of one kind, kept for the next call with their buffers.</summary>
internal static class OperationPool<T>
    where T : class, new()
{
    // One per caller that is usually in flight at the same time; more are left to the garbage collector.
    private const int MaxKept = 1024;

    private static readonly ConcurrentQueue<T> Kept = new();
    private static int s_count;

    public static T Rent()
    {
        if (!Kept.TryDequeue(out var operation))
            return new T();

        Interlocked.Decrement(ref s_count);
        return operation;
    }

    public static void Return(T operation)
    {
        if (Interlocked.Increment(ref s_count) <= MaxKept)
            Kept.Enqueue(operation);
        else
            Interlocked.Decrement(ref s_count);
    }
}
