using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Settee.Generators.Parsing;

/// <summary>The types that parsing asks for, looked up once per compilation.</summary>
internal sealed class KnownSymbols
{
    public const string DocumentAttributeName = "Settee.DocumentAttribute";

    // Weak, so that no compilation outlives its use; a static dictionary would keep every one.
    private static readonly ConditionalWeakTable<Compilation, KnownSymbols> Cache = new();

    private KnownSymbols(Compilation compilation)
    {
        DocumentAttribute = compilation.GetTypeByMetadataName(DocumentAttributeName);
        MetaAttribute = compilation.GetTypeByMetadataName("Settee.MetaAttribute");
        JsonDefaultsAttribute = compilation.GetTypeByMetadataName("Settee.JsonDefaultsAttribute");
        Cas = compilation.GetTypeByMetadataName("Settee.Cas");
        DocumentKey = compilation.GetTypeByMetadataName("Settee.DocumentKey`1");
    }

    public INamedTypeSymbol? DocumentAttribute { get; }

    public INamedTypeSymbol? MetaAttribute { get; }

    public INamedTypeSymbol? JsonDefaultsAttribute { get; }

    public INamedTypeSymbol? Cas { get; }

    public INamedTypeSymbol? DocumentKey { get; }

    public static KnownSymbols Of(Compilation compilation) => Cache.GetValue(compilation, static c => new KnownSymbols(c));
}
