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
        var fallsBack = false;
        var ignoresUnknownTags = false;
        var derived = new List<DerivedModel>();
        var checks = new DerivedTypeChecks(type, context);
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
                            fallsBack = handling == 1;
                            if (handling == 2)
                                context.Report(Problem.UnsupportedAttribute, type, type.Name, "JsonPolymorphic(FallBackToNearestAncestor)");
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
                derived.Add(new DerivedModel(Names.WithoutNull(target), codec, tag as string, tag as int?));
                if (SymbolEqualityComparer.Default.Equals(target, type))
                    listedBase = codec;
            }
        }

        checks.FindCollisions(tagName);
        var own = listedBase ?? (type.IsAbstract || type.TypeKind == TypeKind.Interface ? null : mapper.OwnCodecOf(type));
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
            fallsBack,
            ignoresUnknownTags,
            shapes.StepsOf(type),
            ClosureParser.NodeOf(plain));
    }
}
