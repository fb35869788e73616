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
        writer.Line($"/// <summary>Changes to single members of a stored <see cref=\"{model.Shape.TypeName}\"/>.</summary>");
        writer.Line(Code.Generated);
        writer.Open($"{Code.Keyword(model.Declaration.Visibility)} readonly ref struct {name} : {Code.Documents}IDocumentPatch<{name}>");
        writer.Line($"private readonly {Code.Documents}PatchBuilder _builder;");
        writer.Blank();
        writer.Line($"private {name}({Code.Documents}PatchBuilder builder) => _builder = builder;");
        EmitMembers(writer, model.Shape, "default");
        writer.Blank();
        writer.Line(Code.Generated);
        writer.Line($"static {name} {Code.Documents}IDocumentPatch<{name}>.Over({Code.Documents}PatchBuilder builder) => new(builder);");
        writer.Close();
        if (hasNamespace)
            writer.Close();
        return writer.ToSourceText();
    }

    /// <summary>The patch types of a plain type, for members that must be there and for those that can be removed.</summary>
    public static void EmitNode(SourceWriter writer, ObjectShape shape, bool isOptional)
    {
        var name = (isOptional ? "Optional" : "") + shape.PatchName;
        var codec = $"global::{shape.Place.Namespace}.{shape.CodecName}";
        writer.Line($"/// <summary>Changes to a <see cref=\"{shape.Object.TypeName}\"/> inside a stored document.</summary>");
        writer.Line(Code.Generated);
        writer.Open($"{Code.Keyword(shape.Visibility)} readonly ref struct {name} : {Code.Documents}IPatchNode<{name}>");
        writer.Line($"private readonly {Code.Documents}PatchBuilder _builder;\nprivate readonly {Code.Documents}PatchPath _path;");
        writer.Blank();
        writer.Open($"private {name}({Code.Documents}PatchBuilder builder, {Code.Documents}PatchPath path)");
        writer.Line("_builder = builder;\n_path = path;");
        writer.Close();
        EmitMembers(writer, shape.Object, "_path");

        var type = isOptional && !shape.Object.IsValueType ? shape.Object.TypeName + "?" : shape.Object.TypeName;
        foreach (var (verb, summary) in new[]
        {
            ("Set", "Sets the whole value, whether or not it was there; missing parents are made."),
            ("Insert", "Sets the whole value, which must not be there yet."),
            ("Replace", "Sets the whole value, which must be there."),
        })
        {
            writer.Blank();
            writer.Line($"/// <summary>{summary}</summary>\n/// <param name=\"value\">The value.</param>\n{Code.Generated}");
            writer.Line($"public void {verb}({type} value) =>\n    _builder.{verb}<{shape.Object.TypeName}, {codec}>(_path, value);");
        }

        if (isOptional)
        {
            writer.Blank();
            Code.Document(writer, "Removes the value, which must be there.");
            writer.Line("public void Remove() => _builder.Remove(_path);");
        }

        writer.Blank();
        writer.Line($"/// <inheritdoc/>\n{Code.Generated}\n{Code.NotListed}");
        writer.Line($"public static {name} At({Code.Documents}PatchBuilder builder, {Code.Documents}PatchPath path) =>");
        writer.Line("    new(builder, path);");
        writer.Close();
    }

    private static void EmitMembers(SourceWriter writer, ObjectModel shape, string path)
    {
        foreach (var member in shape.Members)
        {
            if (member.Patch is not { } patch)
                continue;

            writer.Blank();
            Code.Document(writer, $"The member <c>{Code.Xml(member.JsonName)}</c>.");
            writer.Line($"{(patch.IsPublic ? "public" : "internal")} {patch.FieldType} {member.Name} =>");
            writer.Line($"    {patch.FieldType}.At(_builder, _builder.Member({path}, {Code.Utf8(patch.PathSegment)}));");
        }
    }
}
