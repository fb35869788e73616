using System.Collections.Generic;
using System.Globalization;
using Settee.Generators.Model;

namespace Settee.Generators.Emit;

/// <summary>Prints how a JSON object is written, and the state into which it is read. Documents and plain types share it.</summary>
internal static class JsonEmitter
{
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
            writer.Line($"{Code.Documents}ExtensionData.Write<{extension.Value.Name}, {extension.Member.Type.Codec}>(ref writer, {get});");
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

    /// <summary>Extern accessors for members that the language does not let the emitted code reach.</summary>
    /// <param name="writer">Receives the text.</param>
    /// <param name="model">The object.</param>
    /// <param name="isFilled">Whether instances that are there already are given values.</param>
    public static void EmitAccessors(SourceWriter writer, ObjectModel model, bool isFilled = false)
    {
        foreach (var member in model.Extension is { } extension ? [.. model.Members, extension.Member] : (IEnumerable<MemberModel>)model.Members)
        {
            var instance = $"{(model.IsValueType ? "ref " : "")}{member.DeclaringType} instance";
            if (member.IsField)
            {
                if (NeedsGetter(member) || NeedsSetter(member, isFilled))
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

            if (NeedsSetter(member, isFilled))
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
        if (JsonStateEmitter.ReadExtension(model) is not { } extension)
            return;

        writer.Open("if (state.ExtensionData is not null)");
        var existing = extension.Member.Write == WriteCondition.Always ? Getter(model, extension.Member, instance) : "null";
        var typeArguments = extension.IsDictionary ? $"<{extension.MemberType}, {extension.Value.Name}>" : "";
        var merge = $"{Code.Documents}ExtensionData.Merge{typeArguments}({existing}, state.ExtensionData)";
        writer.Line(extension.Member.Read switch
        {
            ReadTarget.Setter => $"{instance}.{extension.Member.Name} = {merge};",
            _ => HiddenAssignment(model, extension.Member, instance, merge),
        });
        writer.Close();
    }

    /// <summary>The statements that give a member what was read, if it was.</summary>
    public static void EmitAssignment(SourceWriter writer, ObjectModel model, MemberModel member, ReadTarget target, string instance)
    {
        var assignment = target switch
        {
            ReadTarget.Setter => $"{instance}.{member.Name} = state.{member.Slot};",
            ReadTarget.HiddenSetter => HiddenAssignment(model, member, instance, "state." + member.Slot),
            _ => null,
        };
        if (assignment is not null)
            writer.Line($"if ({JsonStateEmitter.IsPresent(model, member, "state.")})\n    {assignment}");
    }

    /// <summary>The statement that gives a member its value around the language.</summary>
    public static string HiddenAssignment(ObjectModel model, MemberModel member, string instance, string value)
    {
        var receiver = model.IsValueType ? "ref " + instance : instance;
        return member.IsField
            ? $"{Accessor(member)}({receiver}) = {value};"
            : $"Set{Accessor(member)}({receiver}, {value});";
    }

    public static string Getter(ObjectModel model, MemberModel member, string value) => member switch
    {
        { Getter: Access.Hidden, IsField: true } => $"{Accessor(member)}({(model.IsValueType ? "ref " : "")}{value})",
        { Getter: Access.Hidden } => $"Get{Accessor(member)}({(model.IsValueType ? "ref " : "")}{value})",
        { IsHidden: true } => $"(({member.DeclaringType}){value}).{member.Name}",
        _ => $"{value}.{member.Name}",
    };

    private static void EmitWriteMember(SourceWriter writer, ObjectModel model, MemberModel member, string value)
    {
        var get = Getter(model, member, value);
        var name = Code.NameArgument(member.JsonName, model.Conventions);
        if (member is { Write: WriteCondition.Always, RefusesWrittenNull: false })
        {
            writer.Line($"writer.WriteName({name});");
            writer.Line($"{member.Type.Codec}.Write(ref writer, {get});");
            return;
        }

        var local = "member" + member.Slot.TrimStart('@');
        writer.Line($"var {local} = {get};");
        if (member.Write == WriteCondition.Always)
        {
            writer.Line($"if ({local} is null)\n    throw {Code.Documents}JsonWriter.NullRefused({Code.Literal(member.JsonName)});");
            writer.Line($"writer.WriteName({name});");
            writer.Line($"{member.Type.Codec}.Write(ref writer, {local});");
            return;
        }

        writer.Open(member.Type.AllowsNull
            ? $"if ({local} is not null)"
            : $"if (!global::System.Collections.Generic.EqualityComparer<{member.Type.Name}>.Default.Equals({local}, default))");
        writer.Line($"writer.WriteName({name});");
        writer.Line($"{member.Type.Codec}.Write(ref writer, {local});");
        writer.Close();
        writer.Blank();
    }

    private static bool NeedsGetter(MemberModel member) =>
        (member.Write != WriteCondition.Never || member.Read == ReadTarget.Populate) && member.Getter == Access.Hidden;

    private static bool NeedsSetter(MemberModel member, bool isFilled) =>
        member.Read == ReadTarget.HiddenSetter
        || (member.Assign == ReadTarget.HiddenSetter && (isFilled ? member.Read != ReadTarget.None : member.Read == ReadTarget.Populate));

    private static string Plain(MemberModel member) => member.Name.TrimStart('@');

    private static string Accessor(MemberModel member) => member.Slot.TrimStart('@') + "Member";
}
