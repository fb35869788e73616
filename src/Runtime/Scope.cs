namespace Settee;

/// <summary>A scope of a bucket, for document types that live in several scopes (tenants). Cheap, thread-safe, never disposed.</summary>
public sealed class Scope
{
    internal Scope(Bucket bucket, string name)
    {
        Bucket = bucket;
        Name = name;
    }

    /// <summary>The bucket.</summary>
    public Bucket Bucket { get; }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The documents of a type in this scope, whatever scope their <see cref="DocumentAttribute"/> names.</summary>
    /// <typeparam name="T">The document type.</typeparam>
    public Collection<T> Collection<T>()
        where T : IDocument<T> =>
        Bucket.Collection<T>().In(Name);

    /// <summary>The documents of a collection of this scope as they are: bytes, text, JSON, counters.</summary>
    /// <param name="collection">The collection's name.</param>
    /// <exception cref="InvalidArgumentException">It is no possible name of a collection.</exception>
    public RawCollection Raw(string collection) => Bucket.Raw($"{Name}.{collection}");
}
