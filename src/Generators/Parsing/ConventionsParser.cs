using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Settee.Generators.Model;

namespace Settee.Generators.Parsing;

/// <summary>Reads the JsonDefaults attribute of an assembly and of a document.</summary>
internal static class ConventionsParser
{
    public const string AttributeName = "JsonDefaultsAttribute";

    /// <summary>The conventions of an assembly. What is wrong with them is reported at each document.</summary>
    public static JsonConventions OfAssembly(ParseContext context) =>
        Of(context.Compilation.Assembly, JsonConventions.Settee, context);

    /// <summary>The conventions of a document, which begin where those of its assembly end.</summary>
    public static JsonConventions OfDocument(INamedTypeSymbol type, JsonConventions assembly, ParseContext context) =>
        Of(type, assembly, context);

    /// <summary>The attribute of a symbol; null when it has none.</summary>
    public static AttributeData? AttributeOf(ISymbol symbol, ParseContext context)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, context.Known.JsonDefaultsAttribute))
                return attribute;
        }

        return null;
    }

    /// <summary>
    /// What tells the codecs of one set of conventions from those of another: empty for the usual ones of the assembly, otherwise the
    /// name of the nearest known set and what differs from it.
    /// </summary>
    public static string SuffixOf(JsonConventions conventions, JsonConventions assembly)
    {
        if (conventions == assembly)
            return "";

        var shortest = new[] { ("Settee", JsonConventions.Settee), ("General", JsonConventions.General), ("Web", JsonConventions.Web), ("Strict", JsonConventions.Strict) }
            .Select(known => (known.Item1, Differences: Differences(conventions, known.Item2)))
            .OrderBy(static known => known.Differences.Count)
            .First();
        return "_" + string.Join("_", [shortest.Item1, .. shortest.Differences]);
    }

    private static JsonConventions Of(ISymbol symbol, JsonConventions inherited, ParseContext context)
    {
        if (AttributeOf(symbol, context) is not { } attribute)
            return inherited;

        var conventions = attribute.ConstructorArguments is [{ Value: int defaults }]
            ? defaults switch { 1 => JsonConventions.Web, 2 => JsonConventions.Strict, _ => JsonConventions.General }
            : inherited;
        foreach (var argument in attribute.NamedArguments)
        {
            if (Changed(conventions, argument.Key, argument.Value.Value) is { } changed)
                conventions = changed;
            else
                context.Report(Problem.UnusableDefaults, LocationOf(attribute, argument.Key, context), argument.Key);
        }

        return conventions;
    }

    /// <summary>The conventions with one member changed; null when the value cannot be used.</summary>
    private static JsonConventions? Changed(JsonConventions conventions, string name, object? value) => (name, value) switch
    {
        // Zero stands for "unspecified", which is what the names are without a policy.
        ("PropertyNamingPolicy", int policy) when policy is >= 0 and <= 5 => conventions with { Naming = (NamingPolicy)policy },
        ("DictionaryKeyPolicy", int policy) when policy is >= 0 and <= 5 => conventions with { KeyNaming = (NamingPolicy)policy },
        ("Escaping", int escaping) => conventions with { IsRelaxed = escaping == 0 },
        ("DefaultIgnoreCondition", int condition) when condition is 0 or 2 or 3 => conventions with { Condition = (IgnoreCondition)condition },
        ("NumberHandling", int handling) when handling is >= 0 and <= 7 => conventions with { Numbers = (NumberHandling)handling },
        ("PreferredObjectCreationHandling", int handling) => conventions with { Populates = handling == 1 },
        ("IncludeFields", bool on) => conventions with { IncludesFields = on },
        ("UseStringEnumConverter", bool on) => conventions with { EnumsByName = on },
        ("PropertyNameCaseInsensitive", bool on) => conventions with { IgnoresCase = on },
        ("UnmappedMemberHandling", int handling) => conventions with { RefusesUnmapped = handling == 1 },
        ("AllowDuplicateProperties", bool on) => conventions with { RefusesDuplicates = !on },
        ("IgnoreReadOnlyProperties", bool on) => conventions with { IgnoresReadOnlyProperties = on },
        ("IgnoreReadOnlyFields", bool on) => conventions with { IgnoresReadOnlyFields = on },
        ("RespectNullableAnnotations", bool on) => conventions with { RespectsNullability = on },
        ("RespectRequiredConstructorParameters", bool on) => conventions with { RequiresParameters = on },
        ("AllowOutOfOrderMetadataProperties", bool on) => conventions with { TakesTagsAnywhere = on },
        ("UnknownTypeHandling", int handling) => conventions with { ReadsNodes = handling == 1 },
        ("ReadCommentHandling", byte handling) when handling is 0 or 1 => conventions with { SkipsComments = handling == 1 },
        ("AllowTrailingCommas", bool on) => conventions with { TakesTrailingCommas = on },
        ("MaxDepth", int depth) when depth >= 0 => conventions with { MaxDepth = depth == 64 ? 0 : depth },
        _ => null,
    };

    private static Location? LocationOf(AttributeData attribute, string argument, ParseContext context)
    {
        var syntax = attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) as AttributeSyntax;
        var found = syntax?.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == argument);
        return (found ?? (SyntaxNode?)syntax)?.GetLocation();
    }

    private static List<string> Differences(JsonConventions a, JsonConventions b)
    {
        var differences = new List<string>();
        Add(a.Naming != b.Naming, $"{a.Naming}Names");
        Add(a.KeyNaming != b.KeyNaming, $"{a.KeyNaming}Keys");
        Add(a.IsRelaxed != b.IsRelaxed, a.IsRelaxed ? "Relaxed" : "Html");
        Add(a.Condition != b.Condition, a.Condition.ToString());
        Add(a.Numbers != b.Numbers, "Numbers" + (int)a.Numbers);
        Add(a.Populates != b.Populates, a.Populates ? "Populate" : "Replace");
        Switch(a.IncludesFields, b.IncludesFields, "Fields");
        Switch(a.EnumsByName, b.EnumsByName, "EnumNames");
        Switch(a.IgnoresCase, b.IgnoresCase, "AnyCase");
        Switch(a.RefusesUnmapped, b.RefusesUnmapped, "KnownNames");
        Switch(a.RefusesDuplicates, b.RefusesDuplicates, "UniqueNames");
        Switch(a.IgnoresReadOnlyProperties, b.IgnoresReadOnlyProperties, "WritableProperties");
        Switch(a.IgnoresReadOnlyFields, b.IgnoresReadOnlyFields, "WritableFields");
        Switch(a.RespectsNullability, b.RespectsNullability, "Nullability");
        Switch(a.RequiresParameters, b.RequiresParameters, "Parameters");
        Switch(a.TakesTagsAnywhere, b.TakesTagsAnywhere, "TagsAnywhere");
        Switch(a.ReadsNodes, b.ReadsNodes, "Nodes");
        Switch(a.SkipsComments, b.SkipsComments, "Comments");
        Switch(a.TakesTrailingCommas, b.TakesTrailingCommas, "TrailingCommas");
        Add(a.MaxDepth != b.MaxDepth, "Depth" + a.MaxDepth);
        return differences;

        void Switch(bool value, bool other, string name) => Add(value != other, value ? name : "No" + name);

        void Add(bool isDifferent, string name)
        {
            if (isDifferent)
                differences.Add(name);
        }
    }
}
