using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Settee.TestTypes.Zoo;

namespace Settee.Generators.Tests.Differential;

// Documents with conventions of their own. Each case has the options of System.Text.Json that say the same.
internal static partial class Zoo
{
    private static string[] NumberTexts =>
    [
        "\" 12\"", "\"12 \"", "\"+12\"", "\"012\"", "\"1.0\"", "\"1e2\"", "\"\"", "\"NaN\"", "\"nan\"", "\"1e400\"", "\"-Infinity\"", "\"Infinity\"",
        "\"1_0\"", "\"\\u0031\"", "\"1e39\"", "\"65520\"", "\".5\"", "\"5.\"", "\"300\"", "\"-1\"", "\"\\ud800\"", "null", "true", "1",
    ];

    private static ZooCase[] WithDefaults =>
    [
        With<PlainGeneral>(
            new(),
            ["""{"Part":{}}""", """{"part":{}}""", """{"Part":{"SomeNumber":1,"SomeText":null}}""", """{"\u65e5<\u672c>":5}""", """{"Shape":{"$type":"circle","Radius":1}}"""],
            new(),
            new()
            {
                Id = 1,
                Text = "<>&'\"+`\\/\b\t\n\f\r\u0000\u001f\u007f\u0080\u00a0äöü€日本\u2028\u2029\ufeff\uffff\u200b\u3000\ue000😀\ud800",
                Japan = 2,
                Part = new(1, "ä+"),
                Parts = [new(2), new(3, null)],
                Map = new() { ["<k>"] = "v'", ["ü😀"] = "x" },
                Char = '<',
                Uri = new Uri("http://h/a+b?ü"),
                Bytes = [0xfb, 0xff],
                Moment = new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)),
                Element = Element("\"<ü>\""),
                Node = JsonNode.Parse("""{"ä":"<+>"}"""),
                Any = "a+b",
                Named = NamedColor.Blue,
                Shape = new Circle { Name = "o'", Radius = 1 },
                Money = new(1, "€"),
                Tag = new("ä"),
                More = new() { ["ü"] = "ü", ["<"] = null },
            }),
        With<PlainWeb>(
            new(JsonSerializerDefaults.Web),
            [
                .. NumberTexts.SelectMany(t => new[] { $$$"""{"id":{{{t}}}}""", $$$"""{"weight":{{{t}}}}""", $$$"""{"prices":{"a":{{{t}}}}}""", $$$"""{"day":{{{t}}}}""" }),
                """{"ID":1,"WEIGHT":2,"Part":{"SOMENUMBER":"3"},"\u0049d":4}""", """{"kelvin":1}""", """{"\u212aELVIN":1}""", """{"IGNORED":1,"GETONLY":2,"other":3,"OTHER":4}""",
            ],
            new PlainWeb(),
            new PlainWeb { Weight = 1.5, Part = new(1), Prices = new() { ["A"] = 1.50m }, Day = DayOfWeek.Friday, Kelvin = 3, More = new() { ["X"] = Element("1") } }),
        With<PlainStrict>(
            new(JsonSerializerDefaults.Strict),
            [
                """{"Must":"m","Name":null}""", """{"Must":null}""", """{"Must":"m","Nick":null,"Allowed":null}""", """{"Must":"m","Refused":null}""", """{"Must":"m","Maybe":null}""",
                """{"Must":"m","Record":{"Name":"n"}}""", """{"Must":"m","Record":{"Name":null,"Nick":null,"Count":1}}""", """{"Must":"m","Record":{"Name":"n","Nick":null,"Count":1}}""",
                """{"Must":"m","List":[null]}""", """{"Must":"m","List":null}""", """{"Must":"m","Pair":{"First":null,"Second":null}}""", """{"Must":"m","Constrained":{"Value":null}}""",
                """{"Must":"m","Twice":1,"Ignored":2,"Twice":3}""", """{"Must":"m","twice":1}""", """{"Must":"m","Map":{"a":1,"a":2}}""", """{"Must":"m","Map":{"a":1,"A":2}}""",
                """{"Must":"m","Numbers":{"1":1,"01":2}}""", """{"Must":"m","Element":{"a":1,"a":2}}""", """{"Must":"m","Any":[{"a":1,"a":2}]}""", """{"Must":"m","Must":"n"}""", """{"Must":"m","M\u0075st":"n"}""",
            ],
            new() { Must = "m" },
            new() { Must = null! },
            new() { Must = "m", Name = null! },
            new() { Must = "m", Allowed = null! },
            new() { Must = "m", Refused = null! },
            new() { Must = "m", Maybe = null! },
            new() { Must = "m", List = null! },
            new() { Must = "m", List = [null!], Pair = new(null!, null!), Record = new("a", null, 1) },
            new() { Must = "m", Record = new(null!, null, 1) },
            new() { Must = "m", Constrained = new(null!) },
            new() { Must = "m", Map = new() { ["a"] = 1 }, Numbers = new() { [1] = 1 }, Element = Element("[1]"), Any = "x" }),
        With<SnakeLower>(
            new(Base) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DictionaryKeyPolicy = JsonNamingPolicy.KebabCaseUpper },
            ["""{"map":{"SOME-KEY":1},"enums":{"READ, WRITE":1}}""", """{"enums":{"Read, Write":1,"4":2},"colors":{"sky-blue":1,"SKY-BLUE":2}}"""],
            new SnakeLower(),
            new SnakeLower
            {
                Map = new() { ["someKey"] = 1, ["a b"] = 2 },
                Enums = new() { [Rights.Read] = 1, [Rights.Read | Rights.Admin] = 2, [(Rights)64] = 3 },
                Colors = new() { [NamedColor.Blue] = 1, [NamedColor.Red] = 2 },
                Guids = new() { [Guid.Empty] = 1 },
                Part = new(1),
                More = new() { ["someKey"] = 1 },
            }),
        With<SnakeUpper>(
            new(Base) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseUpper, DictionaryKeyPolicy = JsonNamingPolicy.CamelCase },
            [],
            new SnakeUpper(),
            new SnakeUpper { Map = new() { ["SomeKey"] = 1, ["ID"] = 2 } }),
        With<KebabLower>(new(Base) { PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower }, [], new KebabLower()),
        With<KebabUpper>(
            new(Base) { PropertyNamingPolicy = JsonNamingPolicy.KebabCaseUpper, Converters = { new JsonStringEnumConverter<Color>(), new JsonStringEnumConverter<Rights>() } },
            ["""{"COLOR":"red"}""", """{"COLOR":5}""", """{"MAYBE-COLOR":"blue"}"""],
            new KebabUpper(),
            new KebabUpper { Color = Color.Blue, MaybeColor = Color.Green, Rights = [Rights.Both, (Rights)16] }),
        With<NullsLeftOut>(
            new(Base) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull },
            [],
            new NullsLeftOut(),
            new NullsLeftOut { List = [null], Map = new() { ["a"] = null }, Part = new(1, null), More = new() { ["n"] = null } },
            new NullsLeftOut { Text = "", Number = 0 }),
        With<ZerosLeftOut>(
            new(Base) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault },
            [],
            new ZerosLeftOut(),
            new ZerosLeftOut { Id = 1, Text = "", Guid = new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"), Number = 0, Point = new() { X = 1 }, Color = Color.Green, Null = 0 }),
        With<WithFields>(
            new(Base) { IncludeFields = true },
            ["""{"field":5,"readOnly":6,"internal":7,"struct":{"x":1,"y":2},"tuple":{"item1":1}}""", """{"tuple":{}}"""],
            new WithFields(),
            new WithFields { Field = 2, Struct = new() { X = 3 }, Tuple = (1, "t") }),
        With<WritableOnly>(
            new(Base) { IncludeFields = true, IgnoreReadOnlyProperties = true, IgnoreReadOnlyFields = true },
            ["""{"getOnly":1,"privateSet":2,"included":9,"never":1,"list":[1],"text":"x","field":1,"record":{"value":4}}"""],
            new WritableOnly()),
        With<AnyCase>(
            new(Base) { PropertyNameCaseInsensitive = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow },
            ["""{"ID":1,"STRASSE":2}""", """{"STRAßE":2}""", """{"k":1,"iGNORED":3}""", """{"\u212a":1}""", """{"part":{"a":1,"A":2,"other":3}}""", """{"other":1}"""],
            new AnyCase(),
            new AnyCase { Id = 1, Straße = 2, Kelvin = 3, Part = new(1, "b") }),
        With<NoDuplicates>(
            new(Base) { AllowDuplicateProperties = false },
            [
                """{"id":1,"id":2}""", """{"id":1,"\u0069d":2}""", """{"part":{"someNumber":1,"someNumber":1}}""", """{"map":{"a":1,"a":2}}""", """{"numbers":{"1":1,"01":2}}""",
                """{"immutable":{"a":1,"a":2}}""", """{"element":[{"b":{"a":1,"a":2}}]}""", """{"any":{"a":1,"a":2}}""", """{"twice":1,"twice":2,"x":1,"x":2}""",
                """{"extended":{"z":1,"z":2}}""", """{"extended":{"z":{"a":1,"a":2}}}""", """{"element":{"a":1}}""", """{"element":{"a":}}""",
            ],
            new NoDuplicates(),
            new NoDuplicates { Map = new() { ["a"] = 1 }, Element = Element("""{"a":1}"""), Extended = new() { More = new() { ["k"] = 1 } } }),
        With<TagsAnywhere>(
            new(Base) { AllowOutOfOrderMetadataProperties = true },
            [
                """{"shape":{"name":"n","$type":"circle","radius":1}}""", """{"shape":{"name":"n","$type":"circle","$type":"circle"}}""", """{"shape":{"name":"n","$id":"1"}}""",
                """{"shape":{"name":"n","$type":"no"}}""", """{"shape":{"side":1,"inner":{"name":"i","$type":"circle"},"$type":2}}""", """{"shape":{"side":1,"$type":2,"inner":{"name":"i","$type":"circle","radius":2}}}""",
                """{"sized":{"radius":1,"kind":"c"}}""", """{"sized":{"x":1,"kind":"t","y":2}}""", """{"sized":{"x":1}}""", """{"open":{"a":1,"$type":"other"}}""", """{"open":{"b":1,"$type":"known"}}""",
                """{"shape":{"$type":"circle","radius":1}}""", """{"shapes":[{"name":"a","$type":"circle"},{"name":"b"},{"side":3,"$type":2}]}""", """{"shape":{"name":"n","\u0024type":"circle"}}""",
            ],
            new TagsAnywhere(),
            new TagsAnywhere { Shape = new Square { Side = 1, Inner = new Circle() }, Sized = new Circle(), Open = new OpenKnown() }),
        With<NodesForObjects>(
            new(Base) { UnknownTypeHandling = JsonUnknownTypeHandling.JsonNode },
            ["""{"any":{"a":[1,"x",null]},"list":[1,"s",null,[]],"more":1,"null":null}""", """{"any":"\ud800"}"""],
            new NodesForObjects(),
            new NodesForObjects { Any = 1, List = ["x", null] }),
        With<Lenient>(
            new(Base) { ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 5 },
            [
                "/* a */ {\"id\": /* b */ 1, // c\n \"element\":[1,/*d*/2,],}", """{"lists":[[[[1]]]]}""", """{"lists":[[[[]]]],}""", """{"link":{"next":{"next":{"next":null}}}}""", """{"link":{"next":{"next":{"next":{"next":null}}}}}""",
                """{"link":{"next":{"next":{"next":{"next":{"next":null}}}}}}""", """{"unknown":[[[[1]]]],}""", """{"unknown":[[[[[]]]]]}""", """{"money":[1,"x"],}""", "{\"id\":1}//", "{\"id\":1}/* */ {",
            ],
            new Lenient(),
            new Lenient { Lists = [[[[]]]] },
            new Lenient { Lists = [[[[1]]]] },
            new Lenient { Link = Link.Chain(4) },
            new Lenient { Link = Link.Chain(5) }),
        With<TextNumbers>(
            new(Base) { NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString },
            [
                .. NumberTexts.SelectMany(t => new[]
                {
                    "id", "sByte", "byte", "int16", "uInt16", "uInt32", "int64", "uInt64", "int128", "uInt128", "double", "single", "decimal", "half", "nullable", "color", "bool", "char", "any", "strict",
                }.Select(n => $$$"""{"{{{n}}}":{{{t}}}}""").Append($$$"""{"list":[{{{t}}}]}""").Append($$$"""{"deep":[[{{{t}}}]]}""").Append($$$"""{"map":{"1":{{{t}}}}}""").Append($$$"""{"point":{"x":{{{t}}}}}""")),
            ],
            new TextNumbers(),
            new TextNumbers
            {
                Id = 5, Int128 = Int128.MinValue, Double = double.NaN, Single = float.NegativeInfinity, Half = Half.NaN, Decimal = 1.50m, Nullable = 6, List = [1, null], Deep = [[1e300]], Map = new() { [1] = 2 },
                Color = Color.Green, Any = 5, Point = new() { X = 1 }, Strict = 9,
            },
            new TextNumbers { Any = 2.5, Double = -0d, Single = 1e-5f }),
        With<NamedNumbers>(
            new(Base) { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals },
            [.. NumberTexts.Append("\"N\\u0061N\"").SelectMany(t => new[] { "double", "single", "half", "decimal", "id" }.Select(n => $$$"""{"{{{n}}}":{{{t}}}}""").Append($$$"""{"array":[{{{t}}}]}"""))],
            new NamedNumbers(),
            new NamedNumbers { Double = double.NaN, Single = float.PositiveInfinity, Half = Half.NegativeInfinity, Array = [double.NaN, 1], Any = double.NaN }),
        WithoutPaths<PopulatedByDefault>(
            new(Base) { PreferredObjectCreationHandling = JsonObjectCreationHandling.Populate },
            [
                .. new[]
                {
                    "getOnly", "settable", "null", "array", "enumerable", "iList", "iCollection", "readOnly", "set", "iSet", "stack", "queue", "concurrent", "linked", "immutable", "replaced", "private", "field",
                }.SelectMany(n => new[] { $$$"""{"{{{n}}}":[90,91]}""", $$$"""{"{{{n}}}":null}""", $$$"""{"{{{n}}}":[90],"{{{n}}}":[91]}""", $$$"""{"{{{n}}}":{}}""" }),
                .. new[] { "map", "iMap", "readOnlyMap", "node" }.SelectMany(n => new[] { $$$"""{"{{{n}}}":{"b":90}}""", $$$"""{"{{{n}}}":{"a":90}}""", $$$"""{"{{{n}}}":null}""" }),
                .. new[] { "part", "onlyPart", "record", "point", "maybePoint" }.SelectMany(n => new[]
                {
                    $$$"""{"{{{n}}}":{"b":90}}""", $$$"""{"{{{n}}}":{"a":90,"x":91,"y":92}}""", $$$"""{"{{{n}}}":null}""", $$$"""{"{{{n}}}":{"list":[1,2],"inner":{"a":3,"list":[4]},"list":[5]}}""", $$$"""{"{{{n}}}":[]}""", $$$"""{"{{{n}}}":{"e":1}}""",
                }),
                """{"required":{"a":1}}""", """{"required":{"a":1,"b":"c"}}""", """{"part":{"a":1},"part":{"b":2}}""", """{"part":null,"part":{"b":2}}""",
            ],
            new PopulatedByDefault()),
        WithoutPaths<PopulatedByAttribute>(
            new(Base),
            [
                """{"list":[5]}""", """{"list":null}""", """{"shallow":{"list":[7],"inner":{"a":9}}}""", """{"whole":{"list":[7],"array":[8],"map":{"a":[2],"b":[3]},"part":{"a":1}}}""", """{"made":{"list":[7],"part":{"list":[8]}}}""",
                """{"struct":{"x":5}}""", """{"struct":{"numbers":[5]}}""", """{"required":{"numbers":[7]}}""", """{"required":{}}""", """{"shallow":null}""", """{"whole":{"list":["x"]}}""",
            ],
            new PopulatedByAttribute()),
        Case<NumbersByAttribute>(
            [.. NumberTexts.SelectMany(t => new[] { $$$"""{"list":[{{{t}}}]}""", $$$"""{"deep":[[{{{t}}}]]}""", $$$"""{"point":{"x":{{{t}}}}}""", $$$"""{"color":{{{t}}}}""", $$$"""{"maybe":{{{t}}}}""", $$$"""{"map":{"a":{{{t}}}}}""", $$$"""{"strict":{{{t}}}}""", $$$"""{"notFinite":{{{t}}}}""" })],
            new NumbersByAttribute(),
            new NumbersByAttribute { Id = 1, List = [1], Deep = [[2]], Point = new() { X = 3 }, Color = Color.Green, Maybe = double.NaN, Map = new() { ["a"] = 4 }, Named = [5], Strict = 6, NotFinite = double.NaN }),
    ];

    private static JsonSerializerOptions Base => Conventions.Options;

    private static ZooCase<T> WithoutPaths<T>(JsonSerializerOptions options, string[] texts, params T[] values)
        where T : IDocument<T> => new(values, Named(options, texts), options) { ComparesPaths = false };

    private static ZooCase<T> With<T>(JsonSerializerOptions options, string[] texts, params T[] values)
        where T : IDocument<T> => new(values, Named(options, texts), options);

    // Documents with the names of the assembly's conventions have theirs in the texts, too.
    private static string[] Named(JsonSerializerOptions options, string[] texts) =>
        options.PropertyNamingPolicy == Base.PropertyNamingPolicy ? [.. texts.Select(Conventions.Rename)] : texts;
}
