using System.Reflection;

namespace Settee.Generators.Tests.Pipeline;

/// <summary>A host loads components with what it ships; one reference more, or newer, and they fail only inside an editor.</summary>
public sealed class ComponentReferenceTests
{
    private static readonly string[] Allowed =
    [
        "netstandard 2.0.0.0",
        "Microsoft.CodeAnalysis 4.14.0.0",
        "Microsoft.CodeAnalysis.CSharp 4.14.0.0",
        "System.Collections.Immutable 9.0.0.0",
        "System.Memory 4.0.1.2",
    ];

    [Fact]
    public void The_generator_references_only_what_every_host_has()
    {
        var references = typeof(DocumentGenerator).Assembly.GetReferencedAssemblies().Select(static a => $"{a.Name} {a.Version}");
        Assert.Empty(references.Except(Allowed));
    }
}
