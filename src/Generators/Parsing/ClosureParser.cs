using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Settee.Generators.Model;

namespace Settee.Generators.Parsing;

/// <summary>Parses all plain types that a document reaches; each may reach more.</summary>
internal static class ClosureParser
{
    public static EquatableArray<ShapeModel> Parse(TypeMapper mapper, ShapeParser shapes, ParseContext context)
    {
        var models = new List<ShapeModel>();
        while (mapper.Pending.Count > 0)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            var plain = mapper.Pending.Dequeue();
            context.IsQuiet = plain.IsQuiet;
            models.Add(plain.Kind switch
            {
                PlainKind.Enum => EnumOf(plain, context),
                PlainKind.Polymorphic => PolymorphicParser.Parse(plain, mapper, shapes, context),
                _ => ObjectOf(plain, shapes),
            });
        }

        context.IsQuiet = false;
        return models
            .Select(m => m is ObjectShape shape && mapper.Populated.Contains(m.Id) ? shape with { IsPopulated = true } : m)
            .OrderBy(static m => m.Id, StringComparer.Ordinal)
            .ToEquatableArray();
    }

    private static ObjectShape ObjectOf(PlainType plain, ShapeParser shapes) =>
        new(
            plain.Id,
            plain.Id,
            plain.Place,
            plain.Id + "Codec",
            plain.Visibility,
            shapes.Parse(plain.Symbol, isDocument: false, isMade: !plain.Symbol.IsAbstract),
            plain.Kind == PlainKind.Own ? null : NodeOf(plain));

    /// <summary>The patch and field types of a plain type; null when nobody outside of its container can name it.</summary>
    public static PathNodeModel? NodeOf(PlainType plain) =>
        plain.Visibility == Visibility.Private
            ? null
            : new PathNodeModel(plain.PathNamespace, plain.PathName, Names.WithoutNull(plain.Symbol), plain.Symbol.IsValueType);

    private static EnumShape EnumOf(PlainType plain, ParseContext context)
    {
        var members = plain.Symbol.GetMembers().OfType<IFieldSymbol>().Where(static f => f.IsConst).Select(f =>
        {
            var custom = context.JsonOf(f).EnumMemberName;
            return new EnumMemberModel(Names.Escape(f.Name), custom ?? f.Name, custom is not null);
        });

        return new EnumShape(
            plain.Id,
            plain.Id,
            plain.Place,
            plain.Id + "Names",
            plain.Visibility,
            Names.Of(plain.Symbol),
            Names.Of(plain.Symbol.EnumUnderlyingType!),
            plain.Symbol.GetAttributes().Any(static a => a.AttributeClass?.Name == "FlagsAttribute"),
            members.ToEquatableArray());
    }
}
