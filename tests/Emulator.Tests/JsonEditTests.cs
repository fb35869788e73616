using System.Text;
using System.Text.Json.Nodes;
using Settee.Emulator.SubDocument;
using Settee.Wire;

namespace Settee.Emulator.Tests;

/// <summary>Editing as text, held against a model that is edited as a tree.</summary>
public class JsonEditTests
{
    public static TheoryData<int> Seeds => new(Enumerable.Range(1, 30));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whatever_is_changed_the_document_stays_what_the_model_says(int seed)
    {
        var random = new Random(seed);
        var edit = new JsonEdit();
        var text = Spaced(random, "{\"a\":{\"b\":[1,2,{\"c\":3}],\"d\":null},\"e\":[],\"f\":\"x\"}");
        JsonNode model = JsonNode.Parse(text)!;
        for (var i = 0; i < 300; i++)
        {
            var opcode = Opcodes[random.Next(Opcodes.Length)];
            var path = Paths[random.Next(Paths.Length)];
            var value = Values[random.Next(Values.Length)];
            var createParents = random.Next(2) == 0;
            var status = edit.Apply(opcode, Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(path), Encoding.UTF8.GetBytes(value), createParents);
            if (status != Status.Success)
                continue;

            var changed = Encoding.UTF8.GetString(edit.Result);
            Assert.True(JsonScanner.IsJson(edit.Result), $"{opcode} {path} {value} made {changed} of {text}");
            var after = JsonNode.Parse(changed)!;
            Model.Apply(model, opcode, path, value, edit);
            Assert.True(JsonNode.DeepEquals(model, after), $"{opcode} {path} {value} made {changed} of {text}, not {model.ToJsonString()}");
            text = changed;
        }
    }

    [Theory]
    [InlineData("{\"a\":1}", true)]
    [InlineData(" [1 , 2.5e-3, \"\\u00e9\\n\", true,false,null, {}] ", true)]
    [InlineData("", false)]
    [InlineData("01", false)]
    [InlineData("{\"a\":1,}", false)]
    [InlineData("[1 2]", false)]
    [InlineData("\"tab\there\"", false)]
    [InlineData("{\"a\" 1}", false)]
    [InlineData("nul", false)]
    [InlineData("1.", false)]
    [InlineData("-", false)]
    [InlineData("{} {}", false)]
    public void The_scanner_knows_json(string text, bool isJson) => Assert.Equal(isJson, JsonScanner.IsJson(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Depth_costs_no_stack()
    {
        var deep = new string('[', 1_000_000) + new string(']', 1_000_000);
        Assert.True(JsonScanner.IsJson(Encoding.ASCII.GetBytes(deep)));
        Assert.False(JsonScanner.IsJson(Encoding.ASCII.GetBytes(deep[..^1])));
        Assert.False(JsonScanner.IsJson([0x22, 0xff, 0x22]));
    }

    private static readonly Opcode[] Opcodes =
    [
        Opcode.SubdocDictAdd, Opcode.SubdocDictUpsert, Opcode.SubdocReplace, Opcode.SubdocDelete, Opcode.SubdocArrayPushLast,
        Opcode.SubdocArrayPushFirst, Opcode.SubdocArrayInsert, Opcode.SubdocCounter,
    ];

    private static readonly string[] Paths =
    [
        "a", "a.b", "a.b[0]", "a.b[2].c", "a.b[1]", "a.d", "e", "e[0]", "e[1]", "f", "g.h.i", "g.h", "n", "a.n", "a.b[2].n", "e[0].k",
    ];

    private static readonly string[] Values = ["1", "-7", "\"text\"", "{\"z\":[1]}", "[]", "[ 1, 2 ]", "null", "true", "{}"];

    private static string Spaced(Random random, string json) =>
        string.Concat(json.Select(c => "{}[],:".Contains(c, StringComparison.Ordinal) && random.Next(3) == 0 ? $" {c} " : $"{c}"));

    /// <summary>The same changes on a tree. It is asked only about changes that succeeded.</summary>
    private static class Model
    {
        public static void Apply(JsonNode root, Opcode opcode, string path, string value, JsonEdit edit)
        {
            var steps = path.Replace("[", ".[", StringComparison.Ordinal).Split('.');
            var isArrayOperation = opcode is Opcode.SubdocArrayPushLast or Opcode.SubdocArrayPushFirst;
            var owner = root;
            for (var i = 0; i < steps.Length - (isArrayOperation ? 0 : 1); i++)
                owner = Enter(owner, steps[i], makeArray: isArrayOperation && i == steps.Length - 1);

            var last = steps[^1];
            var node = JsonNode.Parse(opcode == Opcode.SubdocCounter ? Encoding.UTF8.GetString(edit.Number) : value);
            switch (opcode)
            {
                case Opcode.SubdocArrayPushLast:
                    owner.AsArray().Add(node);
                    break;
                case Opcode.SubdocArrayPushFirst:
                    owner.AsArray().Insert(0, node);
                    break;
                case Opcode.SubdocArrayInsert:
                    owner.AsArray().Insert(Index(last), node);
                    break;
                case Opcode.SubdocDelete when owner is JsonArray array:
                    array.RemoveAt(Index(last));
                    break;
                case Opcode.SubdocDelete:
                    owner.AsObject().Remove(last);
                    break;
                default:
                    if (owner is JsonArray elements)
                        elements[Index(last)] = node;
                    else
                        owner[last] = node;
                    break;
            }
        }

        private static JsonNode Enter(JsonNode owner, string step, bool makeArray)
        {
            if (owner is JsonArray array)
                return array[Index(step)]!;
            if (owner[step] is null)
                owner[step] = makeArray ? new JsonArray() : new JsonObject();
            return owner[step]!;
        }

        private static int Index(string step) => int.Parse(step.AsSpan(1, step.Length - 2), null);
    }
}
