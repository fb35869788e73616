using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Settee.Generators.Parsing;

/// <summary>The types that parsing asks for, looked up once per compilation.</summary>
internal sealed class KnownSymbols
{
    public const string DocumentAttributeName = "Settee.DocumentAttribute";

    // Weak, so that no compilation outlives its use; a static dictionary would keep every one.
    private static readonly ConditionalWeakTable<Compilation, KnownSymbols> Cache = new();

    private readonly ConcurrentDictionary<INamespaceSymbol, ILookup<string, INamedTypeSymbol>> _accessors = new(SymbolEqualityComparer.Default);

    private KnownSymbols(Compilation compilation)
    {
        DocumentAttribute = compilation.GetTypeByMetadataName(DocumentAttributeName);
        MetaAttribute = compilation.GetTypeByMetadataName("Settee.MetaAttribute");
        JsonDefaultsAttribute = compilation.GetTypeByMetadataName("Settee.JsonDefaultsAttribute");
        Cas = compilation.GetTypeByMetadataName("Settee.Cas");
        DocumentKey = compilation.GetTypeByMetadataName("Settee.DocumentKey`1");
        Bucket = compilation.GetTypeByMetadataName("Settee.Bucket");
        Scope = compilation.GetTypeByMetadataName("Settee.Scope");
    }

    public INamedTypeSymbol? DocumentAttribute { get; }

    public INamedTypeSymbol? MetaAttribute { get; }

    public INamedTypeSymbol? JsonDefaultsAttribute { get; }

    public INamedTypeSymbol? Cas { get; }

    public INamedTypeSymbol? DocumentKey { get; }

    public INamedTypeSymbol? Bucket { get; }

    public INamedTypeSymbol? Scope { get; }

    /// <summary>The documents of a namespace that have an accessor.</summary>
    public IEnumerable<INamedTypeSymbol> DocumentsWith(string accessor, INamespaceSymbol space) =>
        _accessors.GetOrAdd(space, AccessorsOf)[accessor];

    public static KnownSymbols Of(Compilation compilation) => Cache.GetValue(compilation, static c => new KnownSymbols(c));

    private ILookup<string, INamedTypeSymbol> AccessorsOf(INamespaceSymbol space)
    {
        var documents = new List<(string Accessor, INamedTypeSymbol Type)>();
        Add(space.GetTypeMembers());
        return documents
            .OrderBy(static d => Names.Metadata(d.Type), StringComparer.Ordinal)
            .ToLookup(static d => d.Accessor, static d => d.Type);

        void Add(IEnumerable<INamedTypeSymbol> types)
        {
            foreach (var type in types)
            {
                if (!type.Locations.Any(static l => l.IsInSource))
                    continue;

                var attribute = type.GetAttributes().FirstOrDefault(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, DocumentAttribute));
                if (attribute is not null && Declarations.VisibilityOf(type) != Model.Visibility.Private)
                    documents.Add((DocumentParser.AccessorOf(attribute), type));
                Add(type.GetTypeMembers());
            }
        }
    }
}
