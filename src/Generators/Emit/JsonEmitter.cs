using System.Collections.Generic;
using System.Globalization;
using Settee.Generators.Model;

namespace Settee.Generators.Emit;

/// <summary>Prints how a JSON object is written, and the state into which it is read. Documents and plain types share it.</summary>
internal static class JsonEmitter
{
    private const int BitsPerWord = 64;

    /// <summary>The statements that write an object.</summary>
    public static void EmitWrite(SourceWriter writer, ObjectModel model, string value)
    {
        if (!model.IsValueType)
        {
            writer.Open($"if ({value} is null)");
            writer.Line("writer.WriteNull();\nreturn;");
            writer.Close();
            writer.Blank();
        }

        EmitCallback(writer, model, Callbacks.OnSerializing, value);
        writer.Line("writer.WriteStartObject();");
        foreach (var member in model.Members)
        {
            if (member.Write != WriteCondition.Never)
                EmitWriteMember(writer, model, member, value);
        }

        if (model.Extension is { Member.Write: WriteCondition.Always } extension)
        {
            var get = Getter(model, extension.Member, value);
            writer.Line($"{Code.Documents}ExtensionData.Write<{extension.ValueType}, {extension.Member.Type.Codec}>(ref writer, {get});");
        }

        writer.Line("writer.WriteEndObject();");
        EmitCallback(writer, model, Callbacks.OnSerialized, value);
    }

    /// <summary>The call of a callback that the type has.</summary>
    public static void EmitCallback(SourceWriter writer, ObjectModel model, Callbacks callback, string value)
    {
        if ((model.Callbacks & callback) == 0)
            return;

        // Through a reference for structs, so that the callback does not change a copy.
        writer.Line(model.IsValueType
            ? $"{Code.Documents}JsonCallbacks.{callback}(ref {value});"
            : $"((global::System.Text.Json.Serialization.IJson{callback}){value}).{callback}();");
    }

