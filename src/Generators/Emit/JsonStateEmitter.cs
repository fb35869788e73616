using System.Globalization;
using Settee.Generators.Model;

namespace Settee.Generators.Emit;

/// <summary>Prints the state into which a JSON object is read, and how it is read. Documents and plain types share it.</summary>
internal static class JsonStateEmitter
{
    private const int BitsPerWord = 64;

    /// <summary>A private struct with what was read of an object, and how it is read.</summary>
    public static void EmitState(SourceWriter writer, ObjectModel model)
    {
        var members = model.Members.Where(static m => m.Read != ReadTarget.None).ToArray();
        writer.Line("/// <summary>What was read of the JSON object, before it becomes an instance.</summary>");
        writer.Line(Code.NotStepped);
        writer.Open(model.Populates ? "private ref struct JsonState" : "private struct JsonState");
        foreach (var member in members.Where(static m => m.Read != ReadTarget.Populate))
            writer.Line($"public {member.Type.Name} {member.Slot};");
        if (model.Populates)
            writer.Line($"public {Code.Documents}JsonReader Start;");
        if (ReadExtension(model) is { } extension)
            writer.Line($"public {ExtensionType(extension)}? ExtensionData;");
        if (members.Length > 0)
        {
            writer.Line("// One bit for each member that the JSON has.");
            for (var word = 0; word <= members.Length / BitsPerWord; word++)
                writer.Line($"public ulong {Word(word)};");
            writer.Blank();
        }

        EmitRead(writer, model, members);
        if (members.Length > 0 || ReadExtension(model) is not null)
        {
            writer.Blank();
            EmitFind(writer, model, members);
        }

        if (model.Populates)
        {
            writer.Blank();
            PopulateEmitter.EmitSecondPass(writer, model, members);
        }

        if (members.Any(static m => m.IsRequired))
        {
            writer.Blank();
            EmitMissing(writer, members);
        }

        writer.Close();
    }

    /// <summary>Whether a member was in the JSON.</summary>
    public static string IsPresent(ObjectModel model, MemberModel member, string state)
    {
        var index = 0;
        foreach (var other in model.Members)
        {
            if (ReferenceEquals(other, member))
                break;
            if (other.Read != ReadTarget.None)
                index++;
        }

        return $"({state}{Word(index / BitsPerWord)} & {Bit(index)}) != 0";
    }

    /// <summary>Extension data that is read: like any member, it needs a setter for that.</summary>
    public static ExtensionModel? ReadExtension(ObjectModel model) =>
        model.Extension is { Member.Read: not ReadTarget.None } extension ? extension : null;

    private static string ExtensionType(ExtensionModel extension) =>
        $"global::System.Collections.Generic.Dictionary<string, {extension.Value.Name}>";

    private static void EmitRead(SourceWriter writer, ObjectModel model, MemberModel[] members)
    {
        writer.Open($"public static JsonState Read(ref {Code.Documents}JsonReader reader)");
        writer.Line($"reader.ExpectObject<{model.TypeName}>();");
        writer.Line("var state = new JsonState();");
        if (model.Populates)
            writer.Line("state.Start = reader;");
        foreach (var parameter in model.Construction?.Parameters ?? default)
        {
            if (parameter.Member >= 0 && parameter.Default is not null)
                writer.Line($"state.{model.Members[parameter.Member].Slot} = {parameter.Default};");
        }

        if (members.Length == 0 && ReadExtension(model) is null)
        {
            if (model.RefusesUnmapped)
                EmitRefusal(writer, model);
            else
                writer.Line("while (reader.NextName())\n    reader.SkipValue();");
        }
        else if (members.Length == 0)
        {
            writer.Open("while (reader.NextName())");
            writer.Line("var member = Find(ref reader, 0);");
            EmitReadExtension(writer, model);
            writer.Line("reader.SkipValue();");
            writer.Close();
        }
        else
        {
            writer.Line("var expected = 0;");
            writer.Open("while (reader.NextName())");
            writer.Line("var member = Find(ref reader, expected);");
            EmitReadExtension(writer, model);
            writer.Line("reader.Read();");
            writer.Open("switch (member)");
            for (var i = 0; i < members.Length; i++)
            {
                writer.Line($"case {Number(i)}:");
                writer.Indentation++;
                EmitReadMember(writer, model, members[i], i);
                writer.Indentation--;
            }

            if (model.RefusesUnmapped && ReadExtension(model) is null)
                writer.Line($"case Unmapped:\n    throw reader.Unmapped<{model.TypeName}>();");
            writer.Line("default:\n    reader.SkipValue();\n    continue;");
            writer.Close();
            writer.Blank();
            writer.Line("expected = member + 1;");
            writer.Close();
        }

        EmitRequiredCheck(writer, model, members);
        writer.Blank();
        writer.Line("return state;");
        writer.Close();
    }

