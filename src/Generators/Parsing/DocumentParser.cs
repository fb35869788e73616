using System.Globalization;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Settee.Generators.Model;

namespace Settee.Generators.Parsing;

/// <summary>Turns a type marked with the Document attribute into the model of everything that is emitted for it.</summary>
internal static class DocumentParser
{
    /// <summary>The model; null when nothing can be emitted for the type at all.</summary>
    public static DocumentModel? Parse(
        INamedTypeSymbol type, AttributeData attribute, Compilation compilation, IProblemSink? sink, CancellationToken cancellationToken)
    {
        var context = new ParseContext(compilation, type, sink, cancellationToken);
        if (!CanBeReopened(type, context))
            return null;

        var keyspace = KeyspaceOf(attribute, type, LocationOf(attribute, null, cancellationToken), context);
        var meta = MetaParser.Parse(type, context);
        var key = new KeyTemplateParser(context, type, meta, keyspace, LocationOf(attribute, "Key", cancellationToken)).Parse(Named(attribute, "Key"));

        var taken = GeneratedNames.Check(type, key, context);
        if (taken.Where(GeneratedNames.IsOfKey).ToEquatableArray() is { Count: > 0 } takenOfKey)
            key = key with { IsUsable = false, Taken = takenOfKey };

        var accessor = AccessorOf(attribute);
        if (Declarations.VisibilityOf(type) != Visibility.Private
            && GeneratedNames.IsTaken(accessor, type, LocationOf(attribute, "Accessor", cancellationToken), context))
        {
            accessor = "";
        }

        var mapper = new TypeMapper(context);
        var shapes = new ShapeParser(context, mapper);
        mapper.TakeHelpers(compilation.Assembly);
        mapper.TakeHelpers(type);
        var codec = OwnCodecOf(type, mapper, context);
        var shape = context.JsonOf(type).Converter is null
            ? shapes.Parse(type, isDocument: true, isMade: codec is null && !type.IsAbstract)
            : ShapeParser.Opaque(type, context);
        if (codec is not null && key.Parts.Any(static p => p.Member is { IsRestored: true }))
            context.Report(Problem.UnsupportedAttribute, type, type.Name, "JsonIgnore on a part of the key beside a converter or derived types");

        var closure = ClosureParser.Parse(mapper, shapes, context);
        context.Graph?.Report(type, context);

        return new DocumentModel(
            DeclarationOf(type),
            shape,
            keyspace,
            key,
            accessor,
            ExpiryOf(attribute, LocationOf(attribute, "Expiry", cancellationToken), context),
            meta,
            IsComplete: !context.HasProblems,
            closure)
        {
            Codec = codec,
            HasFields = !taken.Contains(GeneratedNames.Fields),
            ExposesTypeInfo = attribute.NamedArguments.Any(static a => a is { Key: "ExposeJsonTypeInfo", Value.Value: true }),
        };
    }

    /// <summary>The name of the generated extension property: as given, or the collection's in Pascal case.</summary>
    public static string AccessorOf(AttributeData attribute)
    {
        var keyspace = attribute.ConstructorArguments is [{ Value: string text }] ? text : "";
        return Named(attribute, "Accessor") is { } accessor
            ? Names.Identifier(accessor)
            : Names.Pascal(keyspace.Substring(keyspace.IndexOf('.') + 1));
    }

    /// <summary>The codec of a document that is not just its members; null for all others.</summary>
    private static string? OwnCodecOf(INamedTypeSymbol type, TypeMapper mapper, ParseContext context)
    {
        var json = context.JsonOf(type);
        if (json.Converter is { } converter)
        {
            var converted = mapper.Converted(type, converter);
            if (converted is null)
                context.Report(Problem.UnsupportedAttribute, type, type.Name, "JsonConverter");
            return converted?.Type.Codec;
        }

        return json.IsPolymorphic ? mapper.Map(type)?.Type.Codec : null;
    }

    /// <summary>Whether parts of the type can be declared in another file.</summary>
    private static bool CanBeReopened(INamedTypeSymbol type, ParseContext context)
    {
        var isPartial = true;
        if (type.IsFileLocal)
            context.Report(Problem.FileLocalDocument, type, type.Name);

        for (var t = type; t is not null; t = t.ContainingType)
        {
            if (t.Arity > 0)
                context.Report(Problem.GenericDocument, type, type.Name);

            // A second part of the type would make the compiler say so, too, and keep it from asking the analyzers, who know the way out.
            if (!Declarations.IsPartial(t, context.CancellationToken))
            {
                isPartial = false;
                var isItself = SymbolEqualityComparer.Default.Equals(t, type);
                context.Report(isItself ? Problem.NotPartial : Problem.ContainerNotPartial, t, t.Name, type.Name);
            }
        }

        if (type.IsStatic || (type.IsAbstract && !context.JsonOf(type).IsPolymorphic))
            context.Report(Problem.AbstractDocument, type, type.Name);
        return isPartial && !type.IsFileLocal && !type.IsStatic && !IsGeneric(type);
    }

    private static bool IsGeneric(INamedTypeSymbol type) => type.Arity > 0 || (type.ContainingType is { } container && IsGeneric(container));

    /// <summary>Where an argument of the attribute stands, or the attribute itself when it has no such argument.</summary>
    private static Location? LocationOf(AttributeData attribute, string? argument, CancellationToken cancellationToken)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is not AttributeSyntax syntax)
            return null;

        var found = syntax.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == argument);
        return (found?.Expression ?? (SyntaxNode)syntax).GetLocation();
    }

    private static string? Named(AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
                return argument.Value.Value as string;
        }

        return null;
    }

    private static KeyspaceModel KeyspaceOf(AttributeData attribute, INamedTypeSymbol type, Location? location, ParseContext context)
    {
        var text = attribute.ConstructorArguments is [{ Value: string value }] ? value : "";
        var parts = text.Split('.');
        if (parts.Length > 2 || parts.Any(static p => !IsKeyspaceName(p)))
        {
            context.Report(Problem.UnusableKeyspace, location, text, type.Name);
            return new KeyspaceModel("_default", "_default");
        }

        return parts.Length == 1 ? new KeyspaceModel("_default", parts[0]) : new KeyspaceModel(parts[0], parts[1]);
    }

    // The names that a server takes: up to 251 letters, digits, '_', '-' and '%', the last two and '_' not in front ("_default" excepted).
    private static bool IsKeyspaceName(string name) =>
        name == "_default"
        || (name.Length is > 0 and <= 251
            && name[0] is not ('_' or '%')
            && name.All(static c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-' or '%'));

    private static long? ExpiryOf(AttributeData attribute, Location? location, ParseContext context)
    {
        if (Named(attribute, "Expiry") is not { } text)
            return null;

        var unit = text.Length < 2 ? 0 : text[text.Length - 1] switch
        {
            's' => TimeSpan.TicksPerSecond,
            'm' => TimeSpan.TicksPerMinute,
            'h' => TimeSpan.TicksPerHour,
            'd' => TimeSpan.TicksPerDay,
            _ => 0,
        };
        var digits = unit > 0 ? text.Substring(0, text.Length - 1) : "";
        if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0)
            return count * unit;

        context.Report(Problem.UnusableExpiry, location, text);
        return null;
    }

    private static DeclarationModel DeclarationOf(INamedTypeSymbol type) =>
        new(
            Names.NamespaceInCode(type),
            Declarations.ContainersOf(type),
            Declarations.PartialOf(type),
            Names.Metadata(type),
            Declarations.VisibilityOf(type));
}
