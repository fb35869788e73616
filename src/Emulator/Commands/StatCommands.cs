using System.Globalization;
using System.Text;
using Settee.Emulator.Cluster;
using Settee.Emulator.Protocol;
using Settee.Emulator.Storage;
using Settee.Wire;

namespace Settee.Emulator.Commands;

/// <summary>Statistics in groups, each value in an answer of its own; an empty answer ends them.</summary>
internal static class StatCommands
{
    public static Outcome Stat(Connection connection, ref Request request)
    {
        // The group's name may have arguments behind it.
        var words = Encoding.UTF8.GetString(request.Key).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var bucket = connection.Bucket!;
        var stats = words switch
        {
            [] => General(connection, bucket),
            ["reset"] => [],
            ["uuid"] => [("uuid", bucket.Uuid)],
            ["memory"] => [("mem_used", Text(bucket.Memory.Used)), ("bytes", Text(bucket.Memory.Used))],
            ["vbucket", ..] or ["vbucket-details", ..] or ["vbucket-seqno", ..] or ["failovers", ..] => PerVBucket(connection, bucket, words),
            ["collections"] => Collections(bucket, null),
            ["collections", var path] when Find(bucket, path) is { } one => Collections(bucket, one),
            ["scopes"] => Scopes(bucket),
            ["key", var key, var vbucket] => Key(connection, bucket, key, vbucket),
            _ => null,
        };
        if (stats is null)
            return connection.Fail(in request, Status.KeyNotFound);

        foreach (var (name, value) in stats)
            connection.Answer(in request, new Response { Key = Encoding.UTF8.GetBytes(name), Value = Encoding.UTF8.GetBytes(value) });
        return connection.Success(in request);
    }

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

    private static List<(string Name, string Value)> General(Connection connection, Bucket bucket) =>
    [
        ("version", "7.6.6-emulator"),
        ("time", Text(bucket.Clock.UnixSeconds)),
        ("curr_items", Text(bucket.CountDocuments())),
        ("mem_used", Text(bucket.Memory.Used)),
        ("ep_max_size", Text(bucket.Settings.MemoryQuota)),
        ("ep_bucket_type", bucket.Settings.Ephemeral ? "ephemeral" : "persistent"),
        ("curr_connections", Text(connection.Node.Counters.Open)),
        ("total_connections", Text(connection.Node.Counters.Accepted)),
        ("cmd_total_ops", Text(connection.Node.Counters.Total)),
    ];

    private static List<(string Name, string Value)>? PerVBucket(Connection connection, Bucket bucket, string[] words)
    {
        int? only = null;
        if (words.Length > 1)
        {
            if (words.Length > 2 || !ushort.TryParse(words[1], CultureInfo.InvariantCulture, out var number) || number >= bucket.VBuckets.Length)
                return null;
            only = number;
        }

        var result = new List<(string, string)>();
        foreach (var vbucket in only is { } one ? [bucket.VBuckets[one]] : bucket.VBuckets)
        {
            var state = bucket.StateOf(vbucket.Id, connection.Node.Index);
            if (state == VBucketState.Absent)
                continue;

            lock (vbucket.Gate)
                Describe(result, connection, vbucket, state, words[0]);
        }

        return result;
    }

