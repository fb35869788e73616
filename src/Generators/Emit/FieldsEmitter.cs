using System.Collections.Generic;
using System.Globalization;
using Microsoft.CodeAnalysis.Text;
using Settee.Generators.Model;

namespace Settee.Generators.Emit;

/// <summary>Prints the fields of a document and of the plain types in it: names for places, with the type of what is read there.</summary>
internal static class FieldsEmitter
{
    /// <summary>The fields of a document, inside of it.</summary>
    public static SourceText Emit(DocumentModel model)
    {
        var writer = Code.NewFile();
        var self = model.Shape.TypeName;
        var blocks = Code.OpenContainers(writer, model.Declaration.Namespace, model.Declaration.Containers);
        writer.Open($"partial {model.Declaration.Type.Keyword} {model.Declaration.Type.Name}");
        writer.Line($"/// <summary>The places in a stored {Code.See(self)}, for lookups and projections.</summary>");
        writer.Line(Code.Generated);
        writer.Open("public static class Fields");
        foreach (var step in model.Shape.Steps)
        {
            var escaping = step.Segment.IsFinished ? "" : $", {Code.Settee}JsonEscaping.{(model.Shape.Conventions.IsRelaxed ? "Relaxed" : "Html")}";
            var path = $"{Code.Documents}FieldPath.Of({Code.Segment(step.Segment)}{escaping})";
            EmitMember(writer, step, self, step.IsOptional, path, isStatic: true);
        }

        EmitOthers(writer, model.Shape, self, isStatic: true);
        writer.Close();
        EmitAll(writer, model.Shape, self);
        writer.Close();
        Code.CloseAll(writer, blocks);
        return writer.ToSourceText();
    }

    /// <summary>The list of the fields, if nothing else belongs to the document.</summary>
    private static void EmitAll(SourceWriter writer, ObjectModel shape, string self)
    {
        var isComplete = shape.Extension is null
            && shape.Members.All(m => m.Read == ReadTarget.None || shape.Steps.Any(s => s.JsonName == m.JsonName));
        if (!isComplete || shape.Steps.Count == 0)
            return;

        const string List = "global::System.Collections.Generic.IReadOnlyList<";
        writer.Blank();
        writer.Line(Code.Generated);
        writer.Line($"static {List}{Code.Settee}Field<{self}>> {Code.Settee}IDocument<{self}>.AllFields =>");
        writer.Line($"[\n    {string.Join(",\n    ", shape.Steps.Select(static s => "Fields." + s.Name))},\n];");
    }

    /// <summary>The fields of a plain type, for members that must be there and for those that may be missing, with all that is in them.</summary>
    public static void EmitNode(SourceWriter writer, ShapeModel shape, PathNodeModel node, EquatableArray<PathMemberModel> steps, bool isOptional)
    {
        var name = (isOptional ? "Optional" : "") + node.Name + "Fields";
        var type = isOptional ? Optional(node.TypeName, node.IsValueType) : node.TypeName;
        var codec = $"global::{shape.Place.Namespace}.{shape.CodecName}";
        var reader = node.IsValueType && isOptional
            ? $"{type}, {Code.Documents}NullableCodec<{node.TypeName}, {codec}>"
            : $"{type}, {codec}";
        // A type parameter must not be named like a member.
        var document = "TDocument";
        while (steps.Any(s => s.Name == document))
            document += "_";

        var what = isOptional ? ", which may be missing," : "";
        writer.Line($"/// <summary>The places in a {Code.See(node.TypeName)}{what} inside a stored document.</summary>");
        writer.Line($"/// <typeparam name=\"{document}\">The document type.</typeparam>");
        writer.Line(Code.Generated);
        writer.Line($"{Code.Keyword(shape.Visibility)} sealed class {name}<{document}> : {Code.Settee}Field<{document}, {type}>");
        writer.Open($"    where {document} : {Code.Settee}IDocument<{document}>");
        writer.Open($"internal {name}({Code.Documents}FieldPath path)\n    : base(path, {Code.Documents}FieldReader<{reader}>.{Presence(isOptional)})");
        writer.Close();
        if (steps.Any(static s => s.Name == "@field"))
            writer.Line("#pragma warning disable CS9258 // the keyword is meant, not the member");
        foreach (var step in steps)
        {
            // In an object that may be missing, so may be everything.
            var path = $"{Code.Documents}FieldPath.Of(this, {Code.Segment(step.Segment)})";
            EmitMember(writer, step, document, isOptional || step.IsOptional, path, isStatic: false);
        }

        if (shape is ObjectShape plain)
            EmitOthers(writer, plain.Object, document, isStatic: false);
        if (steps.Any(static s => s.Name == "@field"))
            writer.Line("#pragma warning restore CS9258");
        writer.Close();
    }

