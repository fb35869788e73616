using Microsoft.CodeAnalysis;
using Settee.Generators.Model;

namespace Settee.Generators.Parsing;

/// <summary>Finds what a type wants to do around its serialization.</summary>
internal static class CallbackParser
{
    public static Callbacks Of(INamedTypeSymbol type)
    {
        var callbacks = Callbacks.None;
        foreach (var candidate in type.AllInterfaces)
        {
            if (candidate.Name.StartsWith("IJsonOn", StringComparison.Ordinal)
                && candidate.ContainingNamespace.ToDisplayString() == "System.Text.Json.Serialization"
                && Enum.TryParse(candidate.Name.Substring("IJson".Length), out Callbacks callback))
            {
                callbacks |= callback;
            }
        }

        return callbacks;
    }
}
