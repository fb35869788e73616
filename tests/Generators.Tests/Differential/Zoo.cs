using System.Collections.Immutable;
using Settee.TestTypes;
using Settee.TestTypes.Zoo;

namespace Settee.Generators.Tests.Differential;

/// <summary>The types of the differential suite with their values.</summary>
internal static partial class Zoo
{
    /// <summary>All cases: those of the conventions of the assembly, and those of documents with their own.</summary>
    public static readonly ZooCase[] Cases = [.. Usual, .. WithDefaults, .. Frameworks, .. Rows];

    private static ZooCase[] Usual =>
    [
        Case<Integers>(
            ["""{"int64":-0,"byte":255}""", """{"byte":256}""", """{"byte":-1}""", """{"id":01}""", """{"id":+1}""", """{"id":.5}""", """{"id":1.0}""", """{"id":1e2}"""],
            new(),
            new() { Id = int.MinValue, SByte = -128, Byte = 255, Int16 = -32768, UInt16 = 65535, UInt32 = uint.MaxValue, Int64 = long.MinValue, UInt64 = ulong.MaxValue, Int128 = Int128.MinValue, UInt128 = UInt128.MaxValue }),
        Case<Fractions>(
            ["""{"half":1e10}""", """{"single":1e39}""", """{"decimal":1E-5}""", """{"decimal":1e40}""", """{"double":9007199254740993}"""],
            [.. new[] { 0d, -0d, 1, 0.1, 1e300, 123456789012345678, 1e-5, 1e21, 1e16, 5e-324, double.MaxValue, double.NaN, double.PositiveInfinity }
                .Select(d => new Fractions { Double = d, Single = (float)Math.Min(d, 1e30), Decimal = 1.10m, Half = (Half)1.5 }),
             new() { Half = Half.NaN }, new() { Half = (Half)65500, Decimal = decimal.MinValue, Single = float.MaxValue }]),
        Case<Texts>(
            ["""{"char":""}""", """{"char":"ab"}""", """{"char":null}""", """{"char":"\ud83d\ude00"}""", """{"guid":"{00000000-0000-0000-0000-000000000001}"}""",
             """{"guid":"00000000000000000000000000000001"}""", """{"guid":" 00000000-0000-0000-0000-000000000001"}""", """{"uri":""}""", """{"uri":7}""", """{"version":"1"}""",
             """{"version":" 1.2"}""", """{"version":"1.2 "}""", """{"version":"1.2.3.4"}""", """{"bool":1}""", "{\"string\":\"\u0001\"}", "{'string':1}"],
            new(),
            new() { String = "plain", Uri = new Uri("http://h/a b?ü#x"), Version = new Version(1, 2, 3), Guid = new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"), Bool = true, Char = 'ä' },
            new() { String = "<>&'\"+`\\/\b\t\n\f\r\u0000\u001f\u007f\u0080\u00a0äöü€日本\u2028\u2029\ufeff\uffff\u200b\u3000\ue000😀" },
            new() { String = "\ud800", Char = '\udc00' },
            new() { String = new string('x', 100) + "\"" + new string('ä', 400) + "😀\ud83d", Uri = new Uri("rel/ä", UriKind.Relative) }),
        Case<Times>(
            [.. new[] { "2024-01-02", "2024-01-02T03:04", "2024-01-02T03:04:05", "2024-01-02T03:04:05.Z", "2024-01-02T03:04:05.1234567890123456Z", "2024-01-02T03:04:05.12345678901234567Z",
                "2024-01-02T03:04:05+01", "2024-01-02T03:04:05-01:30", "2024-01-02 03:04:05", "2024-01-02T24:00", "2024-01-02T03", "2024-01-02T03:04:05z", "20240102", "2024-1-2",
                "0000-01-01", "2024-02-30", "2024-01-02T03:04:05,1", "2024\\u002d01-02" }.SelectMany(t => new[] { $$"""{"dateTime":"{{t}}"}""", $$"""{"dateTimeOffset":"{{t}}"}""", $$"""{"dateOnly":"{{t}}"}""" }),
             .. new[] { "03:04", "03:04:05", "03:04:05.006", "1.03:04", "-03:04", "24:00:00", "3", "03:04 ", " 03:04", "23:59:59.9999999", "3:4", "", "03:04:60", "10675199.02:48:05.4775807", "-00:00:00.0000001", "03\\u003a04" }
                .SelectMany(t => new[] { $$"""{"timeOnly":"{{t}}"}""", $$"""{"timeSpan":"{{t}}"}""" })],
            new(),
            new() { DateTime = new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc), DateTimeOffset = new DateTimeOffset(2024, 1, 2, 3, 4, 5, 600, TimeSpan.FromMinutes(-90)), DateOnly = new DateOnly(1, 2, 3), TimeOnly = new TimeOnly(3, 4, 5, 6), TimeSpan = new TimeSpan(1, 2, 3, 4, 5) },
            new() { DateTime = new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Local).AddTicks(1234567), DateTimeOffset = DateTimeOffset.MaxValue, DateOnly = DateOnly.MaxValue, TimeOnly = TimeOnly.MaxValue, TimeSpan = TimeSpan.MinValue },
            new() { DateTime = new DateTime(2024, 1, 2).AddTicks(1000), TimeSpan = TimeSpan.FromTicks(-1) }),
        Case<Binary>(
            ["""{"bytes":"AQ"}""", """{"bytes":"A Q = ="}""", """{"bytes":"-_-_"}""", """{"bytes":[1]}""", """{"memory":null}"""],
            new(),
            new() { Bytes = [], Memory = new byte[] { 1, 2, 3 }, ReadOnlyMemory = new byte[] { 255, 254 }, List = [1, 2], Signed = [-1] },
            new() { Bytes = [.. Enumerable.Range(0, 1000).Select(static i => (byte)i)] }),
        Case<Nullables>(
            [],
            new(),
            new() { Int = 1, Double = 1.5, Bool = false, Guid = Guid.Empty, DateTime = DateTime.UnixEpoch, Color = Color.Green, Named = NamedColor.Red, Point = new() { X = 1 }, List = [1, null] }),
        Case<Enums>(
            [.. new[] { "\"red\"", "\"RED\"", "\"Rot\"", "\" red \"", "\"sky-blue\"", "\"Sky-Blue\"", "\"Blue\"", "\"1\"", "1", "300", "\"\"", "\"no\"", "\"red,none\"", "5.0", "-1", "\"+1\"", "\"red,\"" }
                .SelectMany(t => new[] { $$"""{"named":{{t}}}""", $$"""{"rights":{{t}}}""", $$"""{"byName":{{t}}}""", $$"""{"color":{{t}}}""" }),
             """{"rights":"read, Write"}""", """{"rights":"Read,Write,"}""", """{"rights":"admin,read"}""", """{"keys":{"red":1,"5":2,"Blue":3}}""", """{"namedKeys":{"sky-blue":1,"RED":2}}"""],
            new(),
            new() { Color = Color.Blue, Named = NamedColor.Blue, Rights = Rights.Read | Rights.Admin, Big = Big.Most, ByName = Color.Green, Colors = [Color.Red, (Color)77], Keys = { [Color.Green] = 1, [(Color)9] = 2 }, NamedKeys = { [NamedColor.Blue] = 1 } },
            new() { Color = (Color)99, Named = (NamedColor)99, Rights = Rights.Both | Rights.Admin, ByName = (Color)98 },
            new() { Rights = (Rights)16, Named = NamedColor.Rot },
            new() { Rights = (Rights)17 }),
        Case<Positional>(["{}", """{"id":1}"""], new(1, "n"), new(2, "m", 2.5, Color.Blue, null) { Extra = 9 }),
        Case<PositionalStruct>(["{}"], new PositionalStruct(1, "n"), default),
        Case<ReadonlyPositional>(["{}"], new ReadonlyPositional(1, "n") { Extra = 2 }),
        Case<PlainStruct>(["{}"], new PlainStruct { Id = 1, Name = "x", Seen = 2 }),
        Case<WithConstructor>(["{}"], new WithConstructor(1, "n") { Other = 4 }),
        Case<MarkedConstructor>(["{}", """{"id":4,"count":5}"""], new MarkedConstructor()),
        Case<InitialisedMembers>(["{}", """{"hidden":80,"internal":1,"writeOnly":5,"getOnly":1,"getOnlyList":[1],"privateSet":1,"includedPrivateSet":1,"field":7,"plainField":7}"""], new InitialisedMembers(), new() { Id = 5, Name = "x", Numbers = [], Field = 3 }),
        Case<RequiredMembers>(["{}", """{"id":1,"name":null,"marked":2}"""], new RequiredMembers { Id = 1, Name = null, List = [] }),
        Case<RequiredButSet>(["{}"], new RequiredButSet()),
        Case<RequiredAndPositional>(["{}"], new RequiredAndPositional(3) { Name = "n" }),
        Case<Outer.Inner>([], new Outer.Inner(1) { Leaf = new("a", new("b")) }),
        Case<InternalDocument>([], new InternalDocument(1) { Part = new(2) }),
        Case<PlainHolder>(
            ["""{"init":{}}""", """{"required":{"a":1}}""", """{"positional":{"c":null}}""", """{"private":{"b":1,"c":"x","_d":5}}""", """{"readonly":{"x":1}}""", """{"derived":{"hidden":"h","ignoredHere":9,"secret":1}}"""],
            new(),
            new()
            {
                Init = new() { A = 1, C = 2 },
                Required = new() { A = 1, B = "b" },
                Positional = new(1, null, 2) { D = 3, E = 4 },
                Private = PrivatePart.Make(1, 2, "c"),
                Readonly = new(1) { Y = 2 },
                Tree = new() { Value = 1, Children = [new() { Value = 2 }], Next = new() },
                Pair = new(1, "two"),
                Points = [new() { X = 1, Y = 2 }],
                Map = new() { ["a"] = null, ["b"] = new() },
                Derived = new() { X = 1, Z = 2 },
                RecordStruct = new(1),
            }),
        Case<Renamed>(["""{"\u0061.b":1}""", """{"":5}"""], new Renamed { Dotted = 1, Empty = 2, Japan = 3, Quote = 4, Tick = 5, URLValue = 6, ÉCole = 7, Property_Name = 8, XYZ123Abc = 9, _Private = 10, @class = 11, Present = 12, Read = 13 }),
        Case<Ignored>(
            ["""{"always":"x","whenWriting":5,"whenReading":6}"""],
            new(),
            new() { WhenNull = "a", WhenNullInt = 0, WhenDefault = 1, WhenDefaultGuid = new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"), WhenDefaultString = "", WhenDefaultStruct = new() { X = 1 }, Never = "n", Always = "no" }),
        Case<Ordered>([], new Ordered { Id = 1, Last = 2, First = 3, Middle = 4, FieldFirst = 5 }),
        Case<DerivedDocument>(["""{"needed":1,"guarded":5}"""], new DerivedDocument { Needed = 1, Z = 2 }),
        Case<Many>(["{}"], new Many { M64 = 1, M66 = "x", M63 = 63 }),
        Case<Lists>(
            [],
            new(),
            new() { Array = [1, 2], Jagged = [[1], [], null!], List = ["a", null], Enumerable = [1], Collection = [2], IList = [3], ReadOnlyList = [4], ReadOnlyCollection = [5], Nested = [[1], []] },
            new() { Enumerable = Enumerable.Range(0, 3).Where(static i => i > 0), IList = new[] { 1, 2 } }),
        Case<Sets>(
            [],
            new(),
            new() { HashSet = [1], ISet = new HashSet<string> { "a" }, SortedSet = [2, 1], LinkedList = new([1, 2]), Queue = new([1, 2]), Stack = new([1, 2]), ConcurrentQueue = new([1]), ConcurrentStack = new([1, 2]), Collection = [1], Observable = [2] }),
        Case<Immutables>(
            ["""{"array":null}"""],
            new(),
            new() { Array = default },
            new() { Array = [1], List = [1], IList = ImmutableList.Create(2), HashSet = [3], ISet = ImmutableHashSet.Create(4), SortedSet = [6, 5], Queue = [7, 8], Stack = [9, 10], Dictionary = ImmutableDictionary<string, int>.Empty.Add("a", 1) }),
        Case<Dictionaries>(
            ["""{"dictionary":{"a":1,"a":2}}"""],
            new(),
            new()
            {
                Dictionary = new() { ["a b"] = 1, ["\"ü😀"] = 2, [""] = 3 },
                IDictionary = new Dictionary<string, string?> { ["x"] = null },
                ReadOnly = new Dictionary<string, PointStruct> { ["p"] = new() { X = 1 } },
                Sorted = new() { ["b"] = 1, ["a"] = 2 },
                SortedList = new() { ["b"] = 1, ["a"] = 2 },
                Concurrent = new() { ["c"] = 1 },
                Ordered = new() { ["b"] = 1, ["a"] = 2 },
                Lists = new() { ["l"] = [1] },
                Nested = new() { ["n"] = new() { ["m"] = 1 } },
            }),
        Case<DictionaryKeys>(
            ["""{"ints":{"1":1," 1":2}}""", """{"ints":{"x":1}}""", """{"ints":{"+1":1}}""", """{"ints":{"1.0":1}}""", """{"bools":{"true":1,"FALSE":2}}""", """{"bools":{"1":1}}""", """{"doubles":{"1e5":1,"-0":2}}""",
             """{"doubles":{"NaN":1}}""", """{"decimals":{"1.50":1}}""", """{"chars":{"ab":1}}""", """{"guids":{"x":1}}""", """{"dates":{"2024-1-1":1}}""", """{"spans":{"3":1}}""", """{"bytes":{"256":1}}""", """{"ints":{"\u0031":1}}"""],
            new(),
            new()
            {
                Ints = new() { [-1] = 1 },
                Longs = new() { [long.MaxValue] = 1 },
                Bytes = new() { [255] = 1 },
                Huge = new() { [Int128.MaxValue] = 1 },
                Doubles = new() { [1.5] = 1, [1e300] = 2 },
                Decimals = new() { [1.50m] = 1 },
                Bools = new() { [true] = 1, [false] = 2 },
                Chars = new() { ['"'] = 1, ['ä'] = 2 },
                Guids = new() { [Guid.Empty] = 1 },
                Dates = new() { [new DateOnly(2024, 1, 2)] = 1 },
                TimesOfDay = new() { [new TimeOnly(3, 4)] = 1 },
                Spans = new() { [TimeSpan.FromDays(3)] = 1 },
            }),
        Case<OwnCollections>([], new(), new() { Names = ["a"], Stock = new() { ["s"] = 1 } }),
        Case<Deep>(
            [.. new[] { 62, 63, 64, 65 }.SelectMany(n => new[]
            {
                $$"""{"link":{{string.Concat(Enumerable.Repeat("""{"next":""", n))}}null{{new string('}', n)}}}""",
                $$"""{"unknown":{{new string('[', n)}}{{new string(']', n)}}}""",
            })],
            [.. new[] { 61, 62, 63, 64 }.SelectMany(n => new Deep[]
            {
                new() { Link = Link.Chain(n) },
                new() { Leafy = LeafyLink.Chain(n) },
                new() { Leafy = LeafyLink.Chain(n, []) },
                new() { Leafy = LeafyLink.Chain(n, [1]) },
                new() { Leafy = LeafyLink.Lists(n / 2) },
                new() { Leafy = LeafyLink.Lists((n + 1) / 2) },
            })]),
        Case<PrivateParts>(["""{"own":null,"parts":[{}],"is":1}"""], PrivateParts.Make()),
        Case<Untyped>(
            ["""{"element":{"a":[1.0,"\u00e4",null]},"node":{"a":1,"b":[1]},"object":{"x":1},"array":[1],"any":1.50,"anything":[{}]}""", """{"object":[1]}""", """{"array":{}}""", """{"object":1}"""],
            new(),
            new()
            {
                Element = Element("""{"a":1.0,"ä":"<ü>"}"""),
                Node = System.Text.Json.Nodes.JsonNode.Parse("""{"a":1.0,"b":null}"""),
                Object = new() { ["x"] = 1, ["ü"] = "😀" },
                Array = System.Text.Json.Nodes.JsonNode.Parse("""[1,"two",null]""")!.AsArray(),
                Any = 5,
                Anything = [1, 2L, 3.5, "t", true, null, Guid.Empty, DateTime.UnixEpoch, 'c', new byte[] { 1 }, new List<int> { 1 }, new Dictionary<string, object?> { ["k"] = 1 }],
                Map = new() { ["a"] = 1.5m, ["b"] = null },
            }),
        Case<Converted>(
            ["""{"hex":"zz"}""", """{"hex":null}""", """{"hex":5}""", """{"money":{}}""", """{"money":[1]}""", """{"wrong":[1]}""", """{"wrong":{}}""", """{"wrong":null}""", """{"tag":null}""", """{"box":"x"}"""],
            new(),
            new() { Hex = 255, MaybeHex = 16, Money = new(1.50m, "€"), MaybeMoney = new(2, "$"), Tag = new("t"), Tags = [new("a"), null], Wrong = "w", Box = new(5) }),
        Case<Extended>(
            [
                """{"x":1,"id":2,"y":{"z":[null]},"ID":3,"twice":9,"ignored":8,"n":null,"x":"again"}""",
                """{"elements":{"a":1,"b":null}}""", """{"nodes":{"a":1,"b":{"c":2},"d":null}}""", """{"fromStart":{"start":2,"more":3}}""", """{"fromStart":{}}""",
            ],
            new(),
            new()
            {
                More = new() { ["é\""] = 1, ["id"] = "dup", ["n"] = null },
                Elements = new() { More = new Dictionary<string, System.Text.Json.JsonElement> { ["e"] = Element("1") } },
                FromStart = new(),
            }),
        Case<Drawing>(
            [
                """{"shape":{}}""", """{"shape":{"$type":"nope"}}""", """{"shape":{"$type":3}}""", """{"shape":{"$type":true}}""", """{"shape":{"name":"n","$type":"circle"}}""",
                """{"shape":{"$type":"circle","radius":1,"$type":"circle"}}""", """{"shape":{"$type":2}}""", """{"shape":{"\u0024type":"circle"}}""", """{"shape":[]}""", """{"shape":{"$id":"1"}}""",
                """{"circle":{"$type":"what","radius":2}}""", """{"sized":{}}""", """{"sized":{"kind":"t","x":1}}""", """{"open":{"$type":"other","a":1}}""",
            ],
            new(),
            new()
            {
                Shape = new Circle { Name = "c", Radius = 1.5 },
                Shapes = [new Square { Side = 2, Inner = new Circle() }, new Blob { Mass = 3, More = new() { ["m"] = 1 } }, new Shape(), null],
                Sized = new Circle { Radius = 3 },
                Circle = new Circle(),
                Open = new OpenKnown { A = 1, B = 2 },
            },
            new() { Sized = new Tagged { More = new() { ["x"] = 1 } }, Open = new OpenBase() },
            new() { Shape = new Oval() },
            new() { Open = new OpenUnknown() }),
        Case<CallingBack>(["{}"], new CallingBack { Struct = new() { Count = 1 } }),
        Case<Strict>(["""{"twice":1,"ignored":2}""", """{"nope":1}""", """{"part":{"a":1}}""", """{"part":{}}"""], new Strict { Id = 1 }),
        Case<Airline>(["{}"], new Airline { Id = 1, Name = "n", Address = new() { Street = "s" }, Tags = ["t"] }),
        Case<Route>(["{}"], new Route(), new Route { From = "ä", Day = new DateOnly(2024, 1, 2), Duration = TimeSpan.FromHours(1), Stops = [new()] }),
    ];

    private static System.Text.Json.JsonElement Element(string json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static ZooCase<T> Case<T>(string[] texts, params T[] values)
        where T : IDocument<T> => new(values, [.. texts.Select(Conventions.Rename)], Conventions.Options);
}
