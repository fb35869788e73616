using Settee.TestTypes.Zoo;

namespace Settee.Generators.Tests.Differential;

// What is left of the rules: accessors, layers of inheritance, constructors, converters, cycles.
internal static partial class Zoo
{
    private static ZooCase[] Rows =>
    [
        Case<Accessors>(
            ["""{"privateGet":9,"initOnly":9,"includedGet":9,"internalSet":9,"static":9,"constant":9,"name":"x","item":1,"guarded":9}"""],
            new Accessors()),
        With<FieldsByConstructor>(
            new(Base) { IncludeFields = true },
            ["""{"id":1,"count":2,"first":"x","more":3}""", "{}"],
            new FieldsByConstructor(1, 2) { More = new() { ["m"] = 1 } }),
        Case<LayerThree>(
            // Both names of the override have one value: which of two would count depends on the order of assignments.
            ["""{"hushed":1,"shown":2,"buried":"b","renamed":8,"other":8,"x":1,"y":2}"""],
            new LayerThree { X = 1, Y = 2, A = 3 }),
        Case<IgnoredParameter>(["""{"id":1,"hidden":5,"shown":"s","renamed":"t"}""", "{}"], new IgnoredParameter(1, 2, "x")),
        Case<SeveralConstructors>(
            ["""{"id":1,"name":"n","struct":{"x":1,"y":2},"marked":{"x":1}}""", """{"marked":{"x":1,"y":2}}"""],
            new SeveralConstructors { Struct = new(1, 2), Marked = new(3, 4) }),
        Case<Throwing>(["""{"id":-1}""", """{"part":{"value":-1}}""", """{"setter":-1}"""], new Throwing(1) { Part = new(2) }),
        Case<EnumConverters>(
            [.. new[] { "\"Red\"", "5", "\"5\"", "77", "\"get_one\"", "\"GET_ONE\"", "\"GetOne\"", "\"custom name\"", "\"Custom Name\"", "\"DeleteAll\"", "\"PutAlias\"", "\"\"", "null", "\"Low\"", "-128", "\"-129\"", "\"high\"" }
                .SelectMany(static t => new[] { $$"""{"namesOnly":{{t}}}""", $$"""{"snake":{{t}}}""", $$"""{"generic":{{t}}}""", $$"""{"signed":{{t}}}""" })],
            new(),
            new() { NamesOnly = Color.Blue, Snake = HttpVerb.PutTwo, Generic = HttpVerb.DeleteAll, Named = [NamedColor.Blue, (NamedColor)9], Signed = Signed.Low },
            new() { NamesOnly = (Color)50 },
            new() { Snake = (HttpVerb)50, Generic = HttpVerb.PutAlias, Signed = (Signed)5 }),
        Case<ConverterPrecedence>(
            ["""{"money":[1,"x"]}""", """{"money":5}""", """{"numbers":"1,2"}""", """{"numbers":[1]}""", """{"numbers":null}""", """{"tooFar":"x","id":1}""", """{"tooFar":"x"}"""],
            new(),
            new() { Money = new(1, "a"), Numbers = [1, 2], Prices = new() { ["a"] = new(2, "b") }, TooFar = "t" }),
        Case<Ring>(["""{"link":{"next":{"next":null,"others":[{}]}}}"""], new Ring(), new Ring { Link = new() { Others = [new()] } }, Ring.Closed()),
        Case<CallingRecord>(["""{"id":1,"set":5}""", """{"set":5,"id":1}"""], new CallingRecord(1) { Set = 3 }),
        Case<DollarNames>(
            ["""{"$id":"a","$type":"b","$ref":"c","map":{"$id":1,"$type":2,"$values":3},"empty":{"$type":"x"}}"""],
            new(),
            new() { Dollar = "d", Type = "t", Map = new() { ["$id"] = 1 }, Empty = new() }),
        Case<Nestings>(
            ["""{"deep":[{"a":[{"x":1},null]}]}""", """{"maps":{"a":{"1":{"x":"y"}}}}""", """{"self":{"self":{"id":"x"}}}"""],
            new(),
            new()
            {
                Deep = [new() { ["a"] = [new() { X = 1 }, null] }],
                Maps = new() { ["a"] = new() { [1] = new() { [Guid.Empty] = null } } },
                Jagged = [[1, null], null],
                Pairs = new(new(1, null), [new(2, 3)]),
                Bytes = [[[[1, 2]]]],
                Pair = new("a", new(1, new Tree { Value = 2 })),
                Self = new() { Id = 1 },
                Selves = [new() { Id = 2 }],
            }),
    ];
}
