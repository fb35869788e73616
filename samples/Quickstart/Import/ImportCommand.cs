using System.Diagnostics;
using Quickstart.Documents;
using Settee;
using Spectre.Console;

namespace Quickstart.Import;

/// <summary>Takes a sample archive through the whole life of a document: map, store, read back, compare, patch.</summary>
internal static class ImportCommand
{
    public static async Task<int> RunAsync(Session session, string path, CancellationToken cancellation)
    {
        var documents = SampleArchive.Read(path);
        var mapped = DocumentMapper.Map(documents);
        AnsiConsole.WriteLine($"{documents.Count} documents in {path}: {mapped.Beers.Count} beers, {mapped.Breweries.Count} breweries, {mapped.Rejections.Count} of neither kind.");
        AnsiConsole.WriteLine($"Importing into {session.Description}, bucket '{session.Bucket.Name}'.");

        var beers = new TypedImport<Beer>(
            session.Bucket.Beers, (collection, key, token) => collection.PatchAsync(key, static patch => patch.Imports.Increment(1), cancellationToken: token));
        var breweries = new TypedImport<Brewery>(
            session.Bucket.Breweries, (collection, key, token) => collection.PatchAsync(key, static patch => patch.Imports.Increment(1), cancellationToken: token));
        var phases = new List<Phase>();
        var total = mapped.Beers.Count + mapped.Breweries.Count;
        await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async progress =>
            {
                await RunPhaseAsync("Store", progress, async (bar, token) =>
                {
                    await beers.StoreAsync(mapped.Beers, bar, token);
                    await breweries.StoreAsync(mapped.Breweries, bar, token);
                });
                await RunPhaseAsync("Read back and compare", progress, async (bar, token) =>
                {
                    await beers.CompareAsync(mapped.Beers, bar, token);
                    await breweries.CompareAsync(mapped.Breweries, bar, token);
                });
                await RunPhaseAsync("Patch a counter", progress, async (bar, token) =>
                {
                    await beers.PatchAsync(mapped.Beers, bar, token);
                    await breweries.PatchAsync(mapped.Breweries, bar, token);
                });
            });

        var different = beers.Different.Concat(breweries.Different).ToList();
        ImportReport.Print(session, phases, mapped, different);
        return mapped.Rejections.Count + different.Count == 0 ? 0 : 1;

        async Task RunPhaseAsync(string name, ProgressContext progress, Func<IProgress<int>, CancellationToken, Task> run)
        {
            var task = progress.AddTask(name, maxValue: total);
            var before = session.Cluster.Statistics;
            var started = Stopwatch.GetTimestamp();
            await run(new Counter(task), cancellation);
            var after = session.Cluster.Statistics;
            phases.Add(new Phase(
                name, total, Stopwatch.GetElapsedTime(started), after.BytesSent - before.BytesSent, after.BytesReceived - before.BytesReceived));
        }
    }

    private sealed class Counter(ProgressTask task) : IProgress<int>
    {
        public void Report(int value) => task.Increment(value);
    }
}

/// <summary>One pass over all documents.</summary>
internal readonly record struct Phase(string Name, int Documents, TimeSpan Elapsed, long BytesSent, long BytesReceived);
