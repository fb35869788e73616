using System.Globalization;
using System.Text;
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
        writer.Line($"/// <summary>Writes and reads {Code.See(shape.TypeName)} as one of the types that are declared for it.</summary>");
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

        if (shape.FallBack != FallBack.ToNearest || shape.BaseCodec is null)
            writer.Line("var type = value.GetType();");
        foreach (var derived in shape.Derived)
        {
            if (shape.FallBack == FallBack.ToNearest)
                continue;

            writer.Open($"if (type == typeof({derived.TypeName}))");
            EmitWriteAs(writer, shape, derived);
            writer.Close();
            writer.Blank();
        }

        var itself = shape.Derived.FirstOrDefault(d => d.TypeName == shape.TypeName);
        if (shape.FallBack == FallBack.ToNearest)
        {
            writer.Line("// The most derived types come first, so that the first that fits is the nearest.");
            foreach (var derived in shape.Derived.Where(d => d.TypeName != shape.TypeName))
            {
                writer.Open($"if (value is {derived.TypeName})");
                EmitWriteAs(writer, shape, derived);
                writer.Close();
                writer.Blank();
            }
        }

        if (shape is { BaseCodec: { } codec, FallBack: not FallBack.None })
        {
            writer.Line("// Any other type is written as the declared one.");
            EmitWriteAs(writer, shape, itself ?? new DerivedModel(shape.TypeName, codec, null, null));
            return;
        }

        if (shape is { BaseCodec: { } own, IsAbstract: false } && itself is null)
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
        if (TagOf(derived, shape.Conventions) is { } tag)
            writer.Line($"writer.TagNextObject({Code.Utf8($"{Quote(shape.TagName, shape.Conventions)}:{tag}")});");
        writer.Line($"{derived.Codec}.Write(ref writer, ({derived.TypeName})value);\nreturn;");
    }

    private static void EmitRead(SourceWriter writer, PolymorphicShape shape)
    {
        writer.Line("if (reader.IsNull)\n    return null!;");
        writer.Blank();
        var baseCodec = shape.IsAbstract ? null : shape.BaseCodec;
        var hasOwn = baseCodec is null ? "false" : "true";
        var anywhere = shape.Conventions.TakesTagsAnywhere ? ", anywhere: true" : "";
        writer.Line($"var tag = reader.ReadTag<{shape.TypeName}>({Code.Utf8(shape.TagName)}, hasOwn: {hasOwn}{anywhere});");
        foreach (var derived in shape.Derived)
        {
            var argument = derived.Text is { } text ? Code.Utf8(text) : derived.Number?.ToString(CultureInfo.InvariantCulture);
            if (argument is not null)
                writer.Line($"if (tag.Is({argument}))\n    return {ReadAs(shape, derived.Codec)};");
        }

        if (!shape.IgnoresUnknownTags)
            writer.Line($"if (tag.IsThere)\n    throw reader.UnknownTag<{shape.TypeName}>();");
        writer.Blank();
        writer.Line(baseCodec is { } codec
            ? $"return {ReadAs(shape, codec)};"
            : Code.Unsupported($"The JSON does not say which {shape.TypeName.Replace("global::", "")} it is.") + ";");
    }

    // A tag that is not the first member is met again among the others, and must be known until the object ends.
    private static string ReadAs(PolymorphicShape shape, string codec) =>
        shape.Conventions.TakesTagsAnywhere ? $"reader.Leave(tag, {codec}.Read(ref reader))" : $"{codec}.Read(ref reader)";

    private static string? TagOf(DerivedModel derived, JsonConventions conventions) =>
        derived.Text is { } text ? Quote(text, conventions) : derived.Number?.ToString(CultureInfo.InvariantCulture);

    /// <summary>A JSON string. Tags are names of types, so that escaping more than must be would be seen by nobody.</summary>
    private static string Quote(string text, JsonConventions conventions)
    {
        var json = new StringBuilder("\"");
        foreach (var c in text)
        {
            if (c == '\\' || (c == '"' && conventions.IsRelaxed))
                json.Append('\\').Append(c);
            else if (conventions.IsPlain(c) || (conventions.IsRelaxed && char.IsLetter(c)))
                json.Append(c);
            else
                json.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
        }

        return json.Append('"').ToString();
    }
}
