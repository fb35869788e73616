using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Settee.Generators.Tests.Support;

namespace Settee.Generators.Tests.Pipeline;

/// <summary>
/// Documents are parsed again only when something they depend on has changed. Whatever the edits, the files that come of it are those of
/// a build from nothing.
/// </summary>
public sealed class EditTests
{
    // Before and behind all others in order of their paths.
    private const string Early = "Early.cs";
    private const string Late = "Late.cs";

    private static readonly string[] Directives = ["\n#nullable disable\n", "\n#nullable enable\n", "\n#nullable restore\n", " /* said */ "];

    private static readonly string[] Tokens =
    [
        .. EditCorpus.Files
            .SelectMany(static file => CSharpSyntaxTree.ParseText(file).GetRoot().DescendantTokens())
            .Select(static token => token.Text)
            .Where(static text => text.Length > 0),
    ];

    // One more with each: a type that takes over a name, a namespace that hides one, and parts of types that exist.
    private static readonly string[] Newcomers =
    [
        "namespace Shop; public enum Level { Other }",
        "namespace Shop; public class Address { public int Number { get; set; } }",
        "namespace Shop.Depot; public readonly record struct Level(int Value);",
        "namespace Shop.Depot.Shop.Parts { public class Address { public int Far { get; set; } } }",
        "namespace Shop.Shop { public class Nothing { } }",
        "namespace Shop; public partial class Order { public int Extra { get; set; } }",
        "namespace Shop; public partial class Order { public enum State { Nested } }",
        "namespace Shop; [Document(\"sales.order\", Key = \"again::{Id}\")] public partial class Order { }",
        "namespace Shop; public class MetaAttribute : Attribute { }",
        "namespace Shop; public class Document : Attribute { public Document(string name) { } public string? Key { get; set; } public string? Expiry { get; set; } }",
        "namespace Settee { public struct Cas { } }",
        "namespace Settee { public class Bucket { public int Customer; public int Order; } }",
        "global using Address = System.Version;",
        "global using Line = Shop.Parts.Country;",
        "[assembly: JsonDefaults(PropertyNamingPolicy = System.Text.Json.Serialization.JsonKnownNamingPolicy.SnakeCaseLower)]",
        "namespace System { public class Version2 { } }",
        "namespace Shop; public class Unrelated { public int Number { get; set; } }",
    ];

    private static int Rounds =>
        int.TryParse(Environment.GetEnvironmentVariable("SETTEE_FUZZ_CASES"), CultureInfo.InvariantCulture, out var cases) ? cases : 25;

    [Fact]
    public void The_project_as_it_is_compiles() => Assert.Empty(new GeneratorHost(sources: EditCorpus.Files).Compile().Diagnostics);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Any_edits_lead_to_what_a_build_from_nothing_gives(int seed)
    {
        var random = new Random(seed);
        var host = new GeneratorHost(sources: EditCorpus.Files);
        Assert.True(OutputsOf(host.Run()).Count > 15, "The project as it is should have its files.");
        for (var round = 0; round < Rounds; round++)
        {
            var edit = Edit(host, random);
            var warm = OutputsOf(host.Run());
            var cold = OutputsOf(host.FromNothing().Run());
            if (!cold.SequenceEqual(warm))
                Assert.Fail($"Seed {seed}, round {round}, {edit}: {Difference(cold, warm)}\n{string.Join("\n", ChangedFiles(host))}");
        }
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 16)];

    private static string Edit(GeneratorHost host, Random random)
    {
        var index = random.Next(EditCorpus.Files.Length);
        var file = $"File{index}.cs";
        switch (random.Next(10))
        {
            case 0:
                RemoveNewcomer(host);
                var newcomer = random.Next(Newcomers.Length);
                var path = random.Next(2) == 0 ? Early : Late;
                host.Add(path, Newcomers[newcomer]);
                return $"{path} with {newcomer}";
            case 1:
                RemoveNewcomer(host);
                return "without the new file";
            case 2:
                host.Remove(file);
                host.Add(file, EditCorpus.Files[index]);
                return $"{file} at the end";
            case 3:
                host.Remove(file);
                host.Add(file, "");
                return $"{file} empty";
            case 4 or 5:
                Replace(host, file, EditCorpus.Files[index]);
                return $"{file} as it was";
            default:
                var text = Mutated(EditCorpus.Files[index], random);
                Replace(host, file, text);
                return $"{file}:\n{text}\n";
        }
    }

    private static void RemoveNewcomer(GeneratorHost host)
    {
        host.Remove(Early);
        host.Remove(Late);
    }

    private static void Replace(GeneratorHost host, string file, string text)
    {
        if (host.Has(file))
            host.Replace(file, text);
        else
            host.Add(file, text);
    }

    private static string Mutated(string text, Random random)
    {
        for (var i = random.Next(1, 3); i > 0; i--)
        {
            var tokens = CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens().ToList();
            var token = tokens[random.Next(tokens.Count)];
            var (start, length) = (token.SpanStart, token.Span.Length);
            text = random.Next(5) switch
            {
                0 => text.Remove(start, length),
                1 => text.Insert(start, token.Text + " "),
                2 => text.Insert(start, Directives[random.Next(Directives.Length)]),
                _ => text.Remove(start, length).Insert(start, Tokens[random.Next(Tokens.Length)]),
            };
        }

        return text;
    }

    private static List<(string Name, string Text)> OutputsOf(GeneratorRunResult result) =>
        [.. result.GeneratedSources.Select(static s => (s.HintName, s.SourceText.ToString())).OrderBy(static s => s.HintName, StringComparer.Ordinal)];

    private static IEnumerable<string> ChangedFiles(GeneratorHost host) =>
        host.Compilation.SyntaxTrees
            .Select(static tree => $"{tree.FilePath}:\n{tree}")
            .Where(static text => !EditCorpus.Files.Any(file => text.EndsWith(file, StringComparison.Ordinal)));

    private static string Difference(List<(string Name, string Text)> cold, List<(string Name, string Text)> warm)
    {
        var missing = cold.Select(static o => o.Name).Except(warm.Select(static o => o.Name));
        var more = warm.Select(static o => o.Name).Except(cold.Select(static o => o.Name));
        var lines = cold.Join(warm, static o => o.Name, static o => o.Name, static (c, w) => (c.Name, Lines: c.Text.Split('\n').Zip(w.Text.Split('\n'))))
            .SelectMany(static o => o.Lines.Where(static l => l.First != l.Second).Take(1).Select(l => $"{o.Name}: {l.First} / {l.Second}"));
        return $"missing: {string.Join(", ", missing)}; too many: {string.Join(", ", more)}; different:\n{string.Join("\n", lines)}";
    }
}
