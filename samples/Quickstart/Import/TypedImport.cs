using Settee;
using Settee.Documents;

namespace Quickstart.Import;

/// <summary>The import of one document type.</summary>
internal sealed class TypedImport<T>(Collection<T> collection, Func<Collection<T>, DocumentKey<T>, CancellationToken, ValueTask<MutationResult>> patch)
    where T : IDocument<T>
{
    // Between two looks at the outcome: when the server has gone, not every document is to wait for its time-out.
    private const int ChunkSize = 512;

    /// <summary>Documents that came back other than they were stored.</summary>
    public List<Rejection> Different { get; } = [];

    public async Task StoreAsync(IReadOnlyCollection<T> documents, IProgress<int> progress, CancellationToken cancellation)
    {
        var stored = 0;
        foreach (var chunk in documents.Chunk(ChunkSize))
        {
            var result = await collection.UpsertManyAsync(chunk, cancellationToken: cancellation);
            stored += result.Succeeded;
            if (result.Failures.Count > 0)
            {
                var first = result.Failures[0];
                throw new UnusableInputException(
                    $"Stopped after {stored} of {documents.Count} {typeof(T).Name} documents were stored; '{T.KeyOf(first.Item)}' was not: {first.Error.Message}",
                    first.Error);
            }

            progress.Report(chunk.Length);
        }
    }

    public async Task CompareAsync(IReadOnlyCollection<T> documents, IProgress<int> progress, CancellationToken cancellation)
    {
        foreach (var chunk in documents.Chunk(ChunkSize))
        {
            var expected = chunk.ToDictionary(T.KeyOf);
            await foreach (var found in collection.GetManyAsync(expected.Keys.ToList(), cancellationToken: cancellation))
            {
                if (expected.Remove(found.Key, out var original) && !DocumentJson.Serialize(original).AsSpan().SequenceEqual(DocumentJson.Serialize(found.Value)))
                    Different.Add(new Rejection(found.Key.ToString(), "it was read back with another content"));
            }

            Different.AddRange(expected.Keys.Select(key => new Rejection(key.ToString(), "it was stored but not found again")));
            progress.Report(chunk.Length);
        }
    }

    public async Task PatchAsync(IReadOnlyCollection<T> documents, IProgress<int> progress, CancellationToken cancellation)
    {
        foreach (var chunk in documents.Chunk(ChunkSize))
        {
            var patches = chunk.Select(document => patch(collection, T.KeyOf(document), cancellation).AsTask()).ToList();
            await Task.WhenAll(patches);
            progress.Report(chunk.Length);
        }
    }
}
