using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Settee.Analyzers;
using Settee.Generators;

namespace Settee.Benchmarks;

/// <summary>What the package adds to a build and to each keystroke: the time of the generator and of the analyzers by number of documents.</summary>
internal static class CompileTime
{
    private const int BuildsToWarmUp = 10;

    // Until the loops of the compiler, too, run as they do in an editor that has been open for a while.
    private const int EditsToWarmUp = 30;
    private const int Rounds = 11;

    public static async Task<int> RunAsync()
    {
        // What is compiled at first use by the runtime is not the point.
        for (var i = 0; i < BuildsToWarmUp; i++)
            await BuildAsync(documents: 10);

        Console.WriteLine("documents  first run ms  body elsewhere ms  type elsewhere ms  in a document ms  in what all depend on ms  outputs again");
        foreach (var count in new[] { 1, 50, 500 })
            MeasureGenerator(count);

        Console.WriteLine();
        Console.WriteLine("documents  compile ms  generator ms  document rules ms  usage rules ms  analyzers' share");
        foreach (var count in new[] { 1, 50, 500 })
            await MeasureBuildAsync(count);
        return 0;
    }

    private static void MeasureGenerator(int count)
    {
        var compilation = CompileCorpus.Create(count);
        var driver = Driver();
        var first = Time(() => driver = driver.RunGenerators(compilation));
        var body = Edited(CompileCorpus.EditBody);
        var declaration = Edited(CompileCorpus.EditDeclaration);
        var document = Edited(CompileCorpus.EditDocument);
        var all = Edited(CompileCorpus.EditAssembly);
        Print($"{count,9} {first,13:0.0} {body,18:0.0} {declaration,18:0.0} {document,17:0.0} {all,25:0.0} {EmittedAgain(compilation),14}");

        double Edited(Func<CSharpCompilation, int, CSharpCompilation> edit) =>
            Median(round => driver = driver.RunGenerators(compilation = edit(compilation, round)));
    }

    /// <summary>How many files are emitted anew after an edit that has nothing to do with them. Not beside the times: to keep track costs time.</summary>
    private static int EmittedAgain(CSharpCompilation compilation)
    {
        var driver = Driver(tracksSteps: true).RunGenerators(compilation);
        return driver.RunGenerators(CompileCorpus.EditDeclaration(compilation, -1)).GetRunResult().Results[0].TrackedOutputSteps.Values
            .SelectMany(static steps => steps)
            .SelectMany(static step => step.Outputs)
            .Count(static output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
    }

    private static async Task MeasureBuildAsync(int count)
    {
        List<Times> builds = [];
        for (var i = 0; i < 3; i++)
            builds.Add(await BuildAsync(count));

        // The first one does not count.
        var build = builds.Skip(1).OrderBy(static b => b.Total).ElementAt(1);
        Print($"{count,9} {build.Compile,11:0} {build.Generator,13:0} {build.Documents,18:0.0} {build.Usage,15:0.0} {(build.Documents + build.Usage) / build.Total,17:0.0%}");
    }

    /// <summary>One build as the compiler does it, of files that nothing has seen before.</summary>
    private static async Task<Times> BuildAsync(int documents)
    {
        var compilation = CompileCorpus.Create(documents);
        GC.Collect();
        Compilation output = compilation;
        var generator = Time(() => Driver().RunGeneratorsAndUpdateCompilation(compilation, out output, out _));
        ImmutableArray<DiagnosticAnalyzer> analyzers = [new DocumentAnalyzer(), new UsageAnalyzer()];
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: true);

        var compile = Time(() =>
        {
            using var assembly = new MemoryStream();
            var result = output.Emit(assembly);
            if (!result.Success)
                throw new InvalidOperationException(string.Join(Environment.NewLine, result.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error).Take(3)));
        });
        var analysis = output.WithAnalyzers(analyzers, options);
        var found = await analysis.GetAnalysisResultAsync(CancellationToken.None);
        return new Times(compile, generator, Of(found, analyzers[0]), Of(found, analyzers[1]));

        static double Of(AnalysisResult found, DiagnosticAnalyzer analyzer) => found.AnalyzerTelemetryInfo[analyzer].ExecutionTime.TotalMilliseconds;
    }

    private static GeneratorDriver Driver(bool tracksSteps = false) => CSharpGeneratorDriver.Create(
        [new DocumentGenerator().AsSourceGenerator()],
        parseOptions: CompileCorpus.Options,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: tracksSteps));

    private static double Median(Action<int> round)
    {
        for (var i = 0; i < EditsToWarmUp; i++)
            round(i);

        // What the runs before have left behind is not this one's.
        GC.Collect();
        var times = Enumerable.Range(EditsToWarmUp, Rounds).Select(i => Time(() => round(i))).Order().ToList();
        return times[times.Count / 2];
    }

    // Time of the processor: what else the machine does must not count.
    private static double Time(Action action)
    {
        var started = Environment.CpuUsage.TotalTime;
        action();
        return (Environment.CpuUsage.TotalTime - started).TotalMilliseconds;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed record Times(double Compile, double Generator, double Documents, double Usage)
    {
        public double Total => Compile + Generator + Documents + Usage;
    }
}
