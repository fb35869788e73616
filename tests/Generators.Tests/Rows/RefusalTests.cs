using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;
using Settee.Generators.Tests.Support;

namespace Settee.Generators.Tests.Rows;

/// <summary>What cannot be written and read as expected is found while the program is built.</summary>
public sealed class RefusalTests
{
    public static TheoryData<string> Rules => [.. Refusals.Cases.Keys];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Is_refused(string rule)
    {
        foreach (var (source, problem) in Refusals.Cases[rule])
            Assert.True(Found(source).Contains(problem), $"{problem} was not found in: {source}");
    }

    private static List<Problem> Found(string source)
    {
        var compilation = new GeneratorHost(sources: source).Compilation;
        Assert.DoesNotContain(compilation.GetDiagnostics(), static d => d is { Severity: DiagnosticSeverity.Error, Id: "CS0246" or "CS0103" or "CS1002" });

        var type = compilation.GetTypeByMetadataName("Shop.Thing")!;
        var attribute = type.GetAttributes().Single(static a => a.AttributeClass!.Name == "DocumentAttribute");
        var sink = new Sink();
        DocumentParser.Parse(type, attribute, compilation, sink, TestContext.Current.CancellationToken);
        return sink.Problems;
    }

    private sealed class Sink : IProblemSink
    {
        public List<Problem> Problems { get; } = [];

        public void Report(Problem problem, Location? location, params string[] arguments) => Problems.Add(problem);
    }
}
