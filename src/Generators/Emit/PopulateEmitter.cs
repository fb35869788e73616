using Settee.Generators.Model;

namespace Settee.Generators.Emit;

/// <summary>Prints how instances that are there already take what the JSON has, instead of being replaced.</summary>
internal static class PopulateEmitter
{
    /// <summary>
    /// A method of the read state that goes through the object again, for the members whose present values are filled: only now there is
    /// an instance that has them.
    /// </summary>
    public static void EmitSecondPass(SourceWriter writer, ObjectModel model, MemberModel[] members)
    {
        writer.Line("/// <summary>Goes through the object again and fills what the instance has.</summary>");
        writer.Open($"public readonly void Fill({(model.IsValueType ? "ref " : "")}{model.TypeName} instance)");
        writer.Line("var reader = Start;\nvar expected = 0;");
        writer.Open("while (reader.NextName())");
        writer.Line("var member = Find(ref reader, expected);\nreader.Read();");
        writer.Open("switch (member)");
        for (var i = 0; i < members.Length; i++)
        {
            if (members[i].Read != ReadTarget.Populate)
                continue;

            writer.Line($"case {JsonStateEmitter.Number(i)}:");
            writer.Indentation++;
            EmitFill(writer, model, members[i]);
            writer.Indentation--;
        }

        writer.Line("default:\n    reader.SkipValue();\n    continue;");
        writer.Close();
        writer.Blank();
        writer.Line("expected = member + 1;");
        writer.Close();
        writer.Close();
    }

    /// <summary>The method of a codec that fills an instance.</summary>
    public static void EmitPopulate(SourceWriter writer, ObjectModel model)
    {
        writer.Line("/// <inheritdoc/>\n" + Code.NotStepped);
        writer.Open($"public static void Populate(ref {Code.Documents}JsonReader reader, ref {model.TypeName} value)");
        writer.Line("var state = JsonState.Read(ref reader);");
        JsonEmitter.EmitCallback(writer, model, Callbacks.OnDeserializing, "value");
        foreach (var member in model.Members)
        {
            if (member.Read is not (ReadTarget.None or ReadTarget.Populate))
                JsonEmitter.EmitAssignment(writer, model, member, member.Assign, "value");
        }

        EmitFillCall(writer, model, "value");
        JsonEmitter.EmitExtension(writer, model, "value");
        JsonEmitter.EmitCallback(writer, model, Callbacks.OnDeserialized, "value");
        writer.Close();
        writer.Blank();
    }

    /// <summary>The statement that fills the members of a new instance.</summary>
    public static void EmitFillCall(SourceWriter writer, ObjectModel model, string instance)
    {
        if (model.Populates)
            writer.Line($"state.Fill({(model.IsValueType ? "ref " : "")}{instance});");
    }

    private static void EmitFill(SourceWriter writer, ObjectModel model, MemberModel member)
    {
        var types = $"<{member.Type.Name}, {member.Type.Codec}, {member.Populator}>";
        var local = "member" + member.Slot.TrimStart('@');
        writer.Line($"var {local} = {JsonEmitter.Getter(model, member, "instance")};");
        if (member.Assign == ReadTarget.None)
        {
            writer.Line($"{Code.Documents}JsonPopulation.FillReadOnly{types}(ref reader, {local});\nbreak;");
            return;
        }

        writer.Line($"{Code.Documents}JsonPopulation.Fill{types}(ref reader, ref {local});");
        if (member.RefusesReadNull)
            writer.Line($"if ({local} is null)\n    throw reader.NullRefused<{model.TypeName}>();");
        writer.Line(member.Assign == ReadTarget.HiddenSetter
            ? JsonEmitter.HiddenAssignment(model, member, "instance", local)
            : $"instance.{member.Name} = {local};");
        writer.Line("break;");
    }
}
