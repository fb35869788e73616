using Integration.Tests.Documents;
using Integration.Tests.Support;
using Settee;

namespace Integration.Tests.KeyValue;

public sealed class DocumentOperationTests : IAsyncLifetime
{
    private static readonly Airline Koeln = new()
    {
        Id = 10,
        Name = "Köln Air",
        Flights = 3,
        Address = new Address("Köln", "Domplatte 1"),
        Tags = ["charter", "cargo"],
        Seats = new() { ["A320"] = 180 },
    };

    private EmulatedCluster _cluster = null!;

    private Collection<Airline> Airlines => _cluster.Bucket.Airlines;

    public async ValueTask InitializeAsync() => _cluster = await EmulatedCluster.StartAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task An_inserted_document_is_read_back_with_key_and_version()
    {
        var inserted = await Airlines.InsertAsync(Koeln);
        var read = await Airlines.GetAsync(10);

        Assert.Equal(inserted.Cas, read.Cas);
        Assert.Equal("airline::10", read.Key.ToString());
        Assert.Equal(inserted.Cas, read.Value.Version);
        Assert.Equal(Koeln.Name, read.Value.Name);
        Assert.Equal(Koeln.Address, read.Value.Address);
        Assert.Equal(Koeln.Tags, read.Value.Tags);
        Assert.Equal(Koeln.Seats, read.Value.Seats);
        Assert.NotNull(inserted.Token);
    }

    [Fact]
    public async Task Insert_refuses_a_document_that_is_there()
    {
        await Airlines.InsertAsync(Koeln);
        var error = await Assert.ThrowsAsync<DocumentExistsException>(async () => await Airlines.InsertAsync(Koeln));
        Assert.StartsWith("Insert of 'airline::10' in default._default._default: the document is already there (node 127.0.0.1:", error.Message);
        Assert.Equal(1, error.Context!.Attempts);
    }

    [Fact]
    public async Task A_miss_is_null_for_find_and_an_error_for_get()
    {
        Assert.Null(await Airlines.FindAsync(10));
        Assert.False(await Airlines.ExistsAsync(10));
        var error = await Assert.ThrowsAsync<DocumentNotFoundException>(async () => await Airlines.GetAsync(10));
        Assert.Contains("'airline::10'", error.Message);
        Assert.Contains("KeyNotFound (0x01)", error.Message);
    }

    [Fact]
    public async Task Upsert_overwrites_and_remove_removes()
    {
        await Airlines.UpsertAsync(Koeln);
        var second = await Airlines.UpsertAsync(Koeln with { Name = "KA" });
        Assert.Equal("KA", (await Airlines.GetAsync(10)).Value.Name);
        Assert.True(await Airlines.ExistsAsync(10));

        await Airlines.RemoveAsync(10, new() { Cas = second.Cas });
        Assert.False(await Airlines.ExistsAsync(10));
        await Assert.ThrowsAsync<DocumentNotFoundException>(async () => await Airlines.RemoveAsync(10));
    }

    [Fact]
    public async Task Replace_demands_the_version_that_was_read()
    {
        await Airlines.UpsertAsync(Koeln);
        var mine = (await Airlines.GetAsync(10)).Value;
        await Airlines.ReplaceAsync(mine with { Name = "Theirs" });

        var error = await Assert.ThrowsAsync<CasMismatchException>(async () => await Airlines.ReplaceAsync(mine with { Name = "Mine" }));
        Assert.Contains(mine.Version.ToString(), error.Message);
        await Airlines.ReplaceAsync(mine with { Name = "Forced" }, new() { IgnoreVersion = true });
        Assert.Equal("Forced", (await Airlines.GetAsync(10)).Value.Name);
        await Assert.ThrowsAsync<DocumentNotFoundException>(async () => await Airlines.ReplaceAsync(Koeln with { Id = 11 }));
    }

    [Fact]
    public async Task A_remove_of_another_version_is_refused()
    {
        var first = await Airlines.UpsertAsync(Koeln);
        await Airlines.UpsertAsync(Koeln with { Flights = 4 });
        await Assert.ThrowsAsync<CasMismatchException>(async () => await Airlines.RemoveAsync(10, new() { Cas = first.Cas }));
    }

