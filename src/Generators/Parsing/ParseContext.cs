using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace Settee.Generators.Parsing;

/// <summary>What the parts of one parse share. Lives for one document and never longer: it holds symbols.</summary>
internal sealed class ParseContext(Compilation compilation, IProblemSink? sink, CancellationToken cancellationToken)
{
    private readonly Dictionary<ISymbol, JsonAttributes> _json = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, string> _names = new(SymbolEqualityComparer.Default);

    public Compilation Compilation { get; } = compilation;

    public KnownSymbols Known { get; } = KnownSymbols.Of(compilation);

    public CancellationToken CancellationToken { get; } = cancellationToken;

    /// <summary>The JSON attributes of a member or type. Binding attributes is most of the cost of parsing, so each symbol is asked once.</summary>
    public JsonAttributes JsonOf(ISymbol symbol)
    {
        if (!_json.TryGetValue(symbol, out var json))
            _json.Add(symbol, json = JsonAttributes.Of(symbol, Known));
        return json;
    }

    /// <summary>The full name of a type that declares members; asked for once per member.</summary>
    public string NameOf(INamedTypeSymbol type)
    {
        if (!_names.TryGetValue(type, out var name))
            _names.Add(type, name = Names.WithoutNull(type));
        return name;
    }

    /// <summary>Whether anybody wants to know of what works and is probably not meant.</summary>
    public bool IsReporting => sink is not null;

    /// <summary>Which types reach which; null when nobody wants to know.</summary>
    public TypeGraph? Graph { get; } = sink is null ? null : new TypeGraph();

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
