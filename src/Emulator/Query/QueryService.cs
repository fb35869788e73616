using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Settee.Emulator.Query;

/// <summary>What came of a statement.</summary>
internal sealed record QueryResult(IReadOnlyList<JsonNode?> Rows)
{
    public JsonNode? Signature { get; init; }

    /// <summary>Name of the prepared statement, if the request made one and ran it at once.</summary>
    public string? Prepared { get; init; }
}

/// <summary>
/// The statements that clients send to see whether the service is there: constants, primary indexes, prepared statements. Everything
/// else is refused in so many words.
/// </summary>
internal sealed class QueryService
{
    private const int MaxPrepared = 4096;
    private readonly CouchbaseEmulator _emulator;
    private readonly ConcurrentDictionary<string, string> _prepared = new(StringComparer.Ordinal);

    public QueryService(CouchbaseEmulator emulator)
    {
        _emulator = emulator;
        emulator.Cluster.Changed += bucket =>
        {
            if (bucket is not null)
                Indexes.Keep(bucket);
        };
    }

    public PrimaryIndexes Indexes { get; } = new();

    public QueryResult Run(JsonObject request)
    {
        if ((string?)request["prepared"] is { } name)
            return Run(_prepared.GetValueOrDefault(name) ?? throw Unknown(name), request);

        var statement = (string?)request["statement"] ?? throw new QueryException(1050, "No statement or prepared value");
        return Run(statement, request);
    }

    private static QueryException Unknown(string name) => new(4040, $"No such prepared statement: {name}");

    private QueryResult Run(string statement, JsonObject request)
    {
        var tokens = new QueryTokens(statement);
        if (tokens.Accept("PREPARE"))
            return Prepare(tokens, request);
        if (tokens.Accept("EXECUTE"))
        {
            var name = tokens.Current.Kind == TokenKind.Text ? tokens.Take().Text : tokens.ExpectName();
            return Run(_prepared.GetValueOrDefault(name) ?? throw Unknown(name), request);
        }

        if (tokens.Accept("SELECT"))
            return Select(tokens, request);
        if ((bool?)request["readonly"] == true && !tokens.Current.Is("EXPLAIN"))
            throw new QueryException(1000, "The server or request is read-only and cannot accept this write statement.");
        if (tokens.Accept("CREATE", "PRIMARY", "INDEX"))
            return Create(tokens, request);
        if (tokens.Accept("DROP", "PRIMARY", "INDEX"))
            return Drop(tokens, request, primary: true);
        if (tokens.Accept("DROP", "INDEX"))
            return Drop(tokens, request, primary: false);
        if (tokens.Accept("BUILD", "INDEX", "ON"))
            return Build(tokens, request);

        string[] known = ["INSERT", "UPSERT", "UPDATE", "DELETE", "MERGE", "CREATE", "ALTER", "EXPLAIN", "INFER", "ADVISE", "WITH", "START", "BEGIN", "COMMIT", "ROLLBACK", "SET", "GRANT", "REVOKE"];
        throw known.Any(tokens.Current.Is) ? NotHere() : tokens.Unexpected();
    }

    private static QueryException NotHere() => new(
        1020, "The emulator evaluates SELECT of constants, primary index statements and prepared ones; this statement is not yet implemented.");

    private QueryResult Prepare(QueryTokens tokens, JsonObject request)
    {
        tokens.Accept("FORCE");
        string? name = null;
        if (tokens.Current.IsName && !tokens.Current.Is("SELECT") && !tokens.Current.Is("CREATE") && !tokens.Current.Is("DROP"))
        {
            name = tokens.Take().Text;
            if (!tokens.Accept("AS") && !tokens.Accept("FROM"))
                throw tokens.Unexpected();
        }

        var statement = tokens.Rest;
        var runs = (bool?)request["auto_execute"] == true;

        // A statement that cannot run is refused when it is prepared, as a plan that cannot be made is.
        var result = statement.AsSpan().TrimStart().StartsWith("SELECT", StringComparison.OrdinalIgnoreCase) || runs ? Run(statement, request) : new QueryResult([]);
        name ??= $"[{_emulator.Node(0).Host}:{_emulator.Node(0).HttpPort}]{Guid.NewGuid()}";
        if (_prepared.Count >= MaxPrepared)
            _prepared.Clear();
        _prepared[name] = statement;
        return runs
            ? result with { Prepared = name }
            : new QueryResult([new JsonObject
            {
                ["name"] = name, ["encoded_plan"] = "", ["featureControls"] = 76, ["indexApiVersion"] = 4, ["namespace"] = "default", ["text"] = tokens.Statement,
                ["operator"] = new JsonObject { ["#operator"] = "Sequence" },
            }]);
    }

    private QueryResult Select(QueryTokens tokens, JsonObject request)
    {
        if (tokens.Statement.Contains("system:indexes", StringComparison.OrdinalIgnoreCase))
            return SelectIndexes(tokens, request);

        var raw = tokens.Accept("RAW") || tokens.Accept("ELEMENT") || tokens.Accept("VALUE");
        var row = new JsonObject();
        var signature = new JsonObject();
        JsonNode? single = null;
        var arguments = new QueryArguments(request);
        for (var unnamed = 1; ; )
        {
            single = arguments.ReadConstant(tokens) ?? null;
            var isAliased = tokens.Accept("AS");
            var alias = isAliased || tokens.Current.Kind == TokenKind.Quoted || (tokens.Current.Kind == TokenKind.Word && !tokens.Current.Is("FROM") && !tokens.Current.Is("WHERE"))
                ? tokens.ExpectName()
                : $"${(unnamed++).ToString(CultureInfo.InvariantCulture)}";
            signature[alias] = QueryArguments.TypeOf(single);
            row[alias] = single?.DeepClone();
            if (raw || !tokens.Accept(","))
                break;
        }

        if (tokens.Current.Kind != TokenKind.End && !tokens.Current.Is(";"))
            throw NotHere();
        return new QueryResult([raw ? single?.DeepClone() : row]) { Signature = raw ? QueryArguments.TypeOf(single) : signature };
    }

