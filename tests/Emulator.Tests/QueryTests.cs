using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Settee.Emulator.Tests;

/// <summary>The query service: what it evaluates, and how it refuses the rest.</summary>
public sealed class QueryTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private CouchbaseEmulator _emulator = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await CouchbaseEmulator.StartAsync();
        _http.BaseAddress = new Uri($"http://127.0.0.1:{_emulator.Node(0).HttpPort}");
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("Administrator:password"u8));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _emulator.DisposeAsync();
    }

    [Theory]
    [InlineData("SELECT 1", """[{"$1":1}]""")]
    [InlineData("select 1 as a, 'x' b, [1, {\"c\": null}];", """[{"a":1,"b":"x","$1":[1,{"c":null}]}]""")]
    [InlineData("SELECT RAW 1 + 2 - -1", "[4]")]
    [InlineData("SELECT RAW true", "[true]")]
    [InlineData("SELECT RAW null", "[null]")]
    public async Task Constants_are_evaluated(string statement, string rows)
    {
        var (status, answer) = await RunAsync(new() { ["statement"] = statement, ["client_context_id"] = "c1" });
        Assert.Equal((200, "success", "c1"), (status, (string)answer["status"]!, (string)answer["clientContextID"]!));
        Assert.Equal(rows, answer["results"]!.ToJsonString());
        Assert.Equal(1, (int)answer["metrics"]!["resultCount"]!);
    }

    [Theory]
    [InlineData("SLECT 1", 3000, 400)]
    [InlineData("SELECT", 3000, 400)]
    [InlineData("SELECT 1 FROM `default`", 1020, 400)]
    [InlineData("SELECT * FROM `default`", 1020, 400)]
    [InlineData("DELETE FROM `default`", 1020, 400)]
    [InlineData("CREATE PRIMARY INDEX ON `nowhere`", 12003, 424)]
    [InlineData("EXECUTE nothing", 4040, 404)]
    [InlineData("SELECT \"unterminated", 3000, 400)]
    public async Task The_rest_is_refused_in_the_real_envelope(string statement, int code, int http)
    {
        var (status, answer) = await RunAsync(new() { ["statement"] = statement });
        Assert.Equal((http, code, "fatal"), (status, (int)answer["errors"]![0]!["code"]!, (string)answer["status"]!));
        Assert.NotNull(answer["requestID"]);
        Assert.Equal(1, (int)answer["metrics"]!["errorCount"]!);
    }

    [Fact]
    public async Task A_statement_prepared_on_the_way_runs_by_its_name()
    {
        var (_, first) = await RunAsync(new() { ["statement"] = "PREPARE SELECT RAW $1", ["auto_execute"] = true, ["args"] = new JsonArray(7) });
        Assert.Equal("[7]", first["results"]!.ToJsonString());
        var (_, second) = await RunAsync(new() { ["prepared"] = (string)first["prepared"]!, ["args"] = new JsonArray(8) });
        Assert.Equal("[8]", second["results"]!.ToJsonString());
    }

    [Fact]
    public async Task An_index_goes_with_its_bucket()
    {
        _emulator.AddBucket(new EmulatorBucket("second"));
        Assert.Equal(200, (await RunAsync(new() { ["statement"] = "CREATE PRIMARY INDEX ON `second`" })).Status);
        var list = new JsonObject { ["statement"] = "SELECT idx.* FROM system:indexes AS idx" };
        Assert.Single((await RunAsync(list)).Answer["results"]!.AsArray());

        _emulator.DropBucket("second");
        Assert.Empty((await RunAsync(list)).Answer["results"]!.AsArray());
    }

    private async Task<(int Status, JsonNode Answer)> RunAsync(JsonObject request)
    {
        using var answer = await _http.PostAsync(
            new Uri("/query/service", UriKind.Relative), new StringContent(request.ToJsonString(), Encoding.UTF8, "application/json"));
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }
}
