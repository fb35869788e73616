using System.Text;
using Integration.Tests.Documents;
using Integration.Tests.Support;
using Settee;
using Settee.Wire;

namespace Integration.Tests.KeyValue;

public sealed class ProjectionTests : IAsyncLifetime
{
    private const string Person = """
        {"name":"Ada","age":26,"animals":["cat","dog","owl"],"a.b":{"`":1,"q\"":2},
         "attributes":{"hair":"brown","size":{"height":67,"weight":70},
         "hobbies":[{"type":"winter","name":"curling"},{"type":"summer","name":"diving","at":{"lat":49.28273}}]}}
        """;

    private EmulatedCluster _cluster = null!;

    private RawCollection Raw => _cluster.Bucket.Raw();

    private Collection<Depot> Depots => _cluster.Bucket.Depots;

    public async ValueTask InitializeAsync()
    {
        _cluster = await EmulatedCluster.StartAsync();
        await Raw.UpsertAsync("p", RawValue.Json(Person));
        await Depots.UpsertAsync(new Depot
        {
            Id = 1, Name = "Köln", Gates = 4, Note = "n", Tags = ["a", "b"], Place = new Place { City = "K", Floor = 2 }, Bays = [new Bay("A"), new Bay("B")],
        });
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    /// <summary>The paths and, in another order of members at most, what SDK-RFC 53 has for them.</summary>
    public static TheoryData<string[], string> Table => new()
    {
        { ["name"], """{"name":"Ada"}""" },
        { ["age"], """{"age":26}""" },
        { ["animals"], """{"animals":["cat","dog","owl"]}""" },
        { ["name", "age", "missing"], """{"name":"Ada","age":26}""" },
        { ["missing"], "{}" },
        { ["animals[0]"], """{"animals":["cat"]}""" },
        { ["animals[2]"], """{"animals":["owl"]}""" },
        { ["animals[-1]", "animals[1]"], """{"animals":["dog","owl"]}""" },
        { ["animals[2]", "animals[0]", "animals[7]"], """{"animals":["cat","owl"]}""" },
        { ["attributes.hair"], """{"attributes":{"hair":"brown"}}""" },
        { ["attributes.size"], """{"attributes":{"size":{"height":67,"weight":70}}}""" },
        { ["attributes.size.height"], """{"attributes":{"size":{"height":67}}}""" },
        { ["attributes.hobbies[0].type"], """{"attributes":{"hobbies":[{"type":"winter"}]}}""" },
        { ["attributes.hobbies[1].name"], """{"attributes":{"hobbies":[{"name":"diving"}]}}""" },
        { ["attributes.hobbies[1].at"], """{"attributes":{"hobbies":[{"at":{"lat":49.28273}}]}}""" },
        { ["attributes.hobbies[1].at.lat"], """{"attributes":{"hobbies":[{"at":{"lat":49.28273}}]}}""" },
        { ["attributes.size.height", "attributes.size", "attributes.size.weight"], """{"attributes":{"size":{"height":67,"weight":70}}}""" },
        { ["name.first", "age[0]", "animals.x"], "{}" },
        { ["`a.b`.````", "`a.b`.q\\\""], """{"a.b":{"`":1,"q\"":2}}""" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public async Task Parts_keep_their_places(string[] paths, string expected)
    {
        var before = Requests(Opcode.Get);
        var projected = await Raw.ProjectAsync("p", paths);
        Assert.Equal(expected, projected.GetText());
        Assert.Equal(DocumentFormat.Json, projected.Format);
        Assert.Equal((await Raw.GetAsync("p")).Cas, projected.Cas);
        Assert.Equal(before + 1, Requests(Opcode.Get));

        // More paths than a lookup takes: the whole document is read, and the result is the same.
        string[] many = [.. paths, .. Enumerable.Range(0, 17).Select(static i => $"none{i}")];
        Assert.Equal(expected, (await Raw.ProjectAsync("p", many)).GetText());
        Assert.Equal(before + 2, Requests(Opcode.Get));
    }

    [Fact]
    public async Task The_expiry_is_one_of_the_paths()
    {
        await Raw.TouchAsync("p", Expiry.After(TimeSpan.FromDays(300)));
        var expiry = (await Raw.GetAsync("p", new() { WithExpiry = true })).Expiry;
        string[] fifteen = ["name", .. Enumerable.Range(0, 14).Select(static i => $"none{i}")];
        foreach (var paths in new[] { fifteen, [.. fifteen, "age"], [.. fifteen, "age", "more"] })
        {
            var projected = await Raw.ProjectAsync("p", paths, new() { WithExpiry = true });
            Assert.NotNull(expiry);
            Assert.Equal(expiry, projected.Expiry);
            Assert.Equal(paths.Contains("age") ? """{"name":"Ada","age":26}""" : """{"name":"Ada"}""", projected.GetText());
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.")]
    [InlineData("a..b")]
    [InlineData("a[x]")]
    [InlineData("a[-2]")]
    [InlineData("a[1")]
    [InlineData("a[1]b")]
    [InlineData("`a")]
    [InlineData("`a`b")]
    [InlineData("q\"")]
    public async Task A_malformed_path_is_refused_before_anything_is_sent(string path)
    {
        var before = Requests(Opcode.SubdocMultiLookup) + Requests(Opcode.Get);
        var error = await Assert.ThrowsAsync<InvalidArgumentException>(async () => await Raw.ProjectAsync("p", ["name", path]));
        Assert.StartsWith($"'{path}' is no path: ", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidArgumentException>(async () => await Raw.ProjectAsync("p", []));
        Assert.Equal(before, Requests(Opcode.SubdocMultiLookup) + Requests(Opcode.Get));
    }

    [Fact]
    public async Task What_is_no_document_or_no_json_is_an_error()
    {
        await Raw.UpsertAsync("b", RawValue.Binary(Encoding.UTF8.GetBytes("no json")));
        string[] many = [.. Enumerable.Range(0, 20).Select(static i => $"none{i}")];
        foreach (var paths in new[] { ["name"], many })
        {
            await Assert.ThrowsAsync<DocumentNotFoundException>(async () => await Raw.ProjectAsync("none", paths));
            await Assert.ThrowsAsync<DocumentNotJsonException>(async () => await Raw.ProjectAsync("b", paths));
        }
    }

    [Fact]
    public async Task A_typed_projection_leaves_the_other_members_out()
    {
        var part = await Depots.ProjectAsync(1, [Depot.Fields.Id, Depot.Fields.Name, Depot.Fields.Place.City, Depot.Fields.Tags[^1], Depot.Fields.Area]);
        Assert.Equal(("Köln", 0, null, "K", 0), (part.Value.Name, part.Value.Gates, part.Value.Note, part.Value.Place.City, part.Value.Place.Floor));
        Assert.Equal(["b"], part.Value.Tags);
        Assert.Equal((await Depots.GetAsync(1)).Cas, part.Cas);

        var error = await Assert.ThrowsAsync<DecodingFailureException>(async () => await Depots.ProjectAsync(1, [Depot.Fields.Name]));
        Assert.Contains("'id'", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidArgumentException>(async () => await Depots.ProjectAsync(1, [Depot.Fields.Name.Exists()]));
        await Assert.ThrowsAsync<InvalidArgumentException>(async () => await Depots.ProjectAsync(1, [Depot.Fields.Nameless]));
    }

    [Fact]
    public async Task More_fields_than_a_lookup_takes_give_the_same()
    {
        Field<Depot>[] few = [Depot.Fields.Id, Depot.Fields.Name, Depot.Fields.Bays[1].Label, Depot.Fields.Doors["x"]];
        Field<Depot>[] many = [.. few, .. Enumerable.Range(0, 15).Select(static i => Depot.Fields.Grid[i])];
        var part = (await Depots.ProjectAsync(1, few)).Value;
        var same = (await Depots.ProjectAsync(1, many, new() { WithExpiry = true })).Value;
        Assert.Equal([new Bay("B")], part.Bays!);
        Assert.Equal(part.Bays!, same.Bays!);
        Assert.Equal((part.Name, part.Note, part.Tags.Count), (same.Name, same.Note, same.Tags.Count));
    }

    [Fact]
    public async Task A_type_with_few_members_reads_only_those()
    {
        var before = Requests(Opcode.Get);
        var summary = await _cluster.Bucket.DepotSummaries.GetMembersAsync(1);
        Assert.Equal(new DepotSummary { Id = 1, Name = "Köln", Place = new Place { City = "K", Floor = 2 } }, summary.Value);
        Assert.Equal(before, Requests(Opcode.Get));

        // A depot has a member that no path leads to, so all of it is read.
        Assert.Equal("Köln", (await Depots.GetMembersAsync(1)).Value.Name);
        Assert.Equal(before + 1, Requests(Opcode.Get));
    }

    private long Requests(Opcode opcode) => _cluster.Emulator.Nodes.Sum(node => node.RequestsOf(opcode));
}
