using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Settee.Generators;

namespace Settee.Analyzers.Tests.Support;

/// <summary>Runs the analyzer, the fixes and the generator over sources. Every diagnostic that is not expected fails the test.</summary>
internal static class Verify
{
    private const string Usings = "using Settee;\nusing System;\nusing System.Collections.Generic;\nusing System.Text.Json.Serialization;\n";

    /// <summary>All analyzers of the package, as a project has them.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } = [new DocumentAnalyzer(), new UsageAnalyzer()];

    private static readonly CSharpParseOptions Parse = new(LanguageVersion.CSharp14);

    private static readonly CSharpCompilationOptions Options = new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll" or "Settee.dll"))
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>The marked diagnostics are reported, and no others.</summary>
    public static async Task DiagnosticsAsync(
        string marked, DiagnosticAnalyzer? analyzer = null, LanguageVersion language = LanguageVersion.CSharp14)
    {
        var markup = Markup.Parse(Usings + marked);
        var (_, output) = Generate(markup.Source, language);
        var actual = await AnalyzeAsync(output, analyzer is null ? Analyzers : [analyzer]);

        Assert.Equal(
            markup.Expected.OrderBy(static e => e.Span.Start).ThenBy(static e => e.Id).Select(e => $"{e.Id} at {markup.Source.Substring(e.Span.Start, e.Span.Length)}"),
            actual.Select(d => $"{d.Id} at {markup.Source.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)}"));

        // One mistake is one error: the declarations that other code uses are emitted nevertheless.
        Assert.Empty(output.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error));
    }

    /// <summary>The message of the only diagnostic.</summary>
    public static async Task MessageAsync(string source, string message)
    {
        var (_, output) = Generate(Usings + source);
        var diagnostic = Assert.Single(await AnalyzeAsync(output, Analyzers));
        Assert.Equal(message, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Whether the generator emitted working code for the document, and whether the analyzer found errors.</summary>
    public static async Task<(bool Emitted, bool Reported)> ParityAsync(string source)
    {
        var (result, output) = Generate(Usings + source);
        var documents = result.GeneratedSources.Where(static s => s.HintName.EndsWith(".Document.g.cs", StringComparison.Ordinal)).ToList();
        var emitted = documents.Count > 0
            && documents.All(static s => !s.SourceText.ToString().Contains("NotSupportedException", StringComparison.Ordinal));
        return (emitted, (await AnalyzeAsync(output, Analyzers)).Any(static d => d.Severity == DiagnosticSeverity.Error));
    }

    /// <summary>The fix turns one text into the other, one diagnostic at a time and all at once.</summary>
    public static async Task FixAsync<TFix>(string source, string expected, bool oneStep = true)
        where TFix : CodeFixProvider, new()
    {
        var one = await FixOneByOneAsync(new TFix(), Document(source));
        Assert.Equal(Usings + expected, one.Text);
        if (oneStep)
            Assert.Equal(1, one.Steps);

        Assert.Equal(Usings + expected, await FixAllAsync(new TFix(), Document(source)));
    }

    /// <summary>The fix has nothing to offer.</summary>
    public static async Task NoFixAsync<TFix>(string source)
        where TFix : CodeFixProvider, new()
    {
        var (text, steps) = await FixOneByOneAsync(new TFix(), Document(source));
        Assert.Equal((Usings + source, 0), (text, steps));
    }

    private static (GeneratorRunResult Result, Compilation Output) Generate(string source, LanguageVersion language = LanguageVersion.CSharp14)
    {
        var parse = Parse.WithLanguageVersion(language);
        var compilation = CSharpCompilation.Create("Shop.Domain", [CSharpSyntaxTree.ParseText(source, parse, "Shop.cs")], References, Options);
        var driver = CSharpGeneratorDriver.Create([new DocumentGenerator().AsSourceGenerator()], parseOptions: parse)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        return (driver.GetRunResult().Results.Single(), output);
    }

    private static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), (exception, _, _) => Assert.Fail(exception.ToString()), concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        var diagnostics = await compilation.WithAnalyzers(analyzers, options).GetAnalyzerDiagnosticsAsync();
        return [.. diagnostics.OrderBy(static d => d.Location.SourceSpan.Start).ThenBy(static d => d.Id)];
    }

    private static Document Document(string source)
    {
        var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Shop", "Shop", LanguageNames.CSharp,
            compilationOptions: Options, parseOptions: Parse, metadataReferences: References));
        return project.AddDocument("Shop.cs", Usings + source);
    }

    private static async Task<ImmutableArray<Diagnostic>> FixableAsync(CodeFixProvider fix, Document document)
    {
        var compilation = (await document.Project.GetCompilationAsync())!;
        return [.. (await AnalyzeAsync(compilation, Analyzers)).Where(d => fix.FixableDiagnosticIds.Contains(d.Id))];
    }

    private static async Task<(string Text, int Steps)> FixOneByOneAsync(CodeFixProvider fix, Document document)
    {
        for (var steps = 0; ; steps++)
        {
            Assert.True(steps < 10, "The fix does not come to an end.");
            CodeAction? action = null;
            foreach (var diagnostic in await FixableAsync(fix, document))
            {
                await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (a, _) => action ??= a, CancellationToken.None));
                if (action is not null)
                    break;
            }

            if (action is null)
                return ((await document.GetTextAsync()).ToString(), steps);
            document = await ApplyAsync(action, document);
        }
    }

    private static async Task<string> FixAllAsync(CodeFixProvider fix, Document document)
    {
        var diagnostics = await FixableAsync(fix, document);
        var context = new FixAllContext(
            document, fix, FixAllScope.Document, fix.GetType().Name, fix.FixableDiagnosticIds, new Known(diagnostics), CancellationToken.None);
        var action = await fix.GetFixAllProvider()!.GetFixAsync(context);
        return (await (await ApplyAsync(action!, document)).GetTextAsync()).ToString();
    }

    private static async Task<Document> ApplyAsync(CodeAction action, Document document)
    {
        var operation = (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single();
        return operation.ChangedSolution.GetDocument(document.Id)!;
    }

    private sealed class Known(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