    private static void EmitReadMember(SourceWriter writer, ObjectModel model, MemberModel member, int index)
    {
        var present = "state." + Word(index / BitsPerWord);
        if (model.Conventions.RefusesDuplicates)
            writer.Line($"if (({present} & {Bit(index)}) != 0)\n    throw reader.Duplicate<{model.TypeName}>();");

        // What is filled is read once there is an instance.
        writer.Line(member.Read == ReadTarget.Populate
            ? "reader.SkipValue();"
            : $"state.{member.Slot} = {member.Type.Codec}.Read(ref reader);");
        if (member is { RefusesReadNull: true, Read: not ReadTarget.Populate })
            writer.Line($"if (state.{member.Slot} is null)\n    throw reader.NullRefused<{model.TypeName}>();");
        writer.Line($"{present} |= {Bit(index)};\nbreak;");
    }

    private static void EmitReadExtension(SourceWriter writer, ObjectModel model)
    {
        if (ReadExtension(model) is not { } extension)
            return;

        writer.Open("if (member == Unmapped)");
        writer.Line($"{Code.Documents}ExtensionData.Read<{extension.Value.Name}, {extension.Member.Type.Codec}>(");
        writer.Line("    ref reader, ref state.ExtensionData);");
        writer.Line("continue;");
        writer.Close();
        writer.Blank();
    }

    /// <summary>A type without members that refuses all but the names it ignores.</summary>
    private static void EmitRefusal(SourceWriter writer, ObjectModel model)
    {
        writer.Open("while (reader.NextName())");
        var isSkipped = string.Join(" || ", model.Skipped.Select(s => NameIs(model, s)));
        if (isSkipped.Length > 0)
        {
            writer.Open($"if ({isSkipped})");
            writer.Line("reader.SkipValue();\ncontinue;");
            writer.Close();
            writer.Blank();
        }

        writer.Line($"reader.Read();\nthrow reader.Unmapped<{model.TypeName}>();");
        writer.Close();
    }

    private static void EmitRequiredCheck(SourceWriter writer, ObjectModel model, MemberModel[] members)
    {
        for (var word = 0; word <= members.Length / BitsPerWord; word++)
        {
            ulong mask = 0;
            for (var i = word * BitsPerWord; i < Math.Min(members.Length, (word + 1) * BitsPerWord); i++)
                mask |= members[i].IsRequired ? 1UL << (i % BitsPerWord) : 0;
            if (mask == 0)
                continue;

            var text = "0x" + mask.ToString("x", CultureInfo.InvariantCulture) + "UL";
            writer.Blank();
            writer.Line($"if ((state.{Word(word)} & {text}) != {text})");
            writer.Line($"    throw reader.MissingRequired<{model.TypeName}>(state.MissingNames());");
        }
    }

    private static void EmitFind(SourceWriter writer, ObjectModel model, MemberModel[] members)
    {
        if (model.RefusesUnmapped || ReadExtension(model) is not null)
        {
            writer.Line("private const int Unmapped = -1, Skipped = -2;");
            writer.Blank();
        }

        writer.Open($"private static int Find(ref {Code.Documents}JsonReader reader, int expected)");
        writer.Line("// JSON that was written by this codec has its members in this order.");
        if (members.Length > 0)
        {
            writer.Open("switch (expected)");
            for (var i = 0; i < members.Length; i++)
                writer.Line($"case {Number(i)} when reader.NameIs({Code.Utf8(members[i].JsonName)}): return {Number(i)};");
            writer.Close();
            writer.Blank();
        }

        var names = members.Select(static (m, i) => (m.JsonName, Result: Number(i)))
            .Concat(model.Skipped.Select(static s => (JsonName: s, Result: "Skipped")));
        var byLength = names.GroupBy(static n => Code.Utf8Length(n.JsonName)).ToArray();
        if (byLength.Length > 0)
        {
            writer.Open("switch (reader.NameLength)");
            foreach (var group in byLength)
            {
                writer.Line($"case {Number(group.Key)}:");
                writer.Indentation++;
                foreach (var (name, result) in group)
                    writer.Line($"if (reader.NameIs({Code.Utf8(name)})) return {result};");
                writer.Line("break;");
                writer.Indentation--;
            }

            writer.Close();
            writer.Blank();
        }

        if (model.Conventions.IgnoresCase)
        {
            writer.Line("// Only names that are written differently come here.");
            foreach (var (name, result) in names)
                writer.Line($"if (reader.NameIsLike({Code.Literal(name)})) return {result};");
        }

        writer.Line("return -1;");
        writer.Close();
    }

    private static void EmitMissing(SourceWriter writer, MemberModel[] members)
    {
        writer.Open("private readonly string MissingNames()");
        writer.Line("var names = \"\";");
        for (var i = 0; i < members.Length; i++)
        {
            if (members[i].IsRequired)
                writer.Line($"if (({Word(i / BitsPerWord)} & {Bit(i)}) == 0) names += {Code.Literal($", '{members[i].JsonName}'")};");
        }

        writer.Line("return names.Substring(2);");
        writer.Close();
    }

    private static string NameIs(ObjectModel model, string name) =>
        model.Conventions.IgnoresCase ? $"reader.NameIsLike({Code.Literal(name)})" : $"reader.NameIs({Code.Utf8(name)})";

    private static string Word(int word) => word == 0 ? "Present" : "Present" + Number(word);

    private static string Bit(int index) => "0x" + (1UL << (index % BitsPerWord)).ToString("x", CultureInfo.InvariantCulture) + "UL";

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
