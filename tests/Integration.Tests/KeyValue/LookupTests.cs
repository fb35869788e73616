using Integration.Tests.Documents;
using Integration.Tests.Support;
using Settee;
using Settee.Wire;
using static Integration.Tests.Documents.Depot;

namespace Integration.Tests.KeyValue;

public sealed class LookupTests : IAsyncLifetime
{
    private static readonly Depot Full = new()
    {
        Id = 1,
        Name = "Köln",
        Gates = 4,
        Area = 2.5,
        Place = new Place { City = "Köln", Floor = 3, Next = new Place { City = "Bonn" } },
        Rent = new Money(9.5m, "EUR"),
        Tags = ["a", "b", "c"],
        Bays = [new Bay("A1"), new Bay("B2", new Place { City = "Porz" })],
        Grid = [[1, 2], [3]],
        Doors = new() { ["north"] = new Place { City = "N" }, ["a.b"] = new Place { Floor = 7 } },
        Shifts = new() { ["x`[\"y\\"] = [6, 14, 22] },
        Load = new Crate(6) { Weight = 80 },
        Mood = Mood.Busy,
        Odd = "odd",
        Size = 12,
    };

    private EmulatedCluster _cluster = null!;

    private Collection<Depot> Depots => _cluster.Bucket.Depots;

