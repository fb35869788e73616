using Microsoft.CodeAnalysis;

namespace Settee.Analyzers.Usage;

/// <summary>The types of the client that the rules on calls ask for, looked up once per compilation.</summary>
internal sealed class UsageSymbols
{
    private readonly INamedTypeSymbol _rawCollection;
    private readonly INamedTypeSymbol _bucket;
    private readonly INamedTypeSymbol _document;
    private readonly INamedTypeSymbol? _asyncEnumerable;

    private UsageSymbols(
        INamedTypeSymbol collection, INamedTypeSymbol rawCollection, INamedTypeSymbol bucket, INamedTypeSymbol cluster, INamedTypeSymbol document,
        Compilation compilation)
    {
        Collection = collection;
        _rawCollection = rawCollection;
        _bucket = bucket;
        Cluster = cluster;
        _document = document;
        TlsVerify = compilation.GetTypeByMetadataName("Settee.TlsVerify");
        _asyncEnumerable = compilation.GetTypeByMetadataName("System.Collections.Generic.IAsyncEnumerable`1");
    }

    public INamedTypeSymbol Collection { get; }

    public INamedTypeSymbol Cluster { get; }

    public INamedTypeSymbol? TlsVerify { get; }

    /// <summary>The symbols; null when the compilation does not use the client.</summary>
    public static UsageSymbols? Of(Compilation compilation) =>
        compilation.GetTypeByMetadataName("Settee.Collection`1") is { } collection
        && compilation.GetTypeByMetadataName("Settee.RawCollection") is { } rawCollection
        && compilation.GetTypeByMetadataName("Settee.Bucket") is { } bucket
        && compilation.GetTypeByMetadataName("Settee.Cluster") is { } cluster
        && compilation.GetTypeByMetadataName("Settee.Document`1") is { } document
            ? new UsageSymbols(collection, rawCollection, bucket, cluster, document, compilation)
            : null;

    /// <summary>Whether a method is one that talks to the server: of the client, or generated for the parts of a key.</summary>
    public bool IsOperation(IMethodSymbol method)
    {
        if (!method.Name.EndsWith("Async", StringComparison.Ordinal) || method.ContainingType is not { } type)
            return false;

        var original = type.OriginalDefinition;
        return Is(original, Collection) || Is(original, _rawCollection) || Is(original, _bucket) || Is(original, Cluster)
            ? method.Name != "DisposeAsync"
            : IsGenerated(method);
    }

    /// <summary>The type of the documents when a type is a typed collection.</summary>
    public ITypeSymbol? DocumentOf(ITypeSymbol? type) =>
        type is INamedTypeSymbol { TypeArguments: [var document] } && Is(type.OriginalDefinition, Collection) ? document : null;

    /// <summary>Whether a type is a document with its metadata.</summary>
    public bool IsDocument(ITypeSymbol? type) => type is not null && Is(type.OriginalDefinition, _document);

    public bool IsSequence(ITypeSymbol? type) => type is not null && _asyncEnumerable is not null && Is(type.OriginalDefinition, _asyncEnumerable);

    /// <summary>Whether a type is a way to documents that lives as long as its cluster.</summary>
    public bool LeadsToDocuments(ITypeSymbol? type) =>
        type?.ContainingAssembly is { } assembly && SymbolEqualityComparer.Default.Equals(assembly, Cluster.ContainingAssembly)
        && type.Name is "Cluster" or "Bucket" or "Scope" or "Collection" or "RawCollection";

    private static bool Is(ITypeSymbol type, INamedTypeSymbol known) => SymbolEqualityComparer.Default.Equals(type, known);

    private static bool IsGenerated(IMethodSymbol method) =>
        method.GetAttributes().Any(static a =>
            a.AttributeClass?.Name == "GeneratedCodeAttribute" && a.ConstructorArguments is [{ Value: "Settee.Generators" }, ..]);
}
