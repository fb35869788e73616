using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Settee.Generators.Model;

namespace Settee.Generators.Parsing;

/// <summary>Reads which types stand behind a declared one, and how JSON tells them apart.</summary>
internal static class PolymorphicParser
{
    public static PolymorphicShape Parse(PlainType plain, TypeMapper mapper, ShapeParser shapes, ParseContext context)
    {
        var type = plain.Symbol;
        var tagName = "$type";
        var fallBack = FallBack.None;
        var ignoresUnknownTags = false;
        var derived = new List<DerivedModel>();
        var checks = new DerivedTypeChecks(type, context);
        var targets = new List<(INamedTypeSymbol Type, DerivedModel Model)>();
        string? listedBase = null;

        foreach (var attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == "JsonPolymorphicAttribute")
            {
                foreach (var argument in attribute.NamedArguments)
                {
                    switch (argument)
                    {
                        case { Key: "TypeDiscriminatorPropertyName", Value.Value: string name }:
                            tagName = name;
                            break;
                        case { Key: "IgnoreUnrecognizedTypeDiscriminators", Value.Value: bool ignores }:
                            ignoresUnknownTags = ignores;
                            break;
                        case { Key: "UnknownDerivedTypeHandling", Value.Value: int handling }:
                            fallBack = (FallBack)handling;
                            break;
                    }
                }
            }
            else if (attribute.AttributeClass?.Name == "JsonDerivedTypeAttribute"
                && attribute.ConstructorArguments is [{ Value: INamedTypeSymbol target }, ..] arguments)
            {
                context.CancellationToken.ThrowIfCancellationRequested();
                var tag = arguments.Length > 1 ? arguments[1].Value : null;
                if (!checks.Accepts(target, tag, attribute) || target.IsAbstract)
                    continue;

                if (mapper.OwnCodecOf(target) is not { } codec)
                {
                    checks.Refuse(Problem.UnusableDerivedType, attribute, Names.ForPeople(target), type.Name);
                    continue;
                }

                if (!SymbolEqualityComparer.Default.Equals(target, type))
                    context.Graph?.Add(type, target, target);
                var model = new DerivedModel(Names.WithoutNull(target), codec, tag as string, tag as int?);
                derived.Add(model);
                targets.Add((target, model));
                if (SymbolEqualityComparer.Default.Equals(target, type))
                    listedBase = codec;
            }
        }

        checks.FindCollisions(tagName);
        if (fallBack == FallBack.ToNearest)
        {
            // The nearest of several is the one that no other is derived from.
            targets.Sort(static (a, b) => DepthOf(b.Type).CompareTo(DepthOf(a.Type)));
            derived = targets.ConvertAll(static t => t.Model);
        }

        if (fallBack != FallBack.None && type.TypeKind == TypeKind.Interface)
            context.Report(Problem.UnsupportedAttribute, type, type.Name, "JsonPolymorphic(UnknownDerivedTypeHandling) on an interface");

        // An abstract type is never read, but what falls back on it is written as it.
        var isWritten = !type.IsAbstract || (fallBack != FallBack.None && type.TypeKind == TypeKind.Class);
        var own = listedBase ?? (isWritten ? mapper.OwnCodecOf(type) : null);
        return new PolymorphicShape(
            plain.Id,
            plain.Id,
            plain.Place,
            plain.Id + "Codec",
            plain.Visibility,
            Names.WithoutNull(type),
            tagName,
            derived.ToEquatableArray(),
            own,
            fallBack,
            ignoresUnknownTags,
            shapes.StepsOf(type),
            ClosureParser.NodeOf(plain))
        {
            Conventions = context.Conventions,
            IsAbstract = type.IsAbstract,
        };
    }

    private static int DepthOf(INamedTypeSymbol type)
    {
        var depth = 0;
        for (var t = type.BaseType; t is not null; t = t.BaseType)
            depth++;
        return depth;
    }
}
