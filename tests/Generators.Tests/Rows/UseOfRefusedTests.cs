using Microsoft.CodeAnalysis;
using Settee.Generators.Tests.Support;

namespace Settee.Generators.Tests.Rows;

/// <summary>
/// A mistake in a declaration is one error, the rule's: code that uses the document compiles beside it, although nothing of it could run.
/// </summary>
public sealed class UseOfRefusedTests
{
    public static TheoryData<string> Rules => [.. Refusals.Cases.Keys];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Members_are_patched_and_read(string rule)
    {
        foreach (var (source, _) in Refusals.Cases[rule])
            AssertCompiles(source, $"{Use("1")} {UseOfMembers(source)}");
    }

    [Theory]
    [InlineData("public List<Action> A { get; set; } = [];", "p.A.Append(default!); p.A[0].Set(default!); p.A[^1].Remove();", "Thing.Fields.A[0], Thing.Fields.A.Count()")]
    [InlineData("public Dictionary<object, Part> A { get; set; } = [];", "p.A[1].X.Set(1); p.A[\"x\"].Remove();", "Thing.Fields.A[1].X")]
    [InlineData("public Dictionary<string, List<Action[]>>? A { get; set; }", "p.A[\"k\"][0].Append(default!); p.A.Remove();", "Thing.Fields.A[\"k\"][0].Count()")]
    [InlineData("public System.Collections.Concurrent.ConcurrentBag<int> A { get; set; } = [];", "p.A.Append(1); p.A[0].Increment();", "Thing.Fields.A[0].Or(1)")]
    [InlineData("public Shape? A { get; set; }", "p.A.Part.X.Increment(); p.A.Name.Set(\"x\"); p.A.Remove();", "Thing.Fields.A.Part.X, Thing.Fields.A.Exists()")]
    [InlineData("public List<Shape> A { get; set; } = [];", "p.A[0].Name.Set(\"x\");", "Thing.Fields.A[0].Part.X")]
    [InlineData("public Part? A { get; set; } public Action? B { get; set; }", "p.A.X.Set(1); p.B.Remove();", "Thing.Fields.A.X, Thing.Fields.B")]
    [InlineData("public Holder? A { get; set; }", "p.A.Callback.Set(null);", "Thing.Fields.A.Callback")]
    [InlineData("public nint A { get; set; } public nuint? B { get; set; }", "p.A.Increment(); p.B.Increment(); p.B.Remove();", "Thing.Fields.A, Thing.Fields.B.Or((nuint)1)")]
    [InlineData("public Action A { get; set; } = null!; [JsonConverter(typeof(string))] public Part? B { get; set; }", "p.A.Set(default!); p.B.X.Set(1);", "Thing.Fields.A, Thing.Fields.B.X")]
    public void Parts_of_members_are_patched_and_read(string members, string patches, string fields) =>
        AssertCompiles(
            Samples.Document(members) + Types,
            $$"""
            namespace Shop; static class UseOfMembers
            {
                static object Patch(Bucket b) => b.Things.PatchAsync(1, static p => { {{patches}} });
                static object[] Fields() => [{{fields}}];
            }
            """);

    [Theory]
    [InlineData("k::{Nope}", "1")]
    [InlineData("k::{Id}::{Nope}", "1, \"x\"")]
    [InlineData("k::{Nope}::{Id}::{Neither}", "1, 2, Guid.NewGuid()")]
    [InlineData("k::{Id}{Name}", "1, \"x\"")]
    [InlineData("k::{Id:Q}", "1")]
    [InlineData("k::{Price}", "1.5")]
    [InlineData("k::{Id}::{Name", "1, \"x\"")]
    [InlineData("k::{Id}}", "1")]
    [InlineData("k::{Id}{}", "1")]
    [InlineData("{Id}1{Name}", "1, \"x\"")]
    [InlineData("{guid}", "Guid.NewGuid()")]
    [InlineData("", "1")]
    public void Keys_are_made(string template, string parts) =>
        AssertCompiles(
            Samples.Document("public string Name { get; set; } = \"\"; public double Price { get; set; }", template), Use(parts));

