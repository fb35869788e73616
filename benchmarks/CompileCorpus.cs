using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Settee.Benchmarks;

/// <summary>A project with a number of documents, for measuring what generator and analyzers cost.</summary>
internal static class CompileCorpus
{
    private const int UnrelatedFiles = 1_000;

    public static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp14);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "Settee.dll"))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Documents with twenty members each, one file per document, among files that have nothing to do with them.</summary>
    public static CSharpCompilation Create(int documents)
    {
        var trees = Enumerable.Range(0, documents).Select(static i => Tree($"Document{i}.cs", Document(i)))
            .Concat(Enumerable.Range(0, UnrelatedFiles).Select(static i => Tree($"Other{i}.cs", Other(i))))
            .Append(Tree("Assembly.cs", Assembly(0)));
        return CSharpCompilation.Create(
            "Corpus", trees, References, new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>The project after a change in the body of a method, in a file that holds no document.</summary>
    public static CSharpCompilation EditBody(CSharpCompilation compilation, int round) => Replace(compilation, "Other0.cs", Other(0, $"{round}"));

    /// <summary>The project after a change of a type that no document has to do with.</summary>
    public static CSharpCompilation EditDeclaration(CSharpCompilation compilation, int round) =>
        Replace(compilation, "Other0.cs", Other(0, member: Member(round)));

    /// <summary>The project after a change in one document.</summary>
    public static CSharpCompilation EditDocument(CSharpCompilation compilation, int round) =>
        Replace(compilation, "Document0.cs", Document(0, Member(round)));

    /// <summary>The project after a change on which everything may depend.</summary>
    public static CSharpCompilation EditAssembly(CSharpCompilation compilation, int round) =>
        Replace(compilation, "Assembly.cs", Assembly(round));

    private static CSharpCompilation Replace(CSharpCompilation compilation, string file, string text) =>
        compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.First(t => t.FilePath == file), Tree(file, text));

    private static SyntaxTree Tree(string file, string text) => CSharpSyntaxTree.ParseText(text, Options, file, Encoding.UTF8);

    private static string Member(int round) => $"public int Round{round.ToString(CultureInfo.InvariantCulture).Replace('-', '_')} {{ get; set; }}";

    private static string Assembly(int round) => $"[assembly: System.Reflection.AssemblyMetadata(\"Round\", \"{round}\")]";

    private static string Other(int i, string more = "0", string member = "") =>
        $$"""
        namespace Corpus.Others;

        internal sealed class Other{{i}}
        {
            {{member}}
            public int Add(int a, int b) => a + b + {{more}};
        }
        """;

    private static string Document(int i, string more = "") =>
        $$"""
        using System;
        using System.Collections.Generic;
        using System.Text.Json.Serialization;
        using Settee;

        namespace Corpus.Documents;

        [Document("sales.document{{i}}", Key = "document{{i}}::{Id}", Expiry = "90d")]
        public partial class Document{{i}}
        {
            public required int Id { get; init; }
            public required string Name { get; init; }
            public string? Description { get; set; }
            public DateTimeOffset Created { get; set; }
            public DateTimeOffset? Changed { get; set; }
            public decimal Price { get; set; }
            public double? Weight { get; set; }
            public bool IsActive { get; set; }
            public Guid Owner { get; set; }
            public Level{{i}} Level { get; set; }
            [JsonPropertyName("colour")] public string? Color { get; set; }
            [JsonPropertyOrder(1)] public long Count { get; set; }
            [JsonConverter(typeof(JsonStringEnumConverter))] public DayOfWeek Day { get; set; }
            [JsonIgnore] public string Display => Name;
            [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public Uri? Link { get; set; }
            public List<string> Tags { get; set; } = [];
            public Dictionary<string, int> Counters { get; set; } = [];
            public List<Line{{i}}> Lines { get; set; } = [];
            public Address{{i}}? ShipTo { get; set; }
            [Meta] public Cas Version { get; set; }
            {{more}}
        }

        public enum Level{{i}} { Basic, Gold }

        public sealed record Line{{i}}(string Article, int Count, decimal Price);

        public sealed class Address{{i}}
        {
            public string Street { get; set; } = "";
            public string City { get; set; } = "";
            public string? Country { get; set; }
        }
        """;
}
