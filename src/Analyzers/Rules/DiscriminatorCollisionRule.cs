using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Members named like the discriminator of their polymorphic type.</summary>
internal sealed class DiscriminatorCollisionRule : Rule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.DiscriminatorCollision;

    public override ImmutableArray<Problem> Problems => [Problem.DiscriminatorCollision];
}
