namespace Settee;

/// <summary>A collection inside a bucket, named by its scope and itself.</summary>
/// <param name="Scope">The scope, <c>_default</c> unless made by someone.</param>
/// <param name="Collection">The collection, <c>_default</c> unless made by someone.</param>
public sealed record Keyspace(string Scope, string Collection)
{
    /// <summary>The name of the scope and of the collection that every bucket has.</summary>
    public const string DefaultName = "_default";

    /// <summary>The collection <c>_default._default</c>.</summary>
    public static Keyspace Default { get; } = new(DefaultName, DefaultName);

    /// <summary>Whether this is <c>_default._default</c>, which needs no collection id from the server.</summary>
    public bool IsDefaultCollection => Scope == DefaultName && Collection == DefaultName;

    /// <summary>As <c>scope.collection</c>.</summary>
    public override string ToString() => $"{Scope}.{Collection}";
}
