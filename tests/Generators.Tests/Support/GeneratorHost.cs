using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Settee.Generators.Tests.Support;

/// <summary>Compiles sources in memory and runs the generator over them, with every step tracked.</summary>
internal sealed class GeneratorHost
{
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll" or "Settee.dll"))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly CSharpParseOptions _parse;
    private GeneratorDriver _driver;

    public GeneratorHost(LanguageVersion language = LanguageVersion.CSharp14, params IEnumerable<string> sources)
    {
        _parse = new CSharpParseOptions(language, DocumentationMode.Diagnose);
        Compilation = CSharpCompilation.Create(
            "Shop.Domain",
            sources.Select((source, i) => Tree($"File{i}.cs", source)),
            References,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable,
                generalDiagnosticOption: ReportDiagnostic.Error,
                specificDiagnosticOptions: [new("CS1591", ReportDiagnostic.Suppress), new("CS1701", ReportDiagnostic.Suppress)]));
        _driver = CSharpGeneratorDriver.Create(
            [new DocumentGenerator().AsSourceGenerator()],
            parseOptions: _parse,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
    }

    public CSharpCompilation Compilation { get; set; }

    /// <summary>Runs the generator; a second run reuses what the first one cached.</summary>
    public GeneratorRunResult Run()
    {
        _driver = _driver.RunGenerators(Compilation);
        var result = _driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        return result;
    }

    /// <summary>Runs the generator and compiles its output with the sources; warnings are errors.</summary>
    public (CSharpCompilation Compilation, ImmutableArray<Diagnostic> Diagnostics) Compile()
    {
        _driver = _driver.RunGeneratorsAndUpdateCompilation(Compilation, out var output, out _);
        Assert.Null(_driver.GetRunResult().Results.Single().Exception);
        return ((CSharpCompilation)output, [.. output.GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning)]);
    }

    public void Replace(string file, string source)
    {
        var old = Compilation.SyntaxTrees.Single(t => t.FilePath == file);
        Compilation = Compilation.ReplaceSyntaxTree(old, Tree(file, source));
    }

    /// <summary>Gives a file another path and leaves it where it is among the others.</summary>
    public void Rename(string file, string path)
    {
        var old = Compilation.SyntaxTrees.Single(t => t.FilePath == file);
        Compilation = Compilation.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(old.ToString(), _parse, path, System.Text.Encoding.UTF8));
    }

    public void Add(string file, string source) => Compilation = Compilation.AddSyntaxTrees(Tree(file, source));

    public bool Has(string file) => Compilation.SyntaxTrees.Any(t => t.FilePath == file);

    /// <summary>Takes a file out; one that is not there stays away.</summary>
    public void Remove(string file) => Compilation = Compilation.RemoveSyntaxTrees(Compilation.SyntaxTrees.Where(t => t.FilePath == file));

    /// <summary>A host with the same sources that has seen none of them before.</summary>
    public GeneratorHost FromNothing()
    {
        var host = new GeneratorHost(_parse.LanguageVersion);
        host.Compilation = host.Compilation.AddSyntaxTrees(
            Compilation.SyntaxTrees.Select(t => CSharpSyntaxTree.ParseText(t.ToString(), _parse, t.FilePath, System.Text.Encoding.UTF8)));
        return host;
    }

    private SyntaxTree Tree(string file, string source) =>
        CSharpSyntaxTree.ParseText(source.StartsWith("global using", StringComparison.Ordinal) ? source : Usings + source, _parse, file, System.Text.Encoding.UTF8);

    private const string Usings = "using Settee;\nusing System;\nusing System.Collections.Generic;\nusing System.Text.Json.Serialization;\n";
}
