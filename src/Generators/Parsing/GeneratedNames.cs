using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Settee.Generators.Model;

namespace Settee.Generators.Parsing;

/// <summary>Names that generated code brings along, and that must not be taken by something else.</summary>
internal static class GeneratedNames
{
    public const string Fields = "Fields";
    private const string JsonState = "JsonState";
    private const string KeyFor = "KeyFor";
    private const string KeyOf = "KeyOf";
    private const string TryParseKey = "TryParseKey";

    /// <summary>Reports members of a document that have the name of one that is generated; overloads of the methods are welcome.</summary>
    /// <returns>The generated members that cannot be, by name.</returns>
    public static HashSet<string> Check(INamedTypeSymbol type, KeyModel key, ParseContext context)
    {
        var taken = new HashSet<string>();
        foreach (var name in new[] { Fields, JsonState, KeyFor, KeyOf, TryParseKey })
        {
            var clash = type.Name == name ? type : type.GetMembers(name).FirstOrDefault(m => IsWritten(m) && !IsOverload(m, type, key));
            if (clash is null)
                continue;

            // With another template it may be an overload.
            if (key.IsUsable || !IsOfKey(name))
                context.Report(Problem.TakenMemberName, clash, name, type.Name);
            taken.Add(name);
        }

        return taken;
    }

    /// <summary>Whether a generated member has to do with keys. They go together: without one of them, none works.</summary>
    public static bool IsOfKey(string name) => name is KeyFor or KeyOf or TryParseKey;

    /// <summary>Reports an accessor that nobody could reach, because instance members win over extensions, or that another document has as well.</summary>
    /// <returns>Whether it cannot be.</returns>
    public static bool IsTaken(string accessor, INamedTypeSymbol type, Location? location, ParseContext context)
    {
        foreach (var receiver in new[] { context.Known.Bucket, context.Known.Scope })
        {
            for (var t = receiver; t is not null; t = t.BaseType)
            {
                if (t.GetMembers(accessor).Any(static m => m.DeclaredAccessibility == Accessibility.Public))
                {
                    context.Report(Problem.TakenAccessor, location, accessor, type.Name, receiver!.Name);
                    return true;
                }
            }
        }

        if (context.Known.DocumentsWith(accessor, type.ContainingNamespace).FirstOrDefault(t => !SymbolEqualityComparer.Default.Equals(t, type)) is { } other)
            context.Warn(Problem.SharedAccessor, type, accessor, type.Name, other.Name);

        return false;
    }

    /// <summary>Whether somebody wrote it: the analyzers see the generated members as well.</summary>
    private static bool IsWritten(ISymbol member) =>
        member.DeclaringSyntaxReferences.Any(static r => !r.SyntaxTree.FilePath.EndsWith(".g.cs", StringComparison.Ordinal));

    private static bool IsOverload(ISymbol member, INamedTypeSymbol type, KeyModel key)
    {
        if (member is not IMethodSymbol method || member.Name is Fields or JsonState)
            return false;

        var parameters = method.Parameters.Select(static p => Names.WithoutNull(p.Type)).ToArray();
        var own = Names.WithoutNull(type);
        var parts = key.Members.Select(static m => m.TypeName).ToArray();
        string[] generated = member.Name switch
        {
            KeyFor => parts,
            KeyOf => [own],
            _ => [$"global::Settee.DocumentKey<{own}>", .. parts],
        };
        return method.Arity > 0 || !parameters.SequenceEqual(generated);
    }
}