    [Theory]
    [InlineData("public static int KeyOf(Thing thing) => 1;")]
    [InlineData("public static bool TryParseKey(DocumentKey<Thing> key, out int id) { id = 0; return false; }")]
    [InlineData("public class JsonState;")]
    [InlineData("[Meta] public string? Wrong { get; set; }")]
    [InlineData("[Meta] public Cas A { get; set; } [Meta] public Cas B { get; set; }")]
    public void Other_mistakes_leave_all_in_its_place(string members) =>
        AssertCompiles(
            Samples.Document(members),
            """
            namespace Shop; static class Use
            {
                static object Key() => Thing.KeyFor(1);
                static object Get(Bucket b) => b.Things.GetAsync(1);
                static object Patch(Bucket b) => b.Things.PatchAsync(1, static p => p.Id.Set(1));
                static object Field() => Thing.Fields.Id;
            }
            """);

    [Fact]
    public void A_document_of_which_nobody_can_make_one_is_used() =>
        AssertCompiles(
            """namespace Shop; [Document("things", Key = "k::{Id}")] public abstract partial class Thing { public int Id { get; set; } }""", Use("1"));

    [Fact]
    public void A_type_that_nobody_knows_is_one_error() =>
        Assert.Single(
            Errors(
                Samples.Document("public Unknown? A { get; set; } public List<Unknown> B { get; set; } = [];").Replace("List<Unknown>", "List<int>", StringComparison.Ordinal),
                """
                namespace Shop; static class Use
                {
                    static object Patch(Bucket b) => b.Things.PatchAsync(1, static p => p.A.Set(1));
                    static object Field() => Thing.Fields.A;
                }
                """),
            static e => e.Id == "CS0246");

    private const string Types =
        """
        public class Part { public int X { get; set; } }
        public abstract class Shape { public string? Name { get; set; } public Part? Part { get; set; } public Action? Draw { get; set; } }
        public class Holder { public Action? Callback { get; set; } }
        """;

    /// <summary>What is normally done with documents.</summary>
    private static string Use(string parts) =>
        $$"""
        namespace Shop; static class Use
        {
            static object[] Keys(Thing t) => [Thing.KeyFor({{parts}}), Thing.KeyOf(t)];
            static object[] Calls(Bucket b, Thing t) =>
            [
                b.Things.GetAsync({{parts}}), b.Things.FindAsync(Thing.KeyFor({{parts}})), b.Scope("s").Things.RemoveAsync({{parts}}), b.Things.UpsertAsync(t),
                b.Things.PatchAsync({{parts}}, static p => p.Id.Increment()), b.Things.LookupAsync({{parts}}, Thing.Fields.Id),
                b.Things.UpdateAsync({{parts}}, static t => t), b.Things.ProjectAsync({{parts}}, [Thing.Fields.Id]),
            ];
        }
        """;

    /// <summary>Patches and reads each member that takes part in JSON.</summary>
    private static string UseOfMembers(string source)
    {
        var thing = new GeneratorHost(sources: source).Compilation.GetTypeByMetadataName("Shop.Thing")!;
        var members = thing.GetMembers().OfType<IPropertySymbol>()
            .Where(static p => p is { IsImplicitlyDeclared: false } && !p.GetAttributes().Any(static a => a.AttributeClass!.Name is "JsonIgnoreAttribute" or "JsonExtensionDataAttribute"))
            .Select(static p => p.Name)
            .ToArray();
        Assert.Contains("Id", members);
        return $$"""
            static class UseOfMembers
            {
                static object Patch(Bucket b) => b.Things.PatchAsync(1, static p => { {{string.Concat(members.Select(static m => $"p.{m}.Set(default!);"))}} });
                static object[] Fields() => [{{string.Join(", ", members.Select(static m => $"Thing.Fields.{m}"))}}];
            }
            """;
    }

    private static void AssertCompiles(string source, string use) => Assert.Empty(Errors(source, use));

    private static IEnumerable<Diagnostic> Errors(params string[] sources) =>
        new GeneratorHost(sources: sources).Compile().Diagnostics.Where(static d => d.DefaultSeverity == DiagnosticSeverity.Error);
}
