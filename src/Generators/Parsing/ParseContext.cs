using System.Threading;
using Microsoft.CodeAnalysis;

namespace Settee.Generators.Parsing;

/// <summary>What the parts of one parse share. Lives for one document and never longer: it holds symbols.</summary>
internal sealed class ParseContext(Compilation compilation, IProblemSink? sink, CancellationToken cancellationToken)
{
    public Compilation Compilation { get; } = compilation;

    public KnownSymbols Known { get; } = KnownSymbols.Of(compilation);

    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>Whether something was found that makes the document unusable.</summary>
    public bool HasProblems => ProblemCount > 0;

    public int ProblemCount { get; private set; }

    /// <summary>Namespace of the codecs of this assembly.</summary>
    public string CodecNamespace { get; } = "Settee.Generated." + Names.Identifier(compilation.AssemblyName ?? "Assembly");

    public void Report(Problem problem, Location? location, params string[] arguments)
    {
        ProblemCount++;
        sink?.Report(problem, location, arguments);
    }

    /// <summary>Reports what works and is probably not meant; not beside an error, of which it may be a mere consequence.</summary>
    public void Warn(Problem problem, ISymbol symbol, params string[] arguments)
    {
        if (!HasProblems)
            sink?.Report(problem, symbol.Locations.Length > 0 ? symbol.Locations[0] : null, arguments);
    }

    public void Report(Problem problem, ISymbol symbol, params string[] arguments) =>
        Report(problem, symbol.Locations.Length > 0 ? symbol.Locations[0] : null, arguments);
}
