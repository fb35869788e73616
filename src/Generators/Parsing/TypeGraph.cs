using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Settee.Generators.Parsing;

/// <summary>Which plain types reach which, to find those that reach themselves.</summary>
internal sealed class TypeGraph
{
    private readonly Dictionary<INamedTypeSymbol, List<(ISymbol Member, INamedTypeSymbol Target)>> _edges = new(SymbolEqualityComparer.Default);

    /// <summary>Notes that objects of a type hold values of another one.</summary>
    public void Add(INamedTypeSymbol type, ISymbol member, ITypeSymbol memberType)
    {
        switch (memberType)
        {
            case IArrayTypeSymbol array:
                Add(type, member, array.ElementType);
                break;
            case INamedTypeSymbol named:
                foreach (var argument in named.TypeArguments)
                    Add(type, member, argument);
                if (named.SpecialType == SpecialType.None && named.TypeKind is TypeKind.Class or TypeKind.Struct or TypeKind.Interface)
                    EdgesOf(type).Add((member, (INamedTypeSymbol)named.WithNullableAnnotation(NullableAnnotation.NotAnnotated)));
                break;
        }
    }

    /// <summary>Reports the members through which an object could come to hold itself.</summary>
    public void Report(INamedTypeSymbol root, ParseContext context)
    {
        var open = new List<INamedTypeSymbol>();
        var done = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        Visit(root);

        void Visit(INamedTypeSymbol type)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (!_edges.TryGetValue(type, out var edges) || !done.Add(type))
                return;

            open.Add(type);
            foreach (var (member, target) in edges)
            {
                var start = open.FindIndex(t => SymbolEqualityComparer.Default.Equals(t, target));
                if (start >= 0 && member.Locations.Any(static l => l.IsInSource))
                    context.Warn(Problem.CyclicType, member, member.Name, type.Name, Path(start, target));
                else
                    Visit(target);
            }

            open.RemoveAt(open.Count - 1);
        }

        string Path(int start, INamedTypeSymbol target) =>
            string.Join(" > ", open.Skip(start).Select(static t => t.Name).Concat([target.Name]));
    }

    private List<(ISymbol Member, INamedTypeSymbol Target)> EdgesOf(INamedTypeSymbol type)
    {
        if (!_edges.TryGetValue(type, out var edges))
            _edges.Add(type, edges = []);
        return edges;
    }
}
