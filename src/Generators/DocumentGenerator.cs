using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Settee.Generators.Emit;
using Settee.Generators.Model;
using Settee.Generators.Sources;

namespace Settee.Generators;

/// <summary>Generates what belongs to documents: codecs, keys, accessors and patches.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class DocumentGenerator : IIncrementalGenerator
{
    // LanguageVersion.CSharp14, which the referenced compiler does not know yet.
    private const LanguageVersion CSharp14 = (LanguageVersion)1400;

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var environment = context.CompilationProvider
            .Select(static (compilation, _) => new BuildEnvironment(((CSharpCompilation)compilation).LanguageVersion >= CSharp14))
            .WithTrackingName(StepNames.Environment);

        // Not by attribute: the compiler would bind every document again after every edit, which alone takes most of the time that there is.
        var documents = context.CompilationProvider
            .SelectMany(SourceSet.Documents)
            .WithTrackingName(StepNames.Documents);

        // Hint names must differ in more than case, which only shows when all are known.
        var collidingHints = documents
            .Select(static (model, _) => model.Declaration.HintName)
            .Collect()
            .Select(HintNames.Colliding)
            .WithTrackingName(StepNames.CollidingHints);

        var outputs = documents.Combine(collidingHints).Combine(environment).WithTrackingName(StepNames.DocumentOutputs);
        context.RegisterSourceOutput(
            outputs, static (output, input) => EmitDocument(output, input.Left.Left, input.Left.Right, input.Right));

        // A plain type that several documents reach is emitted once, and again only when it changes itself.
        var shapes = documents
            .SelectMany(static (model, _) => model.Closure)
            .Collect()
            .SelectMany(DistinctShapes)
            .WithTrackingName(StepNames.Shapes);
        context.RegisterSourceOutput(
            shapes.Combine(environment).WithTrackingName(StepNames.ShapeOutputs),
            static (output, input) => EmitShape(output, input.Left, input.Right));
    }

    private static ImmutableArray<ShapeModel> DistinctShapes(ImmutableArray<ShapeModel> shapes, CancellationToken cancellationToken)
    {
        var distinct = shapes
            .GroupBy(static s => s.Id)
            .Select(static g => g.FirstOrDefault(static s => s is ObjectShape { IsPopulated: true }) ?? g.First())
            .OrderBy(static s => s.Id, StringComparer.Ordinal)
            .ToImmutableArray();
        var colliding = HintNames.Colliding(distinct.Select(static s => s.HintName).ToImmutableArray(), cancellationToken);
        return [.. distinct.Select(s => s with { HintName = HintNames.For(s.HintName, colliding) })];
    }

    private static void EmitDocument(
        SourceProductionContext output, DocumentModel model, EquatableArray<string> collidingHints, BuildEnvironment environment)
    {
        if (!environment.CanEmit)
            return;

        var hint = HintNames.For(model.Declaration.HintName, collidingHints);
        output.AddSource(hint + ".Document.g.cs", DocumentEmitter.Emit(model));
        if (model.Key is { } key)
            output.AddSource(hint + ".Key.g.cs", KeyEmitter.Emit(model, key));

        // What stands outside of the type cannot name a type that is private to its container.
        if (model.Declaration.Visibility == Visibility.Private)
            return;

        output.AddSource(hint + ".Patch.g.cs", PatchEmitter.Emit(model));
        if (model.HasFields)
            output.AddSource(hint + ".Fields.g.cs", FieldsEmitter.Emit(model));
        output.AddSource(hint + ".Accessors.g.cs", AccessorEmitter.Emit(model));
    }

    private static void EmitShape(SourceProductionContext output, ShapeModel shape, BuildEnvironment environment)
    {
        if (environment.CanEmit)
            output.AddSource(shape.HintName + ".Codec.g.cs", ShapeEmitter.Emit(shape));
    }
}