    [Fact]
    public async Task A_patch_changes_paths_in_place()
    {
        await Airlines.UpsertAsync(Koeln);
        var patched = await Airlines.PatchAsync(10, static p =>
        {
            p.Name.Set("KA");
            p.Address.City.Set("Bonn");
            p.Flights.Increment(2);
            p.Tags.Append("regional");
            p.Seats["A321"].Insert(220);
        });

        var read = await Airlines.GetAsync(10);
        Assert.Equal(patched.Cas, read.Cas);
        Assert.Equal("KA", read.Value.Name);
        Assert.Equal(new Address("Bonn", "Domplatte 1"), read.Value.Address);
        Assert.Equal(5, read.Value.Flights);
        Assert.Equal(["charter", "cargo", "regional"], read.Value.Tags);
        Assert.Equal(220, read.Value.Seats["A321"]);
    }

    [Fact]
    public async Task A_patch_that_fails_changes_nothing_and_names_the_path()
    {
        await Airlines.UpsertAsync(Koeln);
        var error = await Assert.ThrowsAsync<PathExistsException>(async () => await Airlines.PatchAsync(10, static p =>
        {
            p.Name.Set("KA");
            p.Seats["A320"].Insert(1);
        }));

        Assert.Contains("'seats.A320'", error.Message);
        Assert.Equal("Köln Air", (await Airlines.GetAsync(10)).Value.Name);
        await Assert.ThrowsAsync<DocumentNotFoundException>(async () => await Airlines.PatchAsync(11, static p => p.Flights.Increment(1)));
    }

    [Fact]
    public async Task A_patch_creates_a_document_only_when_told_to()
    {
        await Airlines.PatchAsync(
            12,
            static p =>
            {
                p.Id.Set(12);
                p.Name.Set("New");
            },
            new() { CreateIfMissing = true });
        Assert.Equal("New", (await Airlines.GetAsync(12)).Value.Name);
    }

    [Fact]
    public async Task Removing_an_optional_member_takes_it_out_of_the_JSON()
    {
        await Airlines.UpsertAsync(Koeln);
        await Airlines.PatchAsync(10, static p => p.Address.Street.Remove());
        Assert.Equal(new Address("Köln"), (await Airlines.GetAsync(10)).Value.Address);
    }

    [Fact]
    public async Task A_locked_document_can_be_changed_only_by_the_holder()
    {
        await Airlines.UpsertAsync(Koeln);
        var locked = await Airlines.GetAndLockAsync(10, TimeSpan.FromSeconds(30));
        var failFast = new UpsertOptions { RetryStrategy = RetryStrategy.FailFast };
        await Assert.ThrowsAsync<DocumentLockedException>(async () => await Airlines.UpsertAsync(Koeln, failFast));
        await Assert.ThrowsAsync<CasMismatchException>(async () => await Airlines.UnlockAsync(10, new Cas(locked.Cas.Value + 1)));
        await Airlines.UnlockAsync(10, locked.Cas);
        await Assert.ThrowsAsync<DocumentNotLockedException>(async () => await Airlines.UnlockAsync(10, locked.Cas));

        locked = await Airlines.GetAndLockAsync(10, TimeSpan.FromSeconds(30));
        await Airlines.ReplaceAsync(locked.Value with { Name = "Holder" });
        await Airlines.UpsertAsync(Koeln, failFast);
    }

    [Fact]
    public async Task A_writer_waits_for_a_lock_to_end()
    {
        await Airlines.UpsertAsync(Koeln);
        var locked = await Airlines.GetAndLockAsync(10, TimeSpan.FromSeconds(30));
        var waiting = Airlines.UpsertAsync(Koeln with { Name = "Patient" }).AsTask();
        await Airlines.UnlockAsync(10, locked.Cas);
        await waiting;
        Assert.Equal("Patient", (await Airlines.GetAsync(10)).Value.Name);
    }

