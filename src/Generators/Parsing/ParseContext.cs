using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Settee.Generators.Model;

namespace Settee.Generators.Parsing;

/// <summary>What the parts of one parse share. Lives for one document and never longer: it holds symbols.</summary>
internal sealed class ParseContext
{
    private readonly IProblemSink? _sink;
    private readonly Dictionary<ISymbol, JsonAttributes> _json = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, bool> _visible = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, string> _names = new(SymbolEqualityComparer.Default);

    public ParseContext(Compilation compilation, INamedTypeSymbol document, IProblemSink? sink, CancellationToken cancellationToken)
    {
        _sink = sink;
        Graph = sink is null ? null : new TypeGraph();
        Compilation = compilation;
        Known = KnownSymbols.Of(compilation);
        CancellationToken = cancellationToken;
        CodecNamespace = "Settee.Generated." + Names.Identifier(compilation.AssemblyName ?? "Assembly");

        var assembly = ConventionsParser.OfAssembly(this);
        Conventions = ConventionsParser.OfDocument(document, assembly, this);
        Suffix = ConventionsParser.SuffixOf(Conventions, assembly);
    }

    public Compilation Compilation { get; }

    public KnownSymbols Known { get; }

    public CancellationToken CancellationToken { get; }

    /// <summary>The conventions of the document, which hold for everything in it.</summary>
    public JsonConventions Conventions { get; }

    /// <summary>Ends the names of codecs of plain types whose conventions are not those of the assembly.</summary>
    public string Suffix { get; }

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

    /// <summary>Whether code elsewhere in the assembly can use a member.</summary>
    public bool IsVisible(ISymbol member)
    {
        if (member.DeclaredAccessibility != Accessibility.Public)
            return Compilation.IsSymbolAccessibleWithin(member, Compilation.Assembly);

        var type = member.ContainingType;
        if (!_visible.TryGetValue(type, out var isVisible))
            _visible.Add(type, isVisible = Compilation.IsSymbolAccessibleWithin(type, Compilation.Assembly));
        return isVisible;
    }

    /// <summary>Whether anybody wants to know of what works and is probably not meant.</summary>
    public bool IsReporting => _sink is not null;

    /// <summary>Which types reach which; null when nobody wants to know.</summary>
    public TypeGraph? Graph { get; }

    /// <summary>Whether something was found that makes the document unusable.</summary>
    public bool HasProblems => ProblemCount > 0;

    public int ProblemCount { get; private set; }

    /// <summary>Whether problems are counted only, as they are consequences of others.</summary>
    public bool IsQuiet { get; set; }

    /// <summary>Namespace of the codecs of this assembly.</summary>
    public string CodecNamespace { get; }

    public void Report(Problem problem, Location? location, params string[] arguments)
    {
        ProblemCount++;
        if (!IsQuiet)
            _sink?.Report(problem, location, arguments);
    }

    /// <summary>Reports what works and is probably not meant; not beside an error, of which it may be a mere consequence.</summary>
    public void Warn(Problem problem, ISymbol symbol, params string[] arguments)
    {
        if (!HasProblems)
            _sink?.Report(problem, symbol.Locations.Length > 0 ? symbol.Locations[0] : null, arguments);
    }

    public void Report(Problem problem, ISymbol symbol, params string[] arguments) =>
        Report(problem, symbol.Locations.Length > 0 ? symbol.Locations[0] : null, arguments);
}
