using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Settee.Generators.Tests.Support;

namespace Settee.Generators.Tests.Pipeline;

/// <summary>Nothing of a compilation hides in what the tracked steps hand on.</summary>
public sealed class StepOutputTests
{
    private static readonly string[] Steps =
    [
        StepNames.Environment, StepNames.Documents, StepNames.CollidingHints, StepNames.DocumentOutputs, StepNames.Shapes, StepNames.ShapeOutputs,
    ];

    [Fact]
    public void Outputs_of_all_steps_are_plain_data()
    {
        var result = new GeneratorHost(sources: Samples.Shop).Run();
        Assert.Equal(Steps.Order(), result.TrackedSteps.Keys.Intersect(Steps).Order());

        var visited = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var step in Steps)
        {
            foreach (var (value, _) in result.TrackedSteps[step].SelectMany(static s => s.Outputs))
                Walk(value, step, visited);
        }

        Assert.True(visited.Count > 20, "The walk saw too little to mean anything.");
    }

    private static void Walk(object? value, string path, HashSet<object> visited)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum || !visited.Add(value))
            return;

        var type = value.GetType();
        Assert.False(
            value is ISymbol or SyntaxNode or SyntaxTree or Compilation or Location or AttributeData or IOperation or SemanticModel,
            $"{path} holds a {type}.");
        Assert.False(type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>), $"{path} holds an {type}.");

        if (value is IEnumerable items)
        {
            foreach (var item in items)
                Walk(item, path + "[]", visited);
        }

        for (var t = type; t is not null; t = t.BaseType)
        {
            foreach (var field in t.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                Walk(field.GetValue(value), path + "." + field.Name, visited);
        }
    }
}
