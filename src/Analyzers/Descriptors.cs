using Microsoft.CodeAnalysis;

namespace Settee.Analyzers;

/// <summary>
/// All rules. Ids are permanent; AnalyzerReleases.Unshipped.md is their register and docs/rules has a page for each. An error means that
/// the program cannot work; everything that may be wanted is at most a warning.
/// </summary>
internal static class Descriptors
{
    private const string Documents = "Settee.Documents";
    private const string Json = "Settee.Json";
    private const string Keys = "Settee.Keys";
    private const string Build = "Settee.Build";

    public static readonly DiagnosticDescriptor NotPartial = Error(
        "SET1001", Documents, "A document type must be partial",
        "'{0}' must be partial, so that the code of the document '{1}' can be generated into it");

    public static readonly DiagnosticDescriptor UnnamableDocument = Error(
        "SET1002", Documents, "A document type must not be generic or file-local", "'{0}' cannot be a document because it {1}");

    public static readonly DiagnosticDescriptor AbstractDocument = Error(
        "SET1003", Documents, "A document type must not be abstract",
        "'{0}' cannot be a document because it is abstract or static; mark the types that are stored");

    public static readonly DiagnosticDescriptor UnusableKeyspace = Error(
        "SET1004", Documents, "A keyspace must be a collection or a scope and a collection",
        "'{0}' is no keyspace; use \"collection\" or \"scope.collection\" with letters, digits, '_', '-' and '%'");

    public static readonly DiagnosticDescriptor UnsupportedMemberType = Error(
        "SET2001", Json, "A serialized member must have a type that JSON can hold",
        "'{0}' has the type '{1}', which cannot be written and read as JSON; change the type or mark the member with [JsonIgnore]");

    public static readonly DiagnosticDescriptor DuplicateJsonName = Error(
        "SET2002", Json, "JSON names must be unique in a type",
        "'{1}' and '{2}' of '{3}' have the same JSON name '{0}'; rename one with [JsonPropertyName]");

    public static readonly DiagnosticDescriptor UnusableConstructor = Error(
        "SET2003", Json, "A type that is read must have one constructor to choose", "'{0}' cannot be read because it {1}");

    public static readonly DiagnosticDescriptor IgnoredRequiredMember = Error(
        "SET2004", Json, "A required member must not be ignored",
        "'{0}' is required and ignored, so that no JSON could ever be read; remove one of the two");

    public static readonly DiagnosticDescriptor NullConditionOnValueType = Error(
        "SET2005", Json, "A value type is never null",
        "'{0}' has the type '{1}', which is never null; use JsonIgnoreCondition.WhenWritingDefault");

    public static readonly DiagnosticDescriptor UnsupportedAttribute = Error(
        "SET2006", Json, "A JSON attribute is not supported",
        "'{0}' has [{1}], which generated codecs do not support; remove it or change the model");

    public static readonly DiagnosticDescriptor DuplicateExtensionData = Error(
        "SET2007", Json, "A type must have one member for extension data", "'{0}' and '{1}' of '{2}' both keep extension data; keep one of them");

    public static readonly DiagnosticDescriptor PrivateSetter = Warning(
        "SET2008", Json, "A member with a private setter is not read",
        "'{0}' is written to JSON but not read from it, because its setter is not public; add [JsonInclude] if it should be");

    public static readonly DiagnosticDescriptor GetOnlyMember = Warning(
        "SET2009", Json, "A member without a setter is not read",
        "'{0}' is written to JSON but not read from it, because it has no setter; add init if it should be");

    public static readonly DiagnosticDescriptor UnusableKey = Error(
        "SET3001", Keys, "A document must have a usable key", "The key of '{0}' cannot be used: {1}");

    public static readonly DiagnosticDescriptor UnknownKeyMember = Error(
        "SET3002", Keys, "A key must be made of members of its document",
        "The key \"{0}\" names '{1}', but '{2}' has no readable member of that name");

    public static readonly DiagnosticDescriptor AmbiguousKey = Error(
        "SET3003", Keys, "Parts of a key must be separated",
        "The key \"{0}\" has nothing between '{1}' and what follows, so that different documents could have the same key");

    public static readonly DiagnosticDescriptor WrongMetaType = Error(
        "SET3004", Keys, "A [Meta] member must have the type of a metadatum",
        "'{0}' has the type '{1}', which is no metadatum; use Cas, DocumentKey<{2}> or DateTimeOffset?");

    public static readonly DiagnosticDescriptor DuplicateMeta = Error(
        "SET3005", Keys, "A metadatum must have one member", "'{0}' holds the same metadatum as '{1}'; keep one of them");

    public static readonly DiagnosticDescriptor UnusableExpiry = Error(
        "SET3006", Keys, "An expiry must be a number and a unit",
        "'{0}' is no expiry; use a number and one of s, m, h and d, as in \"30d\"");

    public static readonly DiagnosticDescriptor InternalError = Error(
        "SET9001", Build, "The generator failed",
        "The code of '{0}' could not be generated because of an error in the generator, please report it: {1}");

    public static readonly DiagnosticDescriptor OldLanguage = Error(
        "SET9002", Build, "Generated code needs C# 14",
        "Nothing is generated for '{0}', because generated code needs C# 14; set LangVersion to 14 or later");

    private static DiagnosticDescriptor Error(string id, string category, string title, string message) =>
        Make(id, category, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string category, string title, string message) =>
        Make(id, category, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Make(string id, string category, string title, string message, DiagnosticSeverity severity) =>
        new(
            id,
            title,
            message,
            category,
            severity,
            isEnabledByDefault: true,
            helpLinkUri: $"https://github.com/settee/settee/blob/main/docs/rules/{id}.md");
}
