using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Settee.Generators.Tests.Support;

namespace Settee.Generators.Tests.Pipeline;

/// <summary>What is emitted depends on the declarations alone: not on files, their order, or where the attribute stands.</summary>
public sealed class OutputTests
{
    [Fact]
    public void The_order_of_files_changes_nothing() => Assert.Equal(Texts(Samples.Shop), Texts(Samples.Shop.Reverse()));

    [Fact]
    public void The_order_of_partial_declarations_changes_nothing()
    {
        const string First = """namespace Shop; [Document("a", Key = "a::{Id}")] public partial class A { public int Id { get; set; } }""";
        const string Second = "namespace Shop; public partial class A;";
        Assert.Equal(Texts([First, Second]), Texts([Second, First]));
    }

    [Fact]
    public void The_attribute_on_two_parts_emits_the_type_once()
    {
        const string Part = """namespace Shop; [Document("a", Key = "a")] public partial class A;""";
        var result = new GeneratorHost(sources: [Part, Part]).Run();
        Assert.Single(result.GeneratedSources, static s => s.HintName.EndsWith(".Document.g.cs", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[Documented] public partial class A;")]
    [InlineData("[Stored(\"a\", Key = \"a\")] public partial class A;")]
    public void Whatever_an_earlier_part_is_marked_with_the_type_is_emitted_once(string part)
    {
        var result = new GeneratorHost(sources:
        [
            "global using Stored = Settee.DocumentAttribute;",
            "namespace Shop; " + part,
            """namespace Shop; [Document("a", Key = "a")] public partial class A;""",
            "namespace Shop; public sealed class DocumentedAttribute : Attribute;",
        ]).Run();
        Assert.Single(result.GeneratedSources, static s => s.HintName.EndsWith(".Document.g.cs", StringComparison.Ordinal));
    }

    [Fact]
    public void Types_that_differ_only_in_case_get_different_files()
    {
        var result = new GeneratorHost(sources:
        [
            """
            namespace Shop;
            [Document("a", Key = "a")] public partial class Dup { public Part? P { get; set; } public PART? Q { get; set; } }
            [Document("a", Key = "a")] public partial class DUP;
            public class Part; public class PART;
            """,
        ]).Run();
        var names = result.GeneratedSources.Select(static s => s.HintName.ToLowerInvariant()).ToArray();
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.Equal(2, names.Count(static n => n.EndsWith(".key.g.cs", StringComparison.Ordinal)));
        Assert.Equal(2, names.Count(static n => n.EndsWith(".codec.g.cs", StringComparison.Ordinal)));
    }

    [Fact]
    public void Long_names_keep_file_names_short()
    {
        var name = new string('N', 300);
        var result = new GeneratorHost(sources: $$"""namespace Shop; [Document("a", Key = "a")] public partial class {{name}};""").Run();
        Assert.All(result.GeneratedSources, static s => Assert.True(s.HintName.Length < 130, s.HintName));
    }

    [Theory]
    [InlineData("""[Document("a", Key = "a::{@class}")] public partial class @event { public int @class { get; set; } public @int? @namespace { get; set; } } public record @int(int @in);""")]
    [InlineData("""public partial class A { internal partial interface B { public partial record struct C { [Document("a", Key = "a")] public partial class D { public List<Pair<int, Pair<string, int[]>>>? P { get; set; } } } } } public record Pair<X, Y>(X First, Y Second);""")]
    [InlineData("""public partial class A { [Document("a", Key = "a")] private partial class Hidden { public int X { get; set; } } }""")]
    [InlineData("""[Document("a", Key = "a::{Id}")] public partial class A { public int Id { get; set; } public B? Patched { get; set; } public new string? Equals { get; set; } } public class B { public int Set { get; set; } public int At { get; set; } public int Remove { get; set; } public int Path { get; set; } public int Exists { get; set; } public int Count { get; set; } public int BFields { get; set; } public int OptionalBPatch { get; set; } public int field { get; set; } public int TDocument { get; set; } public B? Self { get; set; } }""")]
    [InlineData("""[Document("a", Key = "a::{Id}")] public partial class A : Base { public int Id { get; set; } [JsonPropertyName("other")] public new string? Name { get; set; } } public class Base { public int Name { get; set; } }""")]
    [InlineData("""[Document("a", Key = "a::{Id}")] public partial struct A { public int Id { get; set; } public P? Optional { get; set; } public P[] Points { get; set; } public Dictionary<string, P?>? Map { get; set; } public IShape? Shape { get; set; } } public struct P { public int X { get; set; } public P[]? More { get; set; } } [JsonDerivedType(typeof(Dot), "dot")] public interface IShape { string? Name { get; } } public class Dot : IShape { public string? Name { get; set; } }""")]
    public void Odd_names_and_places_compile(string source)
    {
        foreach (var space in new[] { "Shop", "@Shop.@namespace" })
        {
            var (_, diagnostics) = new GeneratorHost(sources: $"namespace {space};\n{source}").Compile();
            Assert.Empty(diagnostics);
        }
    }

    [Fact]
    public void An_older_language_gets_nothing()
    {
        var result = new GeneratorHost(LanguageVersion.CSharp13, Samples.Shop).Run();
        Assert.Empty(result.GeneratedSources);
    }

    [Fact]
    public void The_generator_reports_nothing()
    {
        var result = new GeneratorHost(sources: Samples.Document("public Action? Broken { get; set; }", key: "{Nope}")).Run();
        Assert.Empty(result.Diagnostics);
        Assert.NotEmpty(result.GeneratedSources);
    }

    [Fact]
    public void A_mistake_in_a_document_does_not_break_the_code_that_uses_it()
    {
        var (_, diagnostics) = new GeneratorHost(sources:
        [
            Samples.Document("public Action? Broken { get; set; }"),
            "namespace Shop; static class Use { public static Document<Thing> Make(Collection<Thing> c) => new(new Thing(), Thing.KeyFor(1), Cas.None); }",
        ]).Compile();
        Assert.Empty(diagnostics);
    }

    private static string[] Texts(IEnumerable<string> sources) =>
        [.. new GeneratorHost(sources: sources).Run().GeneratedSources.Select(static s => s.HintName + "\n" + s.SourceText).Order(StringComparer.Ordinal)];
}