    public async ValueTask InitializeAsync()
    {
        _cluster = await EmulatedCluster.StartAsync();
        await Depots.UpsertAsync(Full);
        await _cluster.Bucket.Raw().UpsertAsync("depot::2", RawValue.Json("""{"id":2,"name":"Leer","place":null,"bays":null,"rent":null}"""));
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Values_come_with_their_types_in_one_request()
    {
        var before = Requests();
        var (name, gates, city, second, label, mood) = await Depots.LookupAsync(
            1, Fields.Name, Fields.Gates, Fields.Place.City, Fields.Tags[1], Fields.Bays[^1].Label, Fields.Mood);
        Assert.Equal(("Köln", 4, "Köln", "b", "B2", Mood.Busy), (name, gates, city, second, label, mood));
        Assert.Equal(1, Requests() - before);
    }

    [Fact]
    public async Task Every_shape_is_read_by_its_codec()
    {
        var (place, next, rent, bay, row) = await Depots.LookupAsync(
            KeyFor(1), Fields.Place, Fields.Place.Next.City, Fields.Rent, Fields.Bays[1], Fields.Grid[0]);
        Assert.Equal(Full.Place, place);
        Assert.Equal("Bonn", next);
        Assert.Equal(new Money(9.5m, "EUR"), rent);
        Assert.Equal(Full.Bays![1], bay);
        Assert.Equal([1, 2], row!);

        var (cell, door, floor, shift, load, weight, currency, area) = await Depots.LookupAsync(
            1, Fields.Grid[1][^1], Fields.Doors["north"], Fields.Doors["a.b"].Floor, Fields.Shifts["x`[\"y\\"][2], Fields.Load, Fields.Load.Weight,
            Fields.Rent.Currency, Fields.Area);
        Assert.Equal((3, 7, 22, 80, "EUR", 2.5), (cell, floor, shift, weight, currency, area));
        Assert.Equal(Full.Doors["north"], door);
        Assert.Equal(Full.Load, load);
    }

    [Fact]
    public async Task Names_need_no_care()
    {
        var (odd, size) = await Depots.LookupAsync(1, Fields.Odd, Fields.Size);
        Assert.Equal(("odd", 12), (odd, size));

        var before = Requests();
        var error = await Assert.ThrowsAsync<InvalidArgumentException>(async () => await Depots.LookupAsync(1, Fields.Nameless));
        Assert.Contains("No path leads to the name ''", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Requests());
    }

    [Fact]
    public async Task What_may_be_missing_is_null()
    {
        var (note, annex, city, floor, tag, bay, entry, deposit) = await Depots.LookupAsync(
            1, Fields.Note, Fields.Annex, Fields.Annex.City, Fields.Annex.Next.Floor, Fields.Tags[9], Fields.Bays[0].At.City, Fields.Doors["none"].Floor,
            Fields.Deposit);
        Assert.Equal((null, null, null, null, null, null, null, null), (note, annex, city, floor, tag, bay, entry, deposit));

        // Null on the way is no object and no list, which the server calls a mismatch.
        var (label, amount) = await Depots.LookupAsync(2, Fields.Bays[0].Label, Fields.Deposit.Amount);
        Assert.Equal((null, null), (label, amount));
    }

    [Fact]
    public async Task What_must_be_there_is_an_error_with_its_path()
    {
        var missing = await Assert.ThrowsAsync<PathNotFoundException>(async () => await Depots.LookupAsync(2, Fields.Name, Fields.Gates));
        Assert.StartsWith("Lookup of 'depot::2' in default._default._default: the path 'gates' does not exist", missing.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<PathMismatchException>(async () => await Depots.LookupAsync(2, Fields.Place.City));

        var unreadable = await Assert.ThrowsAsync<DecodingFailureException>(async () => await Depots.LookupAsync(2, Fields.Rent));
        Assert.Contains("the value at the path 'rent' cannot be read as Money", unreadable.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<DocumentNotFoundException>(async () => await Depots.LookupAsync(3, Fields.Name));
    }

    [Fact]
    public async Task Presence_count_and_other_values_are_asked_like_fields()
    {
        var (exists, annex, deep, tags, bays, members) = await Depots.LookupAsync(
            1, Fields.Place.Exists(), Fields.Annex.City.Exists(), Fields.Tags[5].Exists(), Fields.Tags.Count(), Fields.Bays.Count(), Fields.Place.Count());
        Assert.Equal((true, false, false, 3, 2, 3), (exists, annex, deep, tags, bays, members));

        var (gates, city, note, none) = await Depots.LookupAsync(
            2, Fields.Gates.Or(-1), Fields.Annex.City.Or("nowhere"), Fields.Note.Or(""), Fields.Bays[0].At.Floor.Or(5));
        Assert.Equal((-1, "nowhere", "", 5), (gates, city, note, none));
        Assert.Equal("Köln", (await Depots.LookupAsync(1, Fields.Name.OrDefault().Or("?"))).Value);
        await Assert.ThrowsAsync<PathNotFoundException>(async () => await Depots.LookupAsync(2, Fields.Tags.Count()));
        Assert.Null((await Depots.LookupAsync(2, Fields.Tags.OrDefault())).Value);
        Assert.Equal(0, (await Depots.LookupAsync(1, Fields.Annex.Count().Or(0))).Value);
    }

    [Fact]
    public async Task The_version_and_the_expiry_come_along()
    {
        var document = await Depots.GetAsync(1);
        var result = await Depots.LookupAsync(1, Fields.Name, Fields.Gates);
        Assert.Equal(document.Cas, result.Cas);
        Assert.Null(result.Expiry);
        Assert.Equal(("Köln", 4), result.Value);

        await Depots.TouchAsync(1, Expiry.After(TimeSpan.FromDays(400)));
        var timed = await Depots.LookupAsync(1, Fields.Name, new LookupOptions { WithExpiry = true });
        Assert.Equal("Köln", timed.Value);
        Assert.Equal((await Depots.GetAsync(1, new() { WithExpiry = true })).Expiry, timed.Expiry);
        Assert.NotNull(timed.Expiry);
    }

    [Fact]
    public async Task Up_to_sixteen_fields_are_read_as_a_list()
    {
        Field<Depot>[] sixteen = [.. Enumerable.Range(0, 14).Select(static i => Fields.Tags[i]), Fields.Name, Fields.Gates];
        var values = (await Depots.LookupAsync(1, sixteen)).Value;
        Assert.Equal("Köln", values.Of(Fields.Name));
        Assert.Equal(4, values.Of(Fields.Gates));
        Assert.Equal("c", values.Of(Fields.Tags[2]));
        Assert.Null(values.Of(Fields.Tags[3]));
        var other = Assert.Throws<InvalidArgumentException>(() => values.Of(Fields.Note));
        Assert.StartsWith("The lookup did not ask for 'note'; it asked for 'tags[0]', ", other.Message, StringComparison.Ordinal);

        var missing = (await Depots.LookupAsync(2, [Fields.Gates, Fields.Name])).Value;
        Assert.Throws<PathNotFoundException>(() => missing.Of(Fields.Gates));
        Assert.Equal("Leer", missing.Of(Fields.Name));

        var before = Requests();
        await Assert.ThrowsAsync<InvalidArgumentException>(async () => await Depots.LookupAsync(1, []));
        await Assert.ThrowsAsync<InvalidArgumentException>(async () => await Depots.LookupAsync(1, [.. sixteen, Fields.Note]));
        await Assert.ThrowsAsync<InvalidArgumentException>(async () => await Depots.LookupAsync(1, sixteen, new() { WithExpiry = true }));
        Assert.Equal(before, Requests());
        await Depots.LookupAsync(1, sixteen.AsSpan(0, 15), new() { WithExpiry = true });
    }

    [Fact]
    public async Task Bad_arguments_are_refused_before_anything_is_sent()
    {
        var before = Requests();
        await Assert.ThrowsAsync<InvalidArgumentException>(async () => await Depots.LookupAsync(default, Fields.Name));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Depots.LookupAsync(1, Fields.Name, (Field<Depot, int>)null!));
        var longest = new string('x', 1100);
        await Assert.ThrowsAsync<InvalidArgumentException>(async () => await Depots.LookupAsync(1, Fields.Doors[longest]));
        Assert.Equal(before, Requests());
    }

    [Fact]
    public async Task A_polymorphic_member_is_patched_as_a_whole_and_by_what_all_have()
    {
        await Depots.PatchAsync(1, static p => p.Load.Weight.Increment(5));
        Assert.Equal(Full.Load! with { Weight = 85 }, (await Depots.LookupAsync(1, Fields.Load)).Value);
        await Depots.PatchAsync(1, static p => p.Load.Set(new Barrel(1.5)));
        Assert.Equal(new Barrel(1.5), (await Depots.GetAsync(1)).Value.Load);
    }

    [Fact]
    public async Task What_a_patch_writes_a_lookup_reads()
    {
        await Depots.PatchAsync(1, static p =>
        {
            p.Odd.Set("new");
            p.Size.Increment(3);
            p.Annex.Set(new Place { Next = new Place() });
            p.Annex.Next.City.Set("deep");
            p.Bays[0].At.Set(new Place { City = "at" });
            p.Bays[^1].Label.Set("last");
            p.Doors["a.b"].Floor.Decrement();
            p.Shifts["x`[\"y\\"][0].Set(5);
            p.Grid[0].Append(9);
            p.Deposit.Set(new Money(1, "CHF"));
            p.Area.Remove();
        });
        var (odd, size, deep, at, last, floor, shift, cell) = await Depots.LookupAsync(
            1, Fields.Odd, Fields.Size, Fields.Annex.Next.City, Fields.Bays[0].At.City, Fields.Bays[1].Label, Fields.Doors["a.b"].Floor,
            Fields.Shifts["x`[\"y\\"][0], Fields.Grid[0][^1]);
        Assert.Equal(("new", 15, "deep", "at", "last", 6, 5, 9), (odd, size, deep, at, last, floor, shift, cell));
        var (deposit, area) = await Depots.LookupAsync(1, Fields.Deposit, Fields.Area);
        Assert.Equal((new Money(1, "CHF"), null), (deposit, area));
    }

    private long Requests() => _cluster.Emulator.Nodes.Sum(static node => node.RequestsOf(Opcode.SubdocMultiLookup) + node.RequestsOf(Opcode.Get));
}
