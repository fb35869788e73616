using System.Collections;
using System.Collections.Immutable;
using System.Text.Json;
using Settee.TestTypes.Zoo;

namespace Settee.Generators.Tests.Differential;

// Types of the framework, and documents that are not just their members.
internal static partial class Zoo
{
    private static ZooCase[] Frameworks =>
    [
        Case<MoreDictionaryKeys>(
            [
                .. new[] { "2024-01-02", "2024-01-02T03:04:05.0060000Z", "2024\\u002d01-03", "x", "", " 2024-01-02", "2024-01-02T03:04:05+01:00", "\\ud800" }
                    .SelectMany(static t => new[] { $$$"""{"dateTimes":{"{{{t}}}":1}}""", $$$"""{"moments":{"{{{t}}}":1}}""" }),
                """{"uris":{"http://x":1,"":2}}""", """{"versions":{"1.2":1," 1.2":2}}""", """{"versions":{"x":1}}""", """{"halves":{"1e10":1}}""", """{"halves":{"1.5":1}}""", """{"singles":{"1e39":1}}""", """{"singles":{"NaN":1}}""", """{"halves":{"NaN":1}}""",
                """{"huge":{"-1":1}}""", """{"sBytes":{"-129":1}}""", """{"flags":{"read, WRITE":1,"3":2}}""", """{"flags":{"x":1}}""", """{"codes":{"ü1":1,"\u00fc2":2}}""", """{"codes":{"x":1}}""", """{"codes":{"üx":1}}""",
            ],
            new(),
            new()
            {
                DateTimes = new() { [DateTime.UnixEpoch] = 1, [new DateTime(2024, 1, 2, 3, 4, 5, 6)] = 2 },
                Moments = new() { [DateTimeOffset.UnixEpoch] = 1, [new DateTimeOffset(2024, 1, 2, 3, 4, 5, 600, TimeSpan.FromMinutes(-90))] = 2 },
                Uris = new() { [new Uri("http://a/ü?\"")] = 1 },
                Versions = new() { [new Version(1, 2, 3)] = 1 },
                Halves = new() { [(Half)1.5] = 1 },
                Singles = new() { [1e30f] = 1 },
                Huge = new() { [UInt128.MaxValue] = 1 },
                SBytes = new() { [-1] = 1 },
                UShorts = new() { [1] = 1 },
                UInts = new() { [1] = 1 },
                ULongs = new() { [ulong.MaxValue] = 1 },
                Shorts = new() { [-5] = 1 },
                Flags = new() { [Rights.Read | Rights.Admin] = 1, [(Rights)64] = 2 },
                Codes = new() { [new(7)] = 1, [new(8)] = 2 },
            }),
        Case<UntypedCollections>(
            ["""{"arrayList":[1,"x",null,{}]}""", """{"hashtable":{"a":1,"a":2}}""", """{"iDictionary":{"a":null}}""", """{"stack":[1,2]}""", """{"sortedList":{"b":1,"a":2}}"""],
            new(),
            new()
            {
                ArrayList = [1, "x", null], IList = new List<int> { 1 }, ICollection = new[] { 1 }, IEnumerable = "ab", Queue = new(new[] { 1, 2 }), Stack = new(new[] { 1, 2 }),
                Hashtable = new() { ["a"] = 1 }, IDictionary = new Dictionary<string, int> { ["b"] = 2 }, SortedList = new() { ["c"] = 3 },
            }),
        Case<Pairs>(
            ["""{"pair":{}}""", """{"pair":{"key":"k","value":1,"more":2}}""", """{"pair":{"value":1}}""", """{"maybe":{"key":1,"value":{"x":1}}}""", """{"tuple":{"item1":1}}"""],
            new(),
            new() { Pair = new("k", 1), Maybe = new(1, new PointStruct { X = 1 }), List = [new("a", null), new("b", "c")], Tuple = new(1, "t") }),
        With<Tuples>(
            new(Base) { IncludeFields = true },
            ["""{"named":{"item1":1,"item2":"x"}}""", """{"named":{}}""", """{"nested":{"item1":1,"item2":{"item1":"b"}}}"""],
            new Tuples(),
            new Tuples { Named = (1, "t"), One = new(1), Nine = (1, 2, 3, 4, 5, 6, 7, 8, "nine"), Nested = (1, ("b", true)), List = [(1, 2)] }),
        Case<MoreImmutables>(
            ["""{"memory":null}""", """{"memory":[1]}""", """{"memory":"AQ=="}""", """{"document":null}""", """{"document":{"a":[1]}}""", """{"chars":["a","bc"]}"""],
            new(),
            new()
            {
                Queue = ImmutableQueue.Create(1, 2), Stack = ImmutableStack.Create(1, 2), Map = ImmutableDictionary<string, int>.Empty.Add("a", 1), Sorted = ImmutableSortedDictionary<string, int>.Empty.Add("b", 1).Add("a", 2),
                Memory = new[] { 1, 2 }, ReadOnlyMemory = new[] { "a", null }, Chars = "ab", Document = JsonDocument.Parse("""{"a":1.0}"""),
            }),
        Case<Animal>(
            ["""{"$type":"cat","id":1,"lives":3,"friend":{"$type":"dog","isGood":true,"id":2}}""", """{"id":1}""", """{"$type":"cow","id":1}""", """{"$type":"cat"}""", "null"],
            new Cat { Id = 1, Name = "Tom", Friend = new Dog(true) { Id = 2 } },
            new Dog(false) { Id = 3 }),
        Case<Temperature>(["\"1/x\"", "\"1/2.5\"", "1", "null"], new Temperature(1, 2.5)),
        Case<NearestAncestors>(
            ["""{"vehicle":{"$type":"sports","speed":1,"doors":2}}""", """{"vehicle":{"wheels":1}}""", """{"plant":{"$type":"t+ü\""}}""", """{"plant":{}}"""],
            new(),
            new() { Vehicle = new RaceCar { Number = 1, Speed = 2 }, Fleet = [new Van(), new Cart(), new Car(), new SportsCar(), new Vehicle()], Plant = new Oak() },
            new() { Plant = new Grass() },
            new() { Plant = new Tree2 { Height = 2 } }),
        Case<AttributeConverted>(["""{"number":"zz"}""", """{"maybe":null}"""], new AttributeConverted { Number = 255, Maybe = 16 }),
    ];
}
