using Microsoft.CodeAnalysis.Text;
using Settee.Generators.Model;

namespace Settee.Generators.Emit;

/// <summary>Prints the types through which single members of a stored document are changed.</summary>
internal static class PatchEmitter
{
    /// <summary>A document's own name after those of its containers, as in <c>OuterInner</c>.</summary>
    public static string Joined(DeclarationModel declaration) =>
        string.Concat(declaration.Containers.Select(static c => c.Name.TrimStart('@'))) + declaration.Type.Name.TrimStart('@');

    /// <summary>The patch type of a document, fully qualified.</summary>
    public static string TypeName(DeclarationModel declaration) =>
        "global::" + (declaration.Namespace.Length > 0 ? declaration.Namespace + "." : "") + Joined(declaration) + "Patch";

    /// <summary>The patch type of a document.</summary>
    public static SourceText Emit(DocumentModel model)
    {
        var writer = Code.NewFile();
        var hasNamespace = model.Declaration.Namespace.Length > 0;
        if (hasNamespace)
            writer.Open($"namespace {model.Declaration.Namespace}");

        var name = Joined(model.Declaration) + "Patch";
        writer.Line($"/// <summary>Changes to single members of a stored {Code.See(model.Shape.TypeName)}.</summary>");
        writer.Line(Code.Generated);
        writer.Open($"{Code.Keyword(model.Declaration.Visibility)} readonly ref struct {name} : {Code.Documents}IDocumentPatch<{name}>");
        writer.Line($"private readonly {Code.Documents}PatchBuilder _builder;");
        writer.Blank();
        writer.Line($"private {name}({Code.Documents}PatchBuilder builder) => _builder = builder;");
        foreach (var step in model.Shape.Steps)
            EmitMember(writer, step, "default");

        writer.Blank();
        writer.Line(Code.Generated);
        var use = SettingsEmitter.IsNeeded(model.Shape.Conventions) ? $".Use({SettingsEmitter.Of(model.Shape.TypeName)})" : "";
        writer.Line($"static {name} {Code.Documents}IDocumentPatch<{name}>.Over({Code.Documents}PatchBuilder builder) => new(builder{use});");
        writer.Close();
        if (hasNamespace)
            writer.Close();
        return writer.ToSourceText();
    }

    /// <summary>The patch types of a plain type, for members that must be there and for those that can be removed.</summary>
    public static void EmitNode(SourceWriter writer, ShapeModel shape, PathNodeModel node, EquatableArray<PathMemberModel> steps, bool isOptional)
    {
        var name = (isOptional ? "Optional" : "") + node.Name + "Patch";
        var codec = $"global::{shape.Place.Namespace}.{shape.CodecName}";
        writer.Line($"/// <summary>Changes to a {Code.See(node.TypeName)} inside a stored document.</summary>");
        writer.Line(Code.Generated);
        writer.Open($"{Code.Keyword(shape.Visibility)} readonly ref struct {name} : {Code.Documents}IPatchNode<{name}>");
        writer.Line($"private readonly {Code.Documents}PatchBuilder _builder;\nprivate readonly {Code.Documents}PatchPath _path;");
        writer.Blank();
        writer.Open($"private {name}({Code.Documents}PatchBuilder builder, {Code.Documents}PatchPath path)");
        writer.Line("_builder = builder;\n_path = path;");
        writer.Close();
        foreach (var step in steps)
            EmitMember(writer, step, "_path");

        var type = isOptional ? node.TypeName + "?" : node.TypeName;
        var arguments = isOptional && node.IsValueType
            ? $"{type}, {Code.Documents}NullableCodec<{node.TypeName}, {codec}>"
            : $"{node.TypeName}, {codec}";
        foreach (var (verb, summary) in new[]
        {
            ("Set", "Sets the whole value, whether or not it was there; missing parents are made."),
            ("Insert", "Sets the whole value, which must not be there yet."),
            ("Replace", "Sets the whole value, which must be there."),
        })
        {
            writer.Blank();
            writer.Line($"/// <summary>{summary}</summary>\n/// <param name=\"value\">The value.</param>\n{Code.Generated}");
            writer.Line($"public void {verb}({type} value) =>\n    _builder.{verb}<{arguments}>(_path, value);");
        }

        if (isOptional)
        {
            writer.Blank();
            Code.Document(writer, "Removes the value, which must be there.");
            writer.Line("public void Remove() => _builder.Remove(_path);");
        }

        writer.Blank();
        writer.Line(Code.Generated);
        writer.Line($"static {name} {Code.Documents}IPatchNode<{name}>.At({Code.Documents}PatchBuilder builder, {Code.Documents}PatchPath path) =>");
        writer.Line("    new(builder, path);");
        writer.Close();
    }

    private static void EmitMember(SourceWriter writer, PathMemberModel step, string path)
    {
        writer.Blank();
        Code.Document(writer, $"The member <c>{Code.Xml(step.JsonName)}</c>.");
        writer.Line($"{(step.IsPublic ? "public" : "internal")} {Code.Hiding(step.Name)}{step.PatchType} {step.Name} =>");
        writer.Line($"    _builder.Member<{step.PatchType}>({path}, {Code.Segment(step.Segment)});");
    }
}
