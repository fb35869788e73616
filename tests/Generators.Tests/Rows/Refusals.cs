using Settee.Generators.Parsing;

namespace Settee.Generators.Tests.Rows;

/// <summary>Declarations that System.Text.Json refuses while a program runs, or makes nonsense of, and the generator while it is built.</summary>
internal static class Refusals
{
    /// <summary>By the rule that they break: members or types to put beside a document, and what must be found.</summary>
    public static readonly Dictionary<string, (string Source, Problem Problem)[]> Cases = new()
    {
        ["M16"] =
        [
            (Document("public int A { get; set; } [JsonPropertyName(\"a\")] public int B { get; set; }"), Problem.DuplicateJsonName),
            (Document("public int A { get; set; } public int a { get; set; }", "[JsonDefaults(PropertyNameCaseInsensitive = true, PropertyNamingPolicy = JsonKnownNamingPolicy.Unspecified)]"), Problem.DuplicateJsonName),
        ],
        ["M17"] = [(Document("public IShape? Shape { get; set; }") + "public interface IShape { int X { get; } }", Problem.AbstractMemberType)],
        ["M19"] = [(Document("public (int, string) Pair { get; set; }"), Problem.UnsupportedMemberType)],
        ["I2"] = [(Document("[JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int A { get; set; }"), Problem.NullConditionOnValueType)],
        ["I6"] = [(Document("", "[JsonDefaults(DefaultIgnoreCondition = JsonIgnoreCondition.Always)]"), Problem.UnusableDefaults)],
        ["I8"] = [(Document("[JsonIgnore] public required int A { get; set; }"), Problem.IgnoredRequiredMember)],
        ["C3"] = [(Document("public Part? P { get; set; }") + "public class Part { public Part(int x) { } public Part(int x, int y) { } public int X { get; } public int Y { get; } }", Problem.SeveralConstructors)],
        ["C4"] = [(Document("public Part? P { get; set; }") + "public class Part { [JsonConstructor] public Part() { } [JsonConstructor] public Part(int x) { } public int X { get; } }", Problem.SeveralJsonConstructors)],
        ["C5"] = [(Document("public Part? P { get; set; }") + "public class Part { private Part() { } }", Problem.InaccessibleConstructor)],
        ["C6"] =
        [
            (Document("public Part? P { get; set; }") + "public class Part { public Part(int other) { } public int X { get; } }", Problem.UnmatchedParameter),
            (Document("public Part? P { get; set; }") + "public class Part { public Part(long x) { } public int X { get; } }", Problem.ParameterTypeMismatch),
        ],
        ["C10"] = [(Document("public Part? P { get; set; }") + "public class Part { public Part(in int x) { } public int X { get; } }", Problem.ParameterByReference)],
        ["C14"] = [(Document("public Part? P { get; set; }") + "public abstract class Part;", Problem.AbstractMemberType)],
        ["S8"] = [(Document("public System.Numerics.BigInteger A { get; set; }"), Problem.NumberWithoutJson), (Document("public System.Text.Rune A { get; set; }"), Problem.NumberWithoutJson)],
        ["S9"] = [(Document("public nint A { get; set; }"), Problem.NativeNumber), (Document("public nuint? A { get; set; }"), Problem.NativeNumber)],
        ["H4"] = [(Document("[JsonNumberHandling(JsonNumberHandling.WriteAsString)] public DayOfWeek A { get; set; }"), Problem.MisplacedAttribute)],
        ["E8"] = [(Document("public ArraySegment<byte> A { get; set; }"), Problem.UnreadableCollection)],
        ["E12"] =
        [
            .. new[] { "System.Globalization.CultureInfo?", "System.Net.IPAddress?", "Type?", "DBNull?", "System.Text.StringBuilder?", "System.Threading.Tasks.Task?", "Lazy<int>?" }
                .Select(static t => (Document($"public {t} A {{ get; set; }}"), Problem.UnsupportedFrameworkType)),
        ],
        ["L5"] =
        [
            .. new[] { "System.Collections.Concurrent.ConcurrentBag<int>?", "System.Collections.Concurrent.BlockingCollection<int>?", "PriorityQueue<int, int>?", "Closed?" }
                .Select(static t => (Document($"public {t} A {{ get; set; }}") + "public class Closed : List<int> { private Closed() { } }", Problem.UnreadableCollection)),
        ],
        ["L6"] = [(Document("public System.Collections.Specialized.StringCollection? A { get; set; }"), Problem.UnreadableCollection)],
        ["L7"] = [(Document("public int[,]? A { get; set; }"), Problem.MultidimensionalArray)],
        ["L10"] = [(Document("public IAsyncEnumerable<int>? A { get; set; }"), Problem.UnreadableCollection)],
        ["L12"] =
        [
            .. new[] { "System.Collections.BitArray?", "System.Linq.ILookup<int, int>?", "System.Collections.Specialized.NameValueCollection?" }
                .Select(static t => (Document($"public {t} A {{ get; set; }}"), Problem.UnreadableCollection)),
        ],
        ["K2"] =
        [
            (Document("public Dictionary<byte[], int>? A { get; set; }"), Problem.UnsupportedDictionaryKey),
            (Document("public Dictionary<object, int>? A { get; set; }"), Problem.UnsupportedDictionaryKey),
            (Document("public Dictionary<Part, int>? A { get; set; }") + "public struct Part;", Problem.UnsupportedDictionaryKey),
        ],
        ["P3"] =
        [
            (Document("public IShape? Shape { get; set; }") + "[JsonPolymorphic(UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FallBackToBaseType)] [JsonDerivedType(typeof(Circle))] public interface IShape; public class Circle : IShape;", Problem.UnsupportedAttribute),
        ],
        ["P10"] = [(Document("public Shape? Shape { get; set; }") + "[JsonDerivedType(typeof(Circle), 1)] public class Shape; public class Circle : Shape { [JsonPropertyName(\"$type\")] public int A { get; set; } }", Problem.DiscriminatorCollision)],
        ["X2"] =
        [
            (Document("[JsonExtensionData] public Dictionary<string, int>? A { get; set; }"), Problem.ExtensionDataType),
            (Document("[JsonExtensionData] public Dictionary<string, object>? A { get; set; } [JsonExtensionData] public Dictionary<string, object>? B { get; set; }"), Problem.DuplicateExtensionData),
        ],
        ["V2"] = [(Document("[Own(1)] public int A { get; set; }") + "public class OwnAttribute(int x) : JsonConverterAttribute { public int X => x; public override JsonConverter? CreateConverter(Type type) => null; }", Problem.UnsupportedAttribute)],
        ["V6"] = [(Document("public Dictionary<Part, int>? A { get; set; }") + "[JsonConverter(typeof(C))] public struct Part; public class C : JsonConverter<Part> { public override Part Read(ref System.Text.Json.Utf8JsonReader r, Type t, System.Text.Json.JsonSerializerOptions o) => default; public override void Write(System.Text.Json.Utf8JsonWriter w, Part v, System.Text.Json.JsonSerializerOptions o) { } }", Problem.UnsupportedDictionaryKey)],
        ["O3"] = [(Document("[JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)] public int[] A { get; set; } = [];"), Problem.MisplacedAttribute)],
        ["O4"] = [("namespace Shop; [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)] [Document(\"things\", Key = \"k::{Id}\")] public partial record Thing(int Id) { public List<int> A { get; } = []; }", Problem.MisplacedAttribute)],
    };

    private static string Document(string members, string attributes = "") =>
        $$"""namespace Shop; {{attributes}} [Document("things", Key = "k::{Id}")] public partial class Thing { public int Id { get; set; } {{members}} } """;
}
