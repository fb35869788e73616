using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Settee.Emulator.Replay;
using Settee.Emulator.Tests.Support;
using Settee.Wire;

namespace Settee.Emulator.Tests;

/// <summary>Configurations and management by HTTP.</summary>
public class HttpTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private CouchbaseEmulator _emulator = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions
        {
            Nodes = 2, Users = [new EmulatorUser("reader", "secret") { Access = EmulatorAccess.ReadOnly }],
        });
        SignIn("Administrator", "password");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _emulator.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Without_the_right_password_there_is_nothing_but_the_ping()
    {
        SignIn("Administrator", "wrong");
        using var refused = await _http.GetAsync(Url("/pools/default"));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("Basic", refused.Headers.WwwAuthenticate.Single().Scheme);
        using var ping = await _http.GetAsync(Url("/admin/ping"));
        Assert.Equal(HttpStatusCode.OK, ping.StatusCode);
    }

    [Fact]
    public async Task The_cluster_names_every_node_with_its_version()
    {
        var cluster = await JsonAsync("/pools/default");
        Assert.Equal(2, cluster["nodes"]!.AsArray().Count);
        Assert.All(cluster["nodes"]!.AsArray(), n => Assert.StartsWith("7.6", (string)n!["version"]!, StringComparison.Ordinal));
        Assert.Equal("default", (string)(await JsonAsync("/pools"))["pools"]![0]!["name"]!);
    }

    [Fact]
    public async Task The_configuration_of_a_bucket_is_one_line_and_tells_which_node_is_asked()
    {
        var text = await _http.GetStringAsync(Url("/pools/default/b/default", node: 1));
        Assert.DoesNotContain('\n', text);
        var config = JsonNode.Parse(text)!;
        Assert.Equal([false, true], config["nodesExt"]!.AsArray().Select(n => (bool?)n!["thisNode"] ?? false));
        Assert.Null((await JsonAsync("/pools/default/nodeServices"))["vBucketServerMap"]);
        using var missing = await _http.GetAsync(Url("/pools/default/b/nope"));
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task A_stream_has_every_configuration_with_four_newlines_behind_it()
    {
        using var answer = await _http.GetAsync(Url("/pools/default/bs/default"), HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        var first = JsonNode.Parse((await reader.ReadLineAsync())!)!;

        _emulator.MoveVBucket(0, 1);

        string? line;
        do
        {
            line = await reader.ReadLineAsync();
        }
        while (line is "");
        Assert.True((long)JsonNode.Parse(line!)!["rev"]! > (long)first["rev"]!);
    }

    [Fact]
    public async Task Scopes_and_collections_are_there_for_the_key_value_protocol_when_they_are_answered()
    {
        Assert.Equal(HttpStatusCode.OK, await PostAsync("/pools/default/buckets/default/scopes", "name=inventory"));
        Assert.Equal(HttpStatusCode.OK, await PostAsync("/pools/default/buckets/default/scopes/inventory/collections", "name=hotel&maxTTL=60"));
        await using var client = await _emulator.OpenAsync();
        var id = await client.CollectionIdAsync("inventory.hotel");

        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("/pools/default/buckets/default/scopes", "name=inventory"));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("/pools/default/buckets/default/scopes", "name=_mine"));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync("/pools/default/buckets/default/scopes/nope/collections", "name=hotel"));

        var manifest = await JsonAsync("/pools/default/buckets/default/scopes");
        var scope = manifest["scopes"]!.AsArray().Single(s => (string)s!["name"]! == "inventory")!;
        Assert.Equal(60, (int)scope["collections"]![0]!["maxTTL"]!);

        using var dropped = await _http.DeleteAsync(Url("/pools/default/buckets/default/scopes/inventory/collections/hotel"));
        Assert.Equal(HttpStatusCode.OK, dropped.StatusCode);
        Assert.Equal((ushort)Status.UnknownCollection, (await client.GetAsync("k", id)).Status);
    }

    [Fact]
    public async Task A_bucket_can_be_made_flushed_and_dropped()
    {
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync("/pools/default/buckets", "name=second&replicaNumber=1&bucketType=ephemeral&flushEnabled=1"));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("/pools/default/buckets", "name=second"));
        var bucket = await JsonAsync("/pools/default/buckets/second");
        Assert.Equal(("second", "ephemeral", 1), ((string)bucket["name"]!, (string)bucket["bucketType"]!, (int)bucket["replicaNumber"]!));

        await using var client = await _emulator.OpenAsync(0, "second");
        var key = Sessions.KeyOwnedBy(0, 2);
        Assert.Equal(0, (await client.SetAsync(key, "1")).Status);
        Assert.Equal(HttpStatusCode.OK, await PostAsync("/pools/default/buckets/second/controller/doFlush", ""));
        Assert.Equal((ushort)Status.KeyNotFound, (await client.GetAsync(key)).Status);

        using var dropped = await _http.DeleteAsync(Url("/pools/default/buckets/second"));
        Assert.Equal(HttpStatusCode.OK, dropped.StatusCode);
        Assert.Equal((ushort)Status.NoBucket, (await client.GetAsync(key)).Status);
    }

    [Fact]
    public async Task Who_may_only_read_may_not_manage()
    {
        SignIn("reader", "secret");
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync("/pools/default/buckets", "name=second"));
        using var config = await _http.GetAsync(Url("/pools/default/b/default"));
        Assert.Equal(HttpStatusCode.OK, config.StatusCode);
    }

    private void SignIn(string user, string password) => _http.DefaultRequestHeaders.Authorization =
        new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    private Uri Url(string path, int node = 0) => new($"http://127.0.0.1:{_emulator.Node(node).HttpPort}{path}");

    private async Task<JsonNode> JsonAsync(string path) => JsonNode.Parse(await _http.GetStringAsync(Url(path)))!;

    private async Task<HttpStatusCode> PostAsync(string path, string form)
    {
        using var content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await _http.PostAsync(Url(path), content);
        return answer.StatusCode;
    }
}
