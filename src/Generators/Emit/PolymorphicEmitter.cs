using System.Globalization;
using Microsoft.CodeAnalysis.Text;
using Settee.Generators.Model;

namespace Settee.Generators.Emit;

/// <summary>Prints the codec of a type whose values are of several types: it only chooses; each type has a codec of its own.</summary>
internal static class PolymorphicEmitter
{
    public static SourceText Emit(PolymorphicShape shape)
    {
        var writer = Code.NewFile();
        var blocks = Code.OpenContainers(writer, shape.Place.Namespace, shape.Place.Containers);
        writer.Line($"/// <summary>Writes and reads <see cref=\"{shape.TypeName}\"/> as one of the types that are declared for it.</summary>");
        writer.Line(Code.Generated + "\n" + Code.NotListed);
        writer.Open(
            $"{Code.Keyword(shape.Visibility)} readonly struct {shape.CodecName} : {Code.Documents}IJsonCodec<{shape.TypeName}>");

        writer.Line("/// <inheritdoc/>\n" + Code.NotStepped);
        writer.Open($"public static void Write(ref {Code.Documents}JsonWriter writer, {shape.TypeName} value)");
        EmitWrite(writer, shape);
        writer.Close();
        writer.Blank();

        writer.Line("/// <inheritdoc/>\n" + Code.NotStepped);
        writer.Open($"public static {shape.TypeName} Read(ref {Code.Documents}JsonReader reader)");
        EmitRead(writer, shape);
        writer.Close();

        writer.Close();
        Code.CloseAll(writer, blocks);
        ShapeEmitter.EmitPaths(writer, shape, shape.Node, shape.Steps);
        return writer.ToSourceText();
    }

    private static void EmitWrite(SourceWriter writer, PolymorphicShape shape)
    {
        writer.Open("if (value is null)");
        writer.Line("writer.WriteNull();\nreturn;");
        writer.Close();
        writer.Blank();

        writer.Line("var type = value.GetType();");
        foreach (var derived in shape.Derived)
        {
            writer.Open($"if (type == typeof({derived.TypeName}))");
            EmitWriteAs(writer, shape, derived);
            writer.Close();
            writer.Blank();
        }

        var itself = shape.Derived.FirstOrDefault(d => d.TypeName == shape.TypeName);
        if (shape is { BaseCodec: { } codec, FallsBack: true })
        {
            writer.Line("// Any other type is written as the declared one.");
            EmitWriteAs(writer, shape, itself ?? new DerivedModel(shape.TypeName, codec, null, null));
            return;
        }

        if (shape.BaseCodec is { } own && itself is null)
        {
            writer.Open($"if (type == typeof({shape.TypeName}))");
            EmitWriteAs(writer, shape, new DerivedModel(shape.TypeName, own, null, null));
            writer.Close();
            writer.Blank();
        }

        var name = shape.TypeName.Replace("global::", "");
        writer.Line($"throw new global::System.NotSupportedException($\"A {{type}} is not declared for {name}.\");");
    }

    private static void EmitWriteAs(SourceWriter writer, PolymorphicShape shape, DerivedModel derived)
    {
        if (TagOf(derived) is { } tag)
            writer.Line($"writer.TagNextObject({Code.Utf8($"{Quote(shape.TagName)}:{tag}")});");
        writer.Line($"{derived.Codec}.Write(ref writer, ({derived.TypeName})value);\nreturn;");
    }

    private static void EmitRead(SourceWriter writer, PolymorphicShape shape)
    {
        writer.Line("if (reader.IsNull)\n    return null!;");
        writer.Blank();
        var hasOwn = shape.BaseCodec is null ? "false" : "true";
        writer.Line($"var tag = reader.ReadTag<{shape.TypeName}>({Code.Utf8(shape.TagName)}, hasOwn: {hasOwn});");
        foreach (var derived in shape.Derived)
        {
            var argument = derived.Text is { } text ? Code.Utf8(text) : derived.Number?.ToString(CultureInfo.InvariantCulture);
            if (argument is not null)
                writer.Line($"if (tag.Is({argument}))\n    return {derived.Codec}.Read(ref reader);");
        }

        if (!shape.IgnoresUnknownTags)
            writer.Line($"if (tag.IsThere)\n    throw reader.UnknownTag<{shape.TypeName}>();");
        writer.Blank();
        writer.Line(shape.BaseCodec is { } codec
            ? $"return {codec}.Read(ref reader);"
            : Code.Unsupported($"The JSON does not say which {shape.TypeName.Replace("global::", "")} it is.") + ";");
    }

    private static string? TagOf(DerivedModel derived) =>
        derived.Text is { } text ? Quote(text) : derived.Number?.ToString(CultureInfo.InvariantCulture);

    // Tags are names of types; of what JSON escapes they hold quotes and backslashes at most.
    private static string Quote(string text) => $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";
}
