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
    private const string Usage = "Settee.Usage";
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

    public static readonly DiagnosticDescriptor TakenMemberName = Error(
        "SET1005", Documents, "A document must leave the names of generated members free",
        "'{0}' is generated for the document '{1}', which has something of that name; rename it, and keep its JSON name with [JsonPropertyName]");

    public static readonly DiagnosticDescriptor TakenAccessor = Error(
        "SET1006", Documents, "An accessor must not have the name of a member of buckets and scopes",
        "The accessor '{0}' of '{1}' could not be reached, because a {2} has a member of that name; choose another one with Accessor = \"…\"");

    public static readonly DiagnosticDescriptor SharedAccessor = Warning(
        "SET1007", Documents, "An accessor should belong to one document",
        "The accessor '{0}' of '{1}' is ambiguous, because '{2}' has it, too; choose another one with Accessor = \"…\"");

    public static readonly DiagnosticDescriptor UnmarkedDerivedDocument = Warning(
        "SET1010", Documents, "A type that derives from a document is none itself",
        "'{0}' derives from the document '{1}' but has no [Document] itself; stored as '{1}' it loses its own members, so mark it if it is "
        + "stored");

    public static readonly DiagnosticDescriptor UnsupportedMemberType = Error(
        "SET2001", Json, "A serialized member must have a type that JSON can hold",
        "'{2}.{0}' holds '{1}', which cannot be written and read as JSON; change the type or mark the member with [JsonIgnore]");

    public static readonly DiagnosticDescriptor DuplicateJsonName = Error(
        "SET2002", Json, "JSON names must be unique in a type",
        "'{1}' and '{2}' of '{3}' have the same JSON name '{0}'; rename one with [JsonPropertyName]");

    public static readonly DiagnosticDescriptor SeveralConstructors = Error(
        "SET2003", Json, "A type that is read must have one constructor to choose",
        "'{0}' has several constructors and none without parameters; mark the one that reading should use with [JsonConstructor]");

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

    public static readonly DiagnosticDescriptor SeveralJsonConstructors = Error(
        "SET2010", Json, "Only one constructor can be marked with [JsonConstructor]",
        "'{0}' has another constructor that is marked with [JsonConstructor]; keep the attribute on one of them");

    public static readonly DiagnosticDescriptor InaccessibleConstructor = Error(
        "SET2011", Json, "A type that is read must have a constructor that reading may use",
        "'{0}' has no public constructor; mark the one that reading should use with [JsonConstructor], or make it public");

    public static readonly DiagnosticDescriptor UnmatchedParameter = Error(
        "SET2012", Json, "Every constructor parameter must have a member of its name",
        "The constructor parameter '{0}' of '{2}' has no member to take its value from; {3}");

    public static readonly DiagnosticDescriptor ParameterTypeMismatch = Error(
        "SET2013", Json, "A constructor parameter must have the type of its member",
        "The constructor parameter '{0}' of '{2}' has the type '{1}', but the member '{3}' has '{4}'; give both the same type");

    public static readonly DiagnosticDescriptor ParameterByReference = Error(
        "SET2014", Json, "A constructor that reading uses must take its parameters by value",
        "The constructor parameter '{0}' of '{1}' is passed by reference; pass it by value");

    public static readonly DiagnosticDescriptor AbstractMemberType = Error(
        "SET2015", Json, "An interface or abstract class does not say what to make",
        "'{2}.{0}' holds '{1}', of which no instance can be made when it is read; declare its types with [JsonDerivedType], or "
        + "use one of them");

    public static readonly DiagnosticDescriptor NativeNumber = Error(
        "SET2016", Json, "A number in JSON must have a fixed size",
        "'{2}.{0}' holds '{1}', whose size depends on the machine; use '{3}'");

    public static readonly DiagnosticDescriptor UnsupportedFrameworkType = Error(
        "SET2017", Json, "A framework type with behaviour is no data",
        "'{2}.{0}' holds '{1}', which JSON cannot hold; {3}, or mark the member with [JsonIgnore]");

    public static readonly DiagnosticDescriptor NumberWithoutJson = Error(
        "SET2018", Json, "A number-like type without a number in JSON",
        "'{2}.{0}' holds '{1}', which System.Text.Json writes as an object that it cannot read; {3}");

    public static readonly DiagnosticDescriptor UnreadableCollection = Error(
        "SET2020", Json, "A collection must be one that can be filled when it is read",
        "'{2}.{0}' holds '{1}', which cannot be filled when it is read; {3}");

    public static readonly DiagnosticDescriptor MultidimensionalArray = Error(
        "SET2021", Json, "An array must have one dimension",
        "'{2}.{0}' holds '{1}', but JSON has arrays of arrays only; use '{3}'");

    public static readonly DiagnosticDescriptor UnsupportedDictionaryKey = Error(
        "SET2022", Json, "The keys of a dictionary must have a text",
        "'{2}.{0}' is a dictionary with keys of the type '{1}', which have no text to be names in JSON; use string, a number, "
        + "Guid, an enum or a date, or a list of pairs");

    public static readonly DiagnosticDescriptor DiscriminatorCollision = Error(
        "SET2023", Json, "A member must not have the name of the discriminator",
        "'{3}.{0}' has the JSON name '{1}', which tells the types of '{2}' apart; rename the member with [JsonPropertyName] or "
        + "set TypeDiscriminatorPropertyName");

    public static readonly DiagnosticDescriptor ExtensionDataType = Error(
        "SET2024", Json, "Extension data must be untyped",
        "'{2}.{0}' has the type '{1}', which cannot keep every JSON; use Dictionary<string, JsonElement>, Dictionary<string, "
        + "object> or JsonObject");

    public static readonly DiagnosticDescriptor OverrideWithOtherName = Warning(
        "SET2026", Json, "An override under another JSON name is written twice",
        "'{4}.{0}' is written as '{1}' and again as '{3}', because it overrides a member of '{2}' that has that name; give both "
        + "the same name");

    public static readonly DiagnosticDescriptor ReversedStack = Warning(
        "SET2027", Json, "A stack is reversed each time it is stored",
        "'{2}.{0}' holds '{1}', which is written from its top and pushed back in that order, so that each round trip reverses "
        + "it; use a list");

    public static readonly DiagnosticDescriptor GetOnlyCollection = Warning(
        "SET2028", Json, "A collection without a setter is not read",
        "'{1}.{0}' is written to JSON and comes back empty, because a collection without a setter is not filled; add init");

    public static readonly DiagnosticDescriptor CyclicType = Info(
        "SET2029", Json, "A type can hold itself",
        "'{1}.{0}' lets an object hold itself ({2}); an object that does is refused when it is written, as is one that is nested "
        + "more than 64 deep");

    public static readonly DiagnosticDescriptor DuplicateDiscriminator = Error(
        "SET2030", Json, "Derived types must be told apart",
        "{0}");

    public static readonly DiagnosticDescriptor NotDerivedType = Error(
        "SET2031", Json, "[JsonDerivedType] must name a type that derives and can be read",
        "{0}");

    public static readonly DiagnosticDescriptor UnusableConverter = Error(
        "SET2034", Json, "A converter must be one that generated code can make and use",
        "'{2}.{0}' has the converter '{3}', which cannot convert '{1}'; it must be an accessible class with a public "
        + "parameterless constructor that derives from JsonConverter<{1}> or JsonConverterFactory");

    public static readonly DiagnosticDescriptor InaccessibleMemberType = Error(
        "SET2035", Json, "The type of a serialized member must be accessible",
        "'{2}.{0}' holds '{1}', which generated code cannot see; make it internal, or its containing types partial");

    public static readonly DiagnosticDescriptor UnusableDefaults = Error(
        "SET2040", Json, "JSON defaults must have usable values", "The value of '{0}' cannot be a default of documents");

    public static readonly DiagnosticDescriptor MisplacedAttribute = Error(
        "SET2041", Json, "A JSON attribute must stand where it has a meaning", "'{0}' has [{1}], which has no meaning for it; remove the attribute");

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

    public static readonly DiagnosticDescriptor IgnoredResult = Warning(
        "SET6001", Usage, "The result of an operation is ignored", "{0}");

    public static readonly DiagnosticDescriptor LostUpdate = Warning(
        "SET6002", Usage, "A document is written back without regard to other writers",
        "'{0}' writes back a document that was read before, whoever changed it in between; {1}");

    public static readonly DiagnosticDescriptor AwaitInLoop = Warning(
        "SET6003", Usage, "Operations wait for each other in a loop",
        "The loop waits for each '{0}' before it sends the next; if their order does not matter, '{1}' has many in flight");

    public static readonly DiagnosticDescriptor Blocking = Warning(
        "SET6004", Usage, "A thread is blocked until the server answers",
        "'{0}' blocks the thread until '{1}' is done, which starves the thread pool under load; await it");

    public static readonly DiagnosticDescriptor TooManyPaths = Warning(
        "SET6005", Usage, "A request takes 16 paths at most",
        "'{0}' has {1} paths, but a server takes 16 in one request; split it, or read or write the whole document");

    public static readonly DiagnosticDescriptor UnverifiedTls = Warning(
        "SET6006", Usage, "The server's certificate is not verified",
        "Without verification whoever answers gets the password and the data; trust the certificate through TlsOptions.TrustedCertificates");

    public static readonly DiagnosticDescriptor UndisposedCluster = Warning(
        "SET6007", Usage, "A cluster is not disposed of",
        "The cluster is neither disposed of nor kept, so that its connections stay open; use await using, or one cluster for the whole process");

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

    private static DiagnosticDescriptor Info(string id, string category, string title, string message) =>
        Make(id, category, title, message, DiagnosticSeverity.Info);

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