    private static void EmitMember(
        SourceWriter writer, PathMemberModel step, string document, bool isOptional, string path, bool isStatic)
    {
        var modifiers = (step.IsPublic ? "public " : "internal ") + Code.Hiding(step.Name) + (isStatic ? "static " : "");
        writer.Blank();
        Code.Document(writer, $"The member <c>{Code.Xml(step.JsonName)}</c>.");
        writer.Line($"{modifiers}{TypeOf(step.Field, document, isOptional)} {step.Name} {(isStatic ? "{ get; } =" : "=>")}");
        writer.Indentation++;
        EmitNew(writer, isStatic ? "" : "field ??= ", Arguments(step.Field, document, isOptional, path));
        writer.Indentation--;
    }

    /// <summary>The stored members that the type does not declare, by the name of the member that keeps them.</summary>
    private static void EmitOthers(SourceWriter writer, ObjectModel shape, string document, bool isStatic)
    {
        if (shape.Extension is not { Visibility: not Visibility.Private, Member: var member } extension)
            return;

        var value = new FieldModel(FieldKind.Value, extension.Value);
        writer.Blank();
        Code.Document(writer, $"The members that are stored and not declared, which <c>{Code.Xml(member.Name)}</c> keeps.");
        writer.Line(
            $"{Code.Keyword(extension.Visibility)} {Code.Hiding(member.Name)}{(isStatic ? "static " : "")}"
            + $"{Code.Settee}FieldEntries<{document}, {TypeOf(value, document, isOptional: true)}> {member.Name} {(isStatic ? "{ get; } =" : "=>")}");
        writer.Indentation++;
        EmitNew(
            writer,
            isStatic ? "" : "field ??= ",
            [isStatic ? "parent: null" : "this", $"static item => new({string.Join(", ", Arguments(value, document, isOptional: true, "item"))})"]);
        writer.Indentation--;
    }

    private static string TypeOf(FieldModel field, string document, bool isOptional) => field.Kind switch
    {
        FieldKind.Object => $"{field.Node!.Prefix}{(isOptional || field.Node.IsNullable ? "Optional" : "")}{field.Node.Name}<{document}>",
        FieldKind.List => $"{Code.Settee}FieldList<{document}, {ValueOf(field, isOptional)}, {TypeOf(field.Item!, document, isOptional: true)}>",
        FieldKind.Map =>
            $"{Code.Settee}FieldMap<{document}, {ValueOf(field, isOptional)}, {field.Key!.Name}, {TypeOf(field.Item!, document, isOptional: true)}>",
        _ => $"{Code.Settee}Field<{document}, {ValueOf(field, isOptional)}>",
    };

    private static void EmitNew(SourceWriter writer, string assignment, List<string> arguments)
    {
        if (arguments.Count == 1)
            writer.Line($"{assignment}new({arguments[0]});");
        else
            writer.Line($"{assignment}new(\n    {string.Join(",\n    ", arguments)});");
    }

    /// <summary>What the field at a path is made of; its type is known where it is made.</summary>
    private static List<string> Arguments(FieldModel field, string document, bool isOptional, string path, int depth = 0)
    {
        var arguments = new List<string> { path };
        if (field.Kind != FieldKind.Object)
            arguments.Add($"{Code.Documents}FieldReader<{ValueOf(field, isOptional)}, {CodecOf(field, isOptional)}>.{Presence(isOptional)}");
        if (field.Key is { } key)
            arguments.Add($"{Code.Documents}FieldKeys<{key.Name}, {key.Codec}>.Instance");
        if (field.Item is { } item)
        {
            var inner = "item" + (depth == 0 ? "" : depth.ToString(CultureInfo.InvariantCulture));
            arguments.Add($"static {inner} => new({string.Join(", ", Arguments(item, document, isOptional: true, inner, depth + 1))})");
        }

        return arguments;
    }

    private static string Presence(bool isOptional) => isOptional ? "Optional" : "Required";

    private static string ValueOf(FieldModel field, bool isOptional) =>
        isOptional ? Optional(field.Type.Name, !field.Type.AllowsNull) : field.Type.Name;

    private static string CodecOf(FieldModel field, bool isOptional) =>
        isOptional && !field.Type.AllowsNull ? $"{Code.Documents}NullableCodec<{field.Type.Name}, {field.Type.Codec}>" : field.Type.Codec;

    private static string Optional(string type, bool isValueType) =>
        isValueType || !type.EndsWith("?", StringComparison.Ordinal) ? type + "?" : type;
}
