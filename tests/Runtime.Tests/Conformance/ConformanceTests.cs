using System.Text;
using System.Text.Json.Nodes;
using Runtime.Tests.Support;
using Settee;
using Settee.Wire;

namespace Runtime.Tests.Conformance;

/// <summary>
/// Conversations that were recorded from a real server: the client, called for each request that it can make, sends the same bytes and
/// makes of the recorded answer what the recording says.
/// </summary>
public sealed class ConformanceTests
{
    private static string Root => Path.Combine(AppContext.BaseDirectory, "Scenarios");

    public static TheoryData<string> Topics => [.. Directory.EnumerateDirectories(Root).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Topics))]
    public async Task The_client_speaks_as_recorded(string topic)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root, topic), "*.json"))
            await PlayAsync(JsonNode.Parse(await File.ReadAllBytesAsync(file))!.AsObject());
    }

    [Fact]
    public async Task Most_document_requests_of_the_recordings_are_covered()
    {
        var played = 0;
        foreach (var file in Directory.EnumerateFiles(Root, "*.json", SearchOption.AllDirectories))
            played += await PlayAsync(JsonNode.Parse(await File.ReadAllBytesAsync(file))!.AsObject());

        TestContext.Current.TestOutputHelper?.WriteLine($"{played} requests");
        Assert.InRange(played, 1200, int.MaxValue);
    }

    private static async Task<int> PlayAsync(JsonObject scenario)
    {
        await using var node = new RecordingNode();
        node.Features = FeaturesOf(scenario);
        var bucket = await node.OpenAsync();
        var recording = new Recording();
        var played = 0;
        foreach (var step in scenario["steps"]!.AsArray().Select(step => step!.AsObject()))
        {
            if (step["send"] is not JsonObject send || step["expect"] is not JsonObject expect || recording.Answer(expect) is not { } answer)
                continue;

            // Other connections have other features; requests that go elsewhere or are repeated have no result of their own.
            var isResult = (string)step["on"]! == "a" && !(answer.Status is 0x07 or 0x0d or 0x88 or 0x8c);
            if (isResult && recording.Request(send) is { } request && request.Collection is not null == node.Features.Has(HelloFeature.Collections) && ClientCalls.For(request) is { } call)
            {
                node.Answer = asked => WireFrame.Response(asked, answer.Status, answer.Extras, answer.Value, answer.DataType, answer.Cas);
                if (await CallAsync($"{scenario["name"]}: {send.ToJsonString()}", node, bucket, request, call, answer))
                    played++;
            }

            recording.Save(step["save"] as JsonObject, answer);
        }

        return played;
    }

    private static async Task<bool> CallAsync(
        string what, RecordingNode node, Bucket bucket, RecordedRequest request, Func<RawCollection, Task<Seen>> call, RecordedAnswer answer)
    {
        Seen? seen = null;
        CouchbaseException? error = null;
        try
        {
            seen = await call(request.Collection is null or "_default" ? bucket.Raw() : bucket.Raw(request.Collection));
        }
        catch (CouchbaseException e)
        {
            error = e;
        }

        // Refused before sending: what the recording provokes on purpose.
        if (!node.Requests.TryDequeue(out var sent))
        {
            Assert.True(error is InvalidArgumentException or FeatureNotAvailableException or ValueTooLargeException, $"{what}: nothing was sent: {error}");
            return false;
        }

        var expected = request.Frame(WireFrame.VBucketOf(Encoding.UTF8.GetBytes(request.Key), RecordingNode.VBuckets), sent.Opaque, ClientCalls.FramingOf(request));
        if (request.Specs is not null && !IsSorted(request.Specs))
            return false;

        Assert.True(expected.AsSpan().SequenceEqual(sent.Bytes), $"{what}\nrecorded {Convert.ToHexString(expected)}\nsent     {Convert.ToHexString(sent.Bytes)}");
        Check(what, request, answer, seen, error);
        return true;
    }

    private static void Check(string what, RecordedRequest request, RecordedAnswer answer, Seen? seen, CouchbaseException? error)
    {
        var expectedError = ErrorTable.For(answer.Status, request.Opcode, request.Cas, answer.Value);
        Assert.True(expectedError == error?.GetType().Name, $"{what}: expected {expectedError ?? "a result"}, got {error?.ToString() ?? "a result"}");
        if (seen is null)
            return;

        if (seen.Exists is { } exists)
        {
            Assert.True(exists == (answer.Status == 0 && answer.Extras[3] == 0), what);
            return;
        }

        if (request.Opcode != 0x95)
            Assert.True(answer.Cas == seen.Cas, what);

        // Of set-up steps only the status was kept.
        if (seen.Flags is { } flags && answer.Extras.Length == 4)
        {
            Assert.True(Convert.ToHexStringLower(answer.Extras) == flags.ToString("x8", System.Globalization.CultureInfo.InvariantCulture), what);
            Assert.True((answer.DataType & 2) != 0 || answer.Value.AsSpan().SequenceEqual(seen.Value), what);
        }
        else if (seen.Value is not null)
        {
            Assert.True(answer.Value.AsSpan().SequenceEqual(seen.Value), what);
        }

        if (request.Opcode is >= 0x01 and <= 0x06 or 0x0e or 0x0f)
            Assert.True(seen.HasToken == (answer.Extras.Length == 16), what);

        if (seen.Results is not null)
            Assert.Equal(ErrorTable.ResultsOf(answer.Value), seen.Results);
    }

    private static bool IsSorted(JsonArray specs)
    {
        var flags = specs.Select(spec => (Recording.Byte(spec!["flags"]) & 4) != 0).ToList();
        return flags.SequenceEqual(flags.OrderByDescending(isXattr => isXattr));
    }

    private static FeatureSet FeaturesOf(JsonObject scenario)
    {
        var features = FeatureSet.Of(HelloFeature.PreserveTtl, HelloFeature.AlternateRequest);
        foreach (var name in scenario["needs"]?["features"]?.AsArray() ?? [])
        {
            if (Recording.Features.TryGetValue((string)name!, out var feature))
                features = features.With(feature);
        }

        return features;
    }
}
