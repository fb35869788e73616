using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Settee.Emulator.Protocol;
using Settee.Emulator.Query;
using Settee.Emulator.Replay;
using Settee.Emulator.SubDocument;
using Settee.Emulator.Tests.Support;
using Settee.Wire;

namespace Settee.Emulator.Tests;

/// <summary>What holds for the parsers whatever they are given; a failing input is shrunk before it is shown.</summary>
public class ParserProperties
{
    private static readonly Config Checks = Config.QuickThrowOnFailure.WithMaxTest(2000);

    public static TheoryData<string> Corpus => new(
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Corpus"), "*.hex").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));

    [Fact]
    public void Framing_extras_are_walked_to_an_end() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), static bytes =>
    {
        var infos = new FrameInfoReader(bytes);
        var seen = 0;
        while (infos.Next())
            seen += 1 + infos.Data.Length;
        return seen <= bytes.Length;
    }).Check(Checks);

    /// <summary>The scanner accepts nothing that the platform's parser refuses, and the other way round.</summary>
    [Fact]
    public void Json_is_what_the_platform_takes_for_json()
    {
        var pieces = Gen.Elements("{", "}", "[", "]", "\"a\"", ":", ",", "1", "-0", "1.5e3", "true", "null", " ", "\"\\u00e9\"", "\"\\x\"", "01", "é", "\n");
        Prop.ForAll(Arb.From(pieces.ListOf().Select(static p => string.Concat(p))), static text =>
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            return JsonScanner.IsJson(bytes) == IsPlatformJson(bytes);
        }).Check(Checks);
    }

    [Fact]
    public async Task Statements_are_answered_or_refused()
    {
        var pieces = Gen.Elements("SELECT ", "PREPARE ", "EXECUTE ", "1", "'x'", "`y`", ",", "(", ")", "[", "{", "\"", "$1", "?", "-", "+", " FROM ", ".", ";", "é", "RAW ", "system:indexes");
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Http = false });
        Prop.ForAll(Arb.From(pieces.ListOf().Select(static p => string.Concat(p))), statement => AnswersOrRefuses(emulator, statement)).Check(Checks);
    }

    /// <summary>Frames that once were, or could be, too much: the node answers or closes, and serves the next client.</summary>
    [Theory]
    [MemberData(nameof(Corpus))]
    public async Task The_corpus_breaks_nothing(string file)
    {
        var hex = string.Concat((await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Corpus", file)))
            .Where(static l => !l.StartsWith('#')).Select(static l => l.Replace(" ", "", StringComparison.Ordinal)));
        await using var emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Http = false });
        await using (var client = await emulator.OpenAsync(0, "default", 0x0a, 0x0e, 0x13))
        {
            await client.SendAsync(Convert.FromHexString(hex));
            await client.SendAsync(WireClient.Frame(0x07, opaque: 0xfeed));
            while (await client.ReceiveAsync() is { } packet && packet.Opaque != 0xfeed)
            {
            }
        }

        await using var next = await emulator.OpenAsync();
        Assert.Equal(0, (await next.SetAsync("k", "1")).Status);
    }

    private static bool IsPlatformJson(byte[] bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 1000 });
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool AnswersOrRefuses(CouchbaseEmulator emulator, string statement)
    {
        try
        {
            return emulator.Query.Run(new() { ["statement"] = statement }).Rows.Count >= 0;
        }
        catch (QueryException refused)
        {
            return refused.Code > 0;
        }
    }
}
