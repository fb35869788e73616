using System.Text.Json;

namespace Settee.Emulator.Cluster;

/// <summary>A collection as the key-value engine sees it.</summary>
internal sealed record CollectionEntry(uint Id, string Name, uint MaxTtl, ScopeEntry Scope)
{
    public bool IsSystem => Scope.Name == CollectionManifest.SystemScope;

    /// <summary>Whether the collection claims to keep the history of changes; nothing here reads it.</summary>
    public bool History { get; init; }
}

internal sealed record ScopeEntry(uint Id, string Name);

/// <summary>The scopes and collections of a bucket at one point of time. Changing it makes a new one with the next uid.</summary>
internal sealed class CollectionManifest
{
    public const string DefaultName = "_default";
    /// <summary>A collection's own limit that says: none, whatever the bucket has.</summary>
    public const uint NoMaxTtl = uint.MaxValue;

    public const string SystemScope = "_system";

    /// <summary>Smaller ids are the server's own, but for 0, the default.</summary>
    public const uint FirstFreeId = 8;

    private readonly Dictionary<uint, CollectionEntry> _byId;
    private readonly uint _nextScopeId;
    private readonly uint _nextCollectionId;

    private CollectionManifest(
        ulong uid, IReadOnlyList<ScopeEntry> scopes, IReadOnlyList<CollectionEntry> collections, uint nextScopeId, uint nextCollectionId)
    {
        Uid = uid;
        Scopes = scopes;
        Collections = collections;
        _nextScopeId = nextScopeId;
        _nextCollectionId = nextCollectionId;
        _byId = collections.ToDictionary(c => c.Id);
    }

    public ulong Uid { get; }

    public IReadOnlyList<ScopeEntry> Scopes { get; }

    public IReadOnlyList<CollectionEntry> Collections { get; }

    /// <summary>Uids travel as hexadecimal text.</summary>
    public string UidText => Uid.ToString("x", null);

    public static CollectionManifest Create(bool withSystemScope)
    {
        var scope = new ScopeEntry(0, DefaultName);
        var manifest = new CollectionManifest(
            0, [scope], [new CollectionEntry(0, DefaultName, 0, scope)], FirstFreeId, FirstFreeId);
        return withSystemScope
            ? manifest.WithScope(SystemScope).WithCollection(SystemScope, "_query", 0).WithCollection(SystemScope, "_mobile", 0)
            : manifest;
    }

    public CollectionEntry? Find(uint id) => _byId.GetValueOrDefault(id);

    public ScopeEntry? FindScope(string name) => Scopes.FirstOrDefault(s => s.Name == name);

    public CollectionEntry? Find(string scope, string collection) =>
        Collections.FirstOrDefault(c => c.Name == collection && c.Scope.Name == scope);

    public CollectionManifest WithScope(string name) => FindScope(name) is not null
        ? throw new ArgumentException($"Scope with name \"{name}\" already exists.", nameof(name))
        : new(Uid + 1, [.. Scopes, new ScopeEntry(_nextScopeId, name)], Collections, _nextScopeId + 1, _nextCollectionId);

    public CollectionManifest WithCollection(string scope, string name, uint maxTtl, bool history = false)
    {
        var owner = FindScope(scope) ?? throw new ArgumentException($"There is no scope \"{scope}\".", nameof(scope));
        if (Find(scope, name) is not null)
            throw new ArgumentException($"Collection with name \"{name}\" in scope \"{scope}\" already exists.", nameof(name));

        var collection = new CollectionEntry(_nextCollectionId, name, maxTtl, owner) { History = history };
        return new(Uid + 1, Scopes, [.. Collections, collection], _nextScopeId, _nextCollectionId + 1);
    }

    public CollectionManifest With(CollectionEntry collection, uint maxTtl, bool history) => new(
        Uid + 1,
        Scopes,
        [.. Collections.Select(c => c == collection ? c with { MaxTtl = maxTtl, History = history } : c)],
        _nextScopeId,
        _nextCollectionId);

    public CollectionManifest WithoutCollection(CollectionEntry collection) =>
        new(Uid + 1, Scopes, [.. Collections.Where(c => c != collection)], _nextScopeId, _nextCollectionId);

    public CollectionManifest WithoutScope(ScopeEntry scope) => new(
        Uid + 1, [.. Scopes.Where(s => s != scope)], [.. Collections.Where(c => c.Scope != scope)], _nextScopeId, _nextCollectionId);

    /// <summary>Writes the manifest, or the part of it that <paramref name="visible"/> lets the reader see.</summary>
    public void Write(Utf8JsonWriter json, Func<CollectionEntry, bool>? visible = null, Func<ScopeEntry, bool>? scopeVisible = null)
    {
        json.WriteStartObject();
        json.WriteString("uid"u8, UidText);
        json.WriteStartArray("scopes"u8);
        foreach (var scope in Scopes)
        {
            var collections = Collections.Where(c => c.Scope == scope && (visible is null || visible(c))).ToArray();
            if (visible is not null && collections.Length == 0 && !(scopeVisible?.Invoke(scope) ?? false))
                continue;

            json.WriteStartObject();
            json.WriteString("name"u8, scope.Name);
            json.WriteString("uid"u8, scope.Id.ToString("x", null));
            json.WriteStartArray("collections"u8);
            foreach (var collection in collections)
            {
                json.WriteStartObject();
                json.WriteString("name"u8, collection.Name);
                json.WriteString("uid"u8, collection.Id.ToString("x", null));
                if (collection.MaxTtl != 0)
                    json.WriteNumber("maxTTL"u8, (int)collection.MaxTtl);
                if (collection.History)
                    json.WriteBoolean("history"u8, true);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