    /// <summary>A private struct with what was read of an object, and how it is read.</summary>
    public static void EmitState(SourceWriter writer, ObjectModel model)
    {
        var members = model.Members.Where(static m => m.Read != ReadTarget.None).ToArray();
        writer.Line("/// <summary>What was read of the JSON object, before it becomes an instance.</summary>");
        writer.Line(Code.NotStepped);
        writer.Open("private struct JsonState");
        foreach (var member in members)
            writer.Line($"public {member.Type.Name} {member.Slot};");
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

    /// <summary>Extern accessors for members that the language does not let the emitted code reach.</summary>
    public static void EmitAccessors(SourceWriter writer, ObjectModel model)
    {
        foreach (var member in model.Extension is { } extension ? [.. model.Members, extension.Member] : (IEnumerable<MemberModel>)model.Members)
        {
            var instance = $"{(model.IsValueType ? "ref " : "")}{member.DeclaringType} instance";
            if (member.IsField)
            {
                if (NeedsGetter(member) || member.Read == ReadTarget.HiddenSetter)
                {
                    writer.Line($"[{Code.UnsafeAccessor}({Code.UnsafeAccessorKind}.Field, Name = {Code.Literal(Plain(member))})]");
                    writer.Line($"private static extern ref {member.Type.Name} {Accessor(member)}({instance});");
                    writer.Blank();
                }

                continue;
            }

            if (NeedsGetter(member))
            {
                writer.Line($"[{Code.UnsafeAccessor}({Code.UnsafeAccessorKind}.Method, Name = {Code.Literal("get_" + Plain(member))})]");
                writer.Line($"private static extern {member.Type.Name} Get{Accessor(member)}({instance});");
                writer.Blank();
            }

            if (member.Read == ReadTarget.HiddenSetter)
            {
                writer.Line($"[{Code.UnsafeAccessor}({Code.UnsafeAccessorKind}.Method, Name = {Code.Literal("set_" + Plain(member))})]");
                writer.Line($"private static extern void Set{Accessor(member)}({instance}, {member.Type.Name} value);");
                writer.Blank();
            }
        }
    }

    /// <summary>The statements that hand an instance what no member took.</summary>
    public static void EmitExtension(SourceWriter writer, ObjectModel model, string instance)
    {
        if (ReadExtension(model) is not { } extension)
            return;

        writer.Open("if (state.ExtensionData is not null)");
        var existing = extension.Member.Write == WriteCondition.Always ? Getter(model, extension.Member, instance) : "null";
        var typeArguments = extension.IsDictionary ? $"<{extension.MemberType}, {extension.ValueType}>" : "";
        var merge = $"{Code.Documents}ExtensionData.Merge{typeArguments}({existing}, state.ExtensionData)";
        writer.Line(extension.Member.Read switch
        {
            ReadTarget.Setter => $"{instance}.{extension.Member.Name} = {merge};",
            _ => HiddenAssignment(model, extension.Member, instance, merge),
        });
        writer.Close();
    }

    /// <summary>The statement that gives a member its value around the language.</summary>
    public static string HiddenAssignment(ObjectModel model, MemberModel member, string instance, string value)
    {
        var receiver = model.IsValueType ? "ref " + instance : instance;
        return member.IsField
            ? $"{Accessor(member)}({receiver}) = {value};"
            : $"Set{Accessor(member)}({receiver}, {value});";
    }

    /// <summary>Extension data that is read: like any member, it needs a setter for that.</summary>
    private static ExtensionModel? ReadExtension(ObjectModel model) =>
        model.Extension is { Member.Read: not ReadTarget.None } extension ? extension : null;

    private static string ExtensionType(ExtensionModel extension) =>
        $"global::System.Collections.Generic.Dictionary<string, {extension.ValueType}>";

    private static string Getter(ObjectModel model, MemberModel member, string value) => member switch
    {
        { Getter: Access.Hidden, IsField: true } => $"{Accessor(member)}({(model.IsValueType ? "ref " : "")}{value})",
        { Getter: Access.Hidden } => $"Get{Accessor(member)}({(model.IsValueType ? "ref " : "")}{value})",
        { IsHidden: true } => $"(({member.DeclaringType}){value}).{member.Name}",
        _ => $"{value}.{member.Name}",
    };

    private static void EmitWriteMember(SourceWriter writer, ObjectModel model, MemberModel member, string value)
    {
        var get = Getter(model, member, value);
        if (member.Write == WriteCondition.Always)
        {
            writer.Line($"writer.WriteName({Code.NameArgument(member.JsonName)});");
            writer.Line($"{member.Type.Codec}.Write(ref writer, {get});");
            return;
        }

        var local = "member" + member.Slot.TrimStart('@');
        writer.Line($"var {local} = {get};");
        writer.Open(member.Type.AllowsNull
            ? $"if ({local} is not null)"
            : $"if (!global::System.Collections.Generic.EqualityComparer<{member.Type.Name}>.Default.Equals({local}, default))");
        writer.Line($"writer.WriteName({Code.NameArgument(member.JsonName)});");
        writer.Line($"{member.Type.Codec}.Write(ref writer, {local});");
        writer.Close();
        writer.Blank();
    }

    private static void EmitRead(SourceWriter writer, ObjectModel model, MemberModel[] members)
    {
        writer.Open($"public static JsonState Read(ref {Code.Documents}JsonReader reader)");
        writer.Line($"reader.ExpectObject<{model.TypeName}>();");
        writer.Line("var state = new JsonState();");
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
                writer.Line(
                    $"""
                    case {Number(i)}:
                        state.{members[i].Slot} = {members[i].Type.Codec}.Read(ref reader);
                        state.{Word(i / BitsPerWord)} |= {Bit(i)};
                        break;
                    """);
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

    private static void EmitReadExtension(SourceWriter writer, ObjectModel model)
    {
        if (ReadExtension(model) is not { } extension)
            return;

        writer.Open("if (member == Unmapped)");
        writer.Line($"{Code.Documents}ExtensionData.Read<{extension.ValueType}, {extension.Member.Type.Codec}>(");
        writer.Line("    ref reader, ref state.ExtensionData);");
        writer.Line("continue;");
        writer.Close();
        writer.Blank();
    }

    /// <summary>A type without members that refuses all but the names it ignores.</summary>
    private static void EmitRefusal(SourceWriter writer, ObjectModel model)
    {
        writer.Open("while (reader.NextName())");
        var isSkipped = string.Join(" || ", model.Skipped.Select(static s => $"reader.NameIs({Code.Utf8(s)})"));
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

    private static bool NeedsGetter(MemberModel member) => member.Write != WriteCondition.Never && member.Getter == Access.Hidden;

    private static string Plain(MemberModel member) => member.Name.TrimStart('@');

    private static string Accessor(MemberModel member) => member.Slot.TrimStart('@') + "Member";

    private static string Word(int word) => word == 0 ? "Present" : "Present" + Number(word);

    private static string Bit(int index) => "0x" + (1UL << (index % BitsPerWord)).ToString("x", CultureInfo.InvariantCulture) + "UL";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
