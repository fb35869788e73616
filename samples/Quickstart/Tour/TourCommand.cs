using Quickstart.Documents;
using Settee;
using Spectre.Console;

namespace Quickstart.Tour;

/// <summary>The main job, step by step: store, read, patch, update, and the three ways in which someone else can be in the way.</summary>
internal static class TourCommand
{
    public static async Task<int> RunAsync(Session session, CancellationToken cancellation)
    {
        AnsiConsole.Write(new Rule("[bold]Settee quickstart[/]").LeftJustified());
        AnsiConsole.WriteLine($"Connected to {session.Description}, bucket '{session.Bucket.Name}'.");

        var airlines = session.Bucket.Airlines;
        await StartFromScratchAsync(airlines, cancellation);
        await StoreAndReadAsync(airlines, cancellation);
        await ChangeAsync(airlines, cancellation);
        await BulkAsync(airlines, cancellation);
        await MissesAndConflictsAsync(airlines, cancellation);
        Summary.Print(session);
        return 0;
    }

    // On a real cluster an earlier run may have left the documents behind.
    private static async Task StartFromScratchAsync(Collection<Airline> airlines, CancellationToken cancellation)
    {
        foreach (var id in Enumerable.Range(10, 4))
        {
            if (await airlines.ExistsAsync(id, cancellationToken: cancellation))
                await airlines.RemoveAsync(id, cancellationToken: cancellation);
        }
    }

    private static async Task StoreAndReadAsync(Collection<Airline> airlines, CancellationToken cancellation)
    {
        var steps = new StepTable("Store and read");
        var inserted = await airlines.InsertAsync(
            new Airline
            {
                Id = 10,
                Name = "KA",
                Country = "Germany",
                Headquarters = new Address("Köln"),
                Tags = ["charter"],
            },
            cancellationToken: cancellation);
        steps.Add("airlines.InsertAsync(airline)", $"stored under '{Airline.KeyFor(10)}', version {inserted.Cas}");

        var read = await airlines.GetAsync(10, cancellationToken: cancellation);
        steps.Add("airlines.GetAsync(10)", Describe(read.Value));

        var touched = await airlines.UpsertAsync(read.Value with { Id = 11, Name = "Rhein Air" }, new() { Expiry = TimeSpan.FromDays(30) }, cancellation);
        steps.Add("airlines.UpsertAsync(other, new() { Expiry = 30 days })", $"version {touched.Cas}");
        steps.Print();
    }

    private static async Task ChangeAsync(Collection<Airline> airlines, CancellationToken cancellation)
    {
        var steps = new StepTable("Change");
        await airlines.PatchAsync(
            10,
            static patch =>
            {
                patch.Name.Set("Köln Air");
                patch.Headquarters.City.Set("Bonn");
                patch.Flights.Increment(2);
                patch.Tags.Append("regional");
            },
            cancellationToken: cancellation);
        steps.Add("airlines.PatchAsync(10, p => …)", "four paths in one request; the document never left the server");
        steps.Add("airlines.GetAsync(10)", Describe((await airlines.GetAsync(10, cancellationToken: cancellation)).Value));

        var (name, city) = await airlines.LookupAsync(10, Airline.Fields.Name, Airline.Fields.Headquarters.City, cancellationToken: cancellation);
        steps.Add("airlines.LookupAsync(10, Airline.Fields.Name, Airline.Fields.Headquarters.City)", $"{name}, {city}: two paths, each with its type");

        // Ten writers at once: each reads, adds one, and replaces that version; whoever comes second tries again.
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => airlines
            .UpdateAsync(10, 1, static (airline, more) => airline with { Flights = airline.Flights + more }, cancellationToken: cancellation)
            .AsTask()));
        var updated = await airlines.GetAsync(10, cancellationToken: cancellation);
        steps.Add("10 × airlines.UpdateAsync(10, 1, (a, n) => …)", $"flights: 2 + 10 = {updated.Value.Flights}, none lost");
        steps.Print();
    }

    private static async Task BulkAsync(Collection<Airline> airlines, CancellationToken cancellation)
    {
        var steps = new StepTable("Many at once");
        var more = new[] { new Airline { Id = 12, Name = "Ahr Wings" }, new Airline { Id = 13, Name = "Mosel Jet" } };
        var stored = await airlines.UpsertManyAsync(more, cancellationToken: cancellation);
        steps.Add("airlines.UpsertManyAsync(source)", $"{stored.Succeeded} stored, {stored.Failures.Count} failed");

        var names = new List<string>();
        await foreach (var airline in airlines.GetManyAsync([10, 11, 12, 13, 99], cancellationToken: cancellation))
            names.Add(airline.Value.Name);

        steps.Add("airlines.GetManyAsync([[10, 11, 12, 13, 99]])", string.Join(", ", names) + " (99 does not exist)");
        steps.Print();
    }

    private static async Task MissesAndConflictsAsync(Collection<Airline> airlines, CancellationToken cancellation)
    {
        var steps = new StepTable("Misses, conflicts, locks");
        var missing = await airlines.FindAsync(99, cancellationToken: cancellation);
        steps.Add("airlines.FindAsync(99)", missing is null ? "null: a miss is a value" : "unexpectedly found");
        steps.Add("airlines.GetAsync(99)", await FailureOf(airlines.GetAsync(99, cancellationToken: cancellation).AsTask()));

        // Two users read the same version. The first replace wins; the second carries a version that is gone.
        var mine = (await airlines.GetAsync(11, cancellationToken: cancellation)).Value;
        var theirs = (await airlines.GetAsync(11, cancellationToken: cancellation)).Value;
        await airlines.ReplaceAsync(theirs with { Name = "Theirs" }, cancellationToken: cancellation);
        steps.Add(
            "airlines.ReplaceAsync(stale)",
            await FailureOf(airlines.ReplaceAsync(mine with { Name = "Mine" }, cancellationToken: cancellation).AsTask()));

        var locked = await airlines.GetAndLockAsync(12, TimeSpan.FromSeconds(15), cancellationToken: cancellation);
        steps.Add("airlines.GetAndLockAsync(12, 15 s)", $"locked as {locked.Cas}");
        steps.Add(
            "airlines.UpsertAsync(locked)",
            await FailureOf(airlines.UpsertAsync(locked.Value, new() { RetryStrategy = RetryStrategy.FailFast }, cancellation).AsTask()));
        await airlines.UnlockAsync(12, locked.Cas, cancellationToken: cancellation);
        steps.Add("airlines.UnlockAsync(12, cas)", "free again");
        steps.Print();
    }

    private static string Describe(Airline airline) =>
        $"{airline.Name}, {airline.Headquarters?.City}, {airline.Flights} flights, tags {string.Join(" and ", airline.Tags)}, version {airline.Version}";

    private static async Task<string> FailureOf(Task operation)
    {
        try
        {
            await operation;
            return "unexpectedly succeeded";
        }
        catch (CouchbaseException e)
        {
            return $"{e.GetType().Name}: {e.Message}";
        }
    }
}