    /// <summary>What SDKs ask to list indexes: the keyspace is in the named parameters.</summary>
    private QueryResult SelectIndexes(QueryTokens tokens, JsonObject request)
    {
        var bucket = Named("bucket_name", "bucketName");
        var scope = Named("scope_name", "scopeName");
        var collection = Named("collection_name", "collectionName");
        var deferredOnly = tokens.Statement.Contains("\"deferred\"", StringComparison.Ordinal) || tokens.Statement.Contains("'deferred'", StringComparison.Ordinal);
        var raw = tokens.Accept("RAW");
        var rows = Indexes.All
            .Where(i => (bucket is null || i.Bucket == bucket)
                && (scope is null || (i.Scope ?? "_default") == scope)
                && (collection is null || (i.Collection ?? "_default") == collection)
                && (!deferredOnly || i.Deferred))
            .OrderBy(i => i.Name, StringComparer.Ordinal)
            .Select(i => raw ? JsonValue.Create(i.Name) : (JsonNode)Describe(i));
        return new QueryResult([.. rows]) { Signature = new JsonObject { ["*"] = "*" } };

        string? Named(string name, string other) => (string?)(request["$" + name] ?? request["$" + other]) is { Length: > 0 } value ? value : null;
    }

    private static JsonObject Describe(PrimaryIndex index)
    {
        var row = new JsonObject
        {
            ["datastore_id"] = "http://127.0.0.1:8091", ["id"] = index.Id, ["index_key"] = new JsonArray(), ["is_primary"] = true,
            ["keyspace_id"] = index.Collection ?? index.Bucket, ["name"] = index.Name, ["namespace_id"] = "default",
            ["state"] = index.Deferred ? "deferred" : "online", ["using"] = "gsi",
        };
        if (index.Scope is not null)
        {
            row["bucket_id"] = index.Bucket;
            row["scope_id"] = index.Scope;
        }

        return row;
    }

    private QueryResult Create(QueryTokens tokens, JsonObject request)
    {
        var unlessExists = tokens.Accept("IF", "NOT", "EXISTS");
        var name = tokens.Current.Is("ON") ? "#primary" : tokens.ExpectName();
        unlessExists |= tokens.Accept("IF", "NOT", "EXISTS");
        tokens.Expect("ON");
        var keyspace = ReadKeyspace(tokens, request);
        var deferred = tokens.Rest.Contains("defer_build\":true", StringComparison.Ordinal) || tokens.Rest.Contains("defer_build\": true", StringComparison.Ordinal);
        Indexes.Create(keyspace, name, unlessExists, deferred);
        return new QueryResult([]);
    }

    private QueryResult Drop(QueryTokens tokens, JsonObject request, bool primary)
    {
        var ifExists = tokens.Accept("IF", "EXISTS");
        var name = primary && tokens.Current.Is("ON") ? "#primary" : tokens.ExpectName();
        ifExists |= tokens.Accept("IF", "EXISTS");
        tokens.Expect("ON");
        Indexes.Drop(ReadKeyspace(tokens, request), name, ifExists);
        return new QueryResult([]);
    }

    private QueryResult Build(QueryTokens tokens, JsonObject request)
    {
        var keyspace = ReadKeyspace(tokens, request);
        tokens.Expect("(");
        var names = new List<string>();
        do
        {
            names.Add(tokens.ExpectName());
        }
        while (tokens.Accept(","));

        Indexes.Build(keyspace, names);
        return new QueryResult([]);
    }

    private Keyspace ReadKeyspace(QueryTokens tokens, JsonObject request)
    {
        var parts = new List<string> { tokens.ExpectName() };
        if (tokens.Accept(":"))
            parts[0] = tokens.ExpectName();
        while (tokens.Accept("."))
            parts.Add(tokens.ExpectName());

        if (parts.Count == 1 && (string?)request["query_context"] is { Length: > 0 } context)
        {
            var scope = new QueryTokens(context);
            var path = new List<string>();
            while (scope.Current.Kind != TokenKind.End)
            {
                if (scope.Current.IsName)
                    path.Add(scope.Take().Text);
                else
                    scope.Take();
            }

            if (path.Count >= 2)
                parts = [path[^2], path[^1], parts[0]];
        }

        var keyspace = parts.Count == 3 ? new Keyspace(parts[0], parts[1], parts[2]) : new Keyspace(parts[0], null, null);
        if (_emulator.Cluster.FindBucket(keyspace.Bucket) is not { } bucket
            || (keyspace.Scope is not null && bucket.Manifest.Find(keyspace.Scope, keyspace.Collection!) is null))
        {
            throw new QueryException(12003, $"Keyspace not found in CB datastore: {keyspace}");
        }

        return keyspace;
    }
}