    [Fact]
    public async Task Every_update_of_concurrent_writers_counts()
    {
        const int writers = 20, updates = 10;
        await Airlines.UpsertAsync(Koeln with { Flights = 0 });
        await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < updates; i++)
                await Airlines.UpdateAsync(10, 1, static (a, n) => a with { Flights = a.Flights + n }, new() { MaxAttempts = 1000 });
        })));

        Assert.Equal(writers * updates, (await Airlines.GetAsync(10)).Value.Flights);
    }

    [Fact]
    public async Task An_update_that_always_loses_gives_up_with_the_document()
    {
        await Airlines.UpsertAsync(Koeln);
        var error = await Assert.ThrowsAsync<CasMismatchException>(async () => await Airlines.UpdateAsync(
            10,
            airline =>
            {
                // Someone else is always faster.
#pragma warning disable SET6004 // the delegate cannot await
                Airlines.PatchAsync(10, static p => p.Flights.Increment(1)).AsTask().Wait();
#pragma warning restore SET6004
                return airline with { Name = "Slow" };
            },
            new() { MaxAttempts = 3 }));

        Assert.Equal(5, Assert.IsType<Airline>(error.LastDocument).Flights);
        Assert.Contains("3 attempts", error.Message);
    }

    [Fact]
    public async Task An_update_without_a_change_writes_nothing()
    {
        var stored = await Airlines.UpsertAsync(Koeln);
        Assert.Equal(stored.Cas, (await Airlines.UpdateAsync(10, static a => a)).Cas);
        Assert.Equal(stored.Cas, (await Airlines.UpdateAsync(10, static _ => null)).Cas);
        Assert.Equal(stored.Cas, (await Airlines.GetAsync(10)).Cas);
    }

    [Fact]
    public async Task An_update_must_not_move_the_document()
    {
        await Airlines.UpsertAsync(Koeln);
        var error = await Assert.ThrowsAsync<InvalidArgumentException>(async () => await Airlines.UpdateAsync(10, static a => a with { Id = 11 }));
        Assert.Contains("'airline::11'", error.Message);
    }

    [Fact]
    public async Task Many_documents_are_written_and_read_in_one_call()
    {
        var progress = new CountingProgress();
        var all = Enumerable.Range(0, 2000).Select(i => Koeln with { Id = i, Name = $"#{i}" });
        var result = await Airlines.UpsertManyAsync(all, new() { MaxInFlight = 64 }, progress);
        Assert.Equal((2000, 0), (result.Succeeded, result.Failures.Count));
        Assert.Equal(2000, progress.Last.Succeeded);

        var names = new List<string>();
        await foreach (var airline in Airlines.GetManyAsync(Enumerable.Range(0, 2001)))
            names.Add(airline.Value.Name);

        Assert.Equal(Enumerable.Range(0, 2000).Select(i => $"#{i}"), names);
    }

    [Fact]
    public async Task One_failure_does_not_stop_a_batch()
    {
        var result = await _cluster.Bucket.Sessions.UpsertManyAsync([new Session { User = "ann" }, new Session(), new Session { User = "bob" }]);
        Assert.Equal(2, result.Succeeded);
        Assert.Contains("'user'", Assert.IsType<InvalidArgumentException>(Assert.Single(result.Failures).Error).Message);
        Assert.Throws<CouchbaseException>(result.ThrowIfAnyFailed);
    }

    [Fact]
    public async Task Classes_and_structs_live_in_their_collections()
    {
        var session = new Session
        {
            User = "ann",
            Started = new DateOnly(2026, 11, 20),
            Mood = Mood.Busy,
            Score = 1.5,
            Token = Guid.NewGuid(),
            LastSeen = DateTimeOffset.UnixEpoch,
            Amounts = [1.10m, 2m],
        };
        await _cluster.Bucket.Sessions.InsertAsync(session);
        var read = (await _cluster.Bucket.Sessions.GetAsync("ann", session.Started)).Value;
        Assert.Equal("ann:2026-11-20", read.Key.ToString());
        Assert.Equal((Mood.Busy, 1.5, session.Token, DateTimeOffset.UnixEpoch), (read.Mood, read.Score, read.Token, read.LastSeen));
        Assert.Equal(session.Amounts, read.Amounts);

        var reading = new Reading(Guid.NewGuid(), 21.5f, true);
        await _cluster.Bucket.Readings.InsertAsync(reading);
        Assert.Equal(reading, (await _cluster.Bucket.Readings.GetAsync(reading.Sensor)).Value);
    }

    private sealed class CountingProgress : IProgress<BatchProgress>
    {
        private readonly Lock _gate = new();

        public BatchProgress Last { get; private set; }

        public void Report(BatchProgress value)
        {
            lock (_gate)
            {
                if (value.Succeeded > Last.Succeeded)
                    Last = value;
            }
        }
    }
}
