namespace Settee;

/// <summary>A collection inside a bucket, named by its scope and itself.</summary>
/// <param name="Scope">The scope, <c>_default</c> unless made by someone.</param>
/// <param name="Collection">The collection, <c>_default</c> unless made by someone.</param>
public sealed record Keyspace(string Scope, string Collection)
{
    /// <summary>The name of the scope and of the collection that every bucket has.</summary>
    public const string DefaultName = "_default";

    private const int MaxNameLength = 251;

    /// <summary>The collection <c>_default._default</c>.</summary>
    public static Keyspace Default { get; } = new(DefaultName, DefaultName);

    /// <summary>Whether this is <c>_default._default</c>, which needs no collection id from the server.</summary>
    public bool IsDefaultCollection => Scope == DefaultName && Collection == DefaultName;

    /// <summary>Reads <c>scope.collection</c>, or <c>collection</c> for one of the scope <c>_default</c>.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="InvalidArgumentException">It names no possible collection.</exception>
    internal static Keyspace Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var keyspace = dot < 0 ? new Keyspace(DefaultName, text) : new Keyspace(text[..dot], text[(dot + 1)..]);
        return IsName(keyspace.Scope) && IsName(keyspace.Collection)
            ? keyspace
            : throw new InvalidArgumentException(
                $"'{text}' names no collection. Write \"scope.collection\"; names have 1 to {MaxNameLength} letters, digits, '_', '-' and '%'.");
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= MaxNameLength && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '%');

    /// <summary>As <c>scope.collection</c>.</summary>
    public override string ToString() => $"{Scope}.{Collection}";
}