    private static void Describe(List<(string, string)> result, Connection connection, VBucket vbucket, VBucketState state, string group)
    {
        var prefix = $"vb_{vbucket.Id}";
        switch (group)
        {
            case "vbucket":
                result.Add((prefix, StateName(state)));
                break;
            case "vbucket-seqno":
                var seqno = Text(connection.SeqnoOf(vbucket));
                result.Add(($"{prefix}:high_seqno", seqno));
                result.Add(($"{prefix}:abs_high_seqno", seqno));
                result.Add(($"{prefix}:last_persisted_seqno", seqno));
                result.Add(($"{prefix}:uuid", Text(vbucket.Uuid)));
                break;
            case "failovers":
                result.Add(($"{prefix}:num_entries", Text(vbucket.FailoverLog.Count)));
                for (var i = 0; i < vbucket.FailoverLog.Count; i++)
                {
                    result.Add(($"{prefix}:{i}:id", Text(vbucket.FailoverLog[i].Uuid)));
                    result.Add(($"{prefix}:{i}:seq", Text(vbucket.FailoverLog[i].Seqno)));
                }

                break;
            default:
                result.Add((prefix, StateName(state)));
                result.Add(($"{prefix}:num_items", Text(vbucket.Documents.Count(static d => !d.Deleted))));
                result.Add(($"{prefix}:high_seqno", Text(connection.SeqnoOf(vbucket))));
                result.Add(($"{prefix}:uuid", Text(vbucket.Uuid)));
                break;
        }
    }

    private static string StateName(VBucketState state) => state switch
    {
        VBucketState.Active => "active",
        VBucketState.Replica => "replica",
        VBucketState.Pending => "pending",
        _ => "dead",
    };

    private static CollectionEntry? Find(Bucket bucket, string path) =>
        path.Split('.') is [var scope, var collection] ? bucket.Manifest.Find(scope, collection) : null;

    private static List<(string, string)> Collections(Bucket bucket, CollectionEntry? only)
    {
        var manifest = bucket.Manifest;
        var result = new List<(string, string)> { ("manifest_uid", manifest.UidText) };
        foreach (var collection in only is null ? manifest.Collections : [only])
        {
            var prefix = $"0x{collection.Scope.Id:x}:0x{collection.Id:x}";
            result.Add(($"{prefix}:name", collection.Name));
            result.Add(($"{prefix}:scope_name", collection.Scope.Name));
            result.Add(($"{prefix}:items", Text(CountIn(bucket, collection.Id))));
            if (collection.MaxTtl is not (0 or CollectionManifest.NoMaxTtl))
                result.Add(($"{prefix}:maxTTL", Text(collection.MaxTtl)));
        }

        return result;
    }

    private static List<(string, string)> Scopes(Bucket bucket)
    {
        var manifest = bucket.Manifest;
        var result = new List<(string, string)> { ("manifest_uid", manifest.UidText) };
        foreach (var scope in manifest.Scopes)
        {
            var collections = manifest.Collections.Where(c => c.Scope == scope).ToArray();
            result.Add(($"0x{scope.Id:x}:name", scope.Name));
            result.Add(($"0x{scope.Id:x}:collections", Text(collections.Length)));
            result.Add(($"0x{scope.Id:x}:items", Text(collections.Sum(c => CountIn(bucket, c.Id)))));
        }

        return result;
    }

    private static int CountIn(Bucket bucket, uint collection)
    {
        var prefix = new byte[Leb128.MaxLength];
        prefix = prefix[..Leb128.Write(prefix, collection)];
        var count = 0;
        foreach (var vbucket in bucket.VBuckets)
        {
            lock (vbucket.Gate)
                count += vbucket.Documents.Count(d => !d.Deleted && d.Key.AsSpan().StartsWith(prefix));
        }

        return count;
    }

    private static List<(string, string)>? Key(Connection connection, Bucket bucket, string key, string number)
    {
        if (!ushort.TryParse(number, CultureInfo.InvariantCulture, out var id) || bucket.StateOf(id, connection.Node.Index) != VBucketState.Active)
            return null;

        var vbucket = bucket.VBuckets[id];
        lock (vbucket.Gate)
        {
            return vbucket.Find([0, .. Encoding.UTF8.GetBytes(key)]) is not { } document
                ? null
                :
                [
                    ("key_is_dirty", "false"), ("key_exptime", Text(document.Expiry)), ("key_flags", Text(document.Flags)),
                    ("key_cas", Text(document.Cas)), ("key_vb_state", "active"),
                ];
        }
    }
}
