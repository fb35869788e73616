using Settee.Emulator.Cluster;

namespace Settee.Emulator.Query;

/// <summary>A primary index: it exists, and nothing reads it.</summary>
internal sealed record PrimaryIndex(string Name, string Bucket, string? Scope, string? Collection)
{
    public string Id { get; } = Guid.NewGuid().ToString("n")[..16];

    public bool Deferred { get; init; }

    public bool IsOn(Keyspace keyspace) =>
        (Bucket, Scope ?? "_default", Collection ?? "_default") == (keyspace.Bucket, keyspace.Scope ?? "_default", keyspace.Collection ?? "_default");
}

/// <summary>What an index is on: a bucket, or a collection in it.</summary>
internal readonly record struct Keyspace(string Bucket, string? Scope, string? Collection)
{
    public override string ToString() => Scope is null ? $"default:{Bucket}" : $"default:{Bucket}.{Scope}.{Collection}";
}

/// <summary>The primary indexes of a cluster.</summary>
internal sealed class PrimaryIndexes
{
    private readonly Lock _gate = new();
    private readonly List<PrimaryIndex> _indexes = [];

    public IReadOnlyList<PrimaryIndex> All
    {
        get
        {
            lock (_gate)
                return [.. _indexes];
        }
    }

    public void Create(Keyspace keyspace, string name, bool unlessExists, bool deferred)
    {
        lock (_gate)
        {
            if (_indexes.Any(i => i.IsOn(keyspace) && i.Name == name))
            {
                if (unlessExists)
                    return;
                throw new QueryException(4300, $"The index {name} already exists.");
            }

            _indexes.Add(new PrimaryIndex(name, keyspace.Bucket, keyspace.Scope, keyspace.Collection) { Deferred = deferred });
        }
    }

    public void Drop(Keyspace keyspace, string name, bool ifExists)
    {
        lock (_gate)
        {
            if (_indexes.RemoveAll(i => i.IsOn(keyspace) && i.Name == name) == 0 && !ifExists)
                throw new QueryException(12016, $"Index Not Found - cause: GSI index {name} not found.");
        }
    }

    /// <summary>Forgets the indexes of a bucket that was dropped, or of collections that it no longer has.</summary>
    public void Keep(Bucket bucket)
    {
        lock (_gate)
        {
            _indexes.RemoveAll(i => i.Bucket == bucket.Name
                && (bucket.Dropped || (i.Scope is not null && bucket.Manifest.Find(i.Scope, i.Collection!) is null)));
        }
    }

    public void Build(Keyspace keyspace, IReadOnlyCollection<string> names)
    {
        lock (_gate)
        {
            foreach (var name in names)
            {
                var at = _indexes.FindIndex(i => i.IsOn(keyspace) && i.Name == name);
                if (at < 0)
                    throw new QueryException(12016, $"Index Not Found - cause: GSI index {name} not found.");
                _indexes[at] = _indexes[at] with { Deferred = false };
            }
        }
    }
}
