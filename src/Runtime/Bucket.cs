using Settee.Dispatch;
using Settee.Health;

namespace Settee;

/// <summary>
/// A bucket of the cluster. Cheap, thread-safe, never disposed; the connections behind it are made when the first operation needs them.
/// Generated code adds a property per document type, such as <c>bucket.Airlines</c>.
/// </summary>
public sealed class Bucket
{
    private readonly Lock _gate = new();

    // Indexed by CollectionSlot<T>.Index: an accessor such as bucket.Airlines costs an array read.
    private object?[] _collections = [];

    internal Bucket(Cluster cluster, BucketDispatcher dispatcher)
    {
        Cluster = cluster;
        Dispatcher = dispatcher;
    }

    /// <summary>The name.</summary>
    public string Name => Dispatcher.BucketName;

    /// <summary>The cluster.</summary>
    public Cluster Cluster { get; }

    internal BucketDispatcher Dispatcher { get; }

    /// <summary>A scope of the bucket. Whether it exists shows with the first operation.</summary>
    /// <param name="name">The scope's name.</param>
    public Scope Scope(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new Scope(this, name);
    }

    /// <summary>The documents of a type in the collection that their <see cref="DocumentAttribute"/> names.</summary>
    /// <typeparam name="T">The document type.</typeparam>
    public Collection<T> Collection<T>()
        where T : IDocument<T>
    {
        var collections = Volatile.Read(ref _collections);
        var index = CollectionSlot<T>.Index;
        return index < collections.Length && collections[index] is { } known ? (Collection<T>)known : AddCollection<T>(index);
    }

    /// <summary>The documents of the default collection as they are: bytes, text, JSON, counters.</summary>
    public RawCollection Raw() => new(this, Keyspace.Default);

    /// <summary>The documents of a collection as they are: bytes, text, JSON, counters.</summary>
    /// <param name="keyspace"><c>"scope.collection"</c>, or <c>"collection"</c> for a collection of the scope <c>_default</c>.</param>
    /// <exception cref="InvalidArgumentException">It names no possible collection.</exception>
    public RawCollection Raw(string keyspace) => new(this, Keyspace.Parse(keyspace));

    /// <summary>Opens the bucket now instead of with the first operation.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="BucketNotFoundException">There is no such bucket, or the user has no access to it.</exception>
    /// <exception cref="ConnectFailedException">No node can be reached; each is listed with the step and the cause.</exception>
    public Task OpenAsync(CancellationToken cancellationToken = default) => Dispatcher.EnsureOpenAsync(cancellationToken);

    /// <summary>
    /// Waits until the bucket is open and every node that holds its data has a live connection, or, with
    /// <see cref="Readiness.Degraded"/>, at least one. Tries again until it works or the time is over.
    /// </summary>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="options">What to wait for.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="AuthenticationFailureException">The server does not accept the credentials; not waited for.</exception>
    /// <exception cref="BucketNotFoundException">There is no such bucket, or the user has no access to it; not waited for.</exception>
    /// <exception cref="UnambiguousTimeoutException">The time is over; the message lists every node with the step and the cause.</exception>
    /// <exception cref="ObjectDisposedException">The cluster was disposed.</exception>
    public Task WaitUntilReadyAsync(TimeSpan timeout, WaitUntilReadyOptions options = default, CancellationToken cancellationToken = default) =>
        ReadinessWait.ForBucketAsync(Dispatcher, timeout, options, cancellationToken);

    /// <summary>
    /// Asks every node that holds data of the bucket, and every service that the cluster map names, whether it is there. Opens the bucket
    /// first. What does not answer is part of the report, never an exception. Services get no credentials.
    /// </summary>
    /// <param name="options">Time-out, services and the report's id.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ObjectDisposedException">The cluster was disposed.</exception>
    public Task<PingReport> PingAsync(PingOptions options = default, CancellationToken cancellationToken = default) =>
        new Pinger(Cluster.Core, options, cancellationToken).PingBucketAsync(Dispatcher);

    private Collection<T> AddCollection<T>(int index)
        where T : IDocument<T>
    {
        lock (_gate)
        {
            if (index >= _collections.Length)
            {
                var larger = _collections;
                Array.Resize(ref larger, index + 4);
                Volatile.Write(ref _collections, larger);
            }

            return (Collection<T>)(_collections[index] ??= new Collection<T>(this, T.Schema.Keyspace));
        }
    }

    private static class CollectionSlots
    {
        public static int Last = -1;
    }

    private static class CollectionSlot<T>
    {
        public static readonly int Index = Interlocked.Increment(ref CollectionSlots.Last);
    }
}
