using Microsoft.CodeAnalysis.Text;
using Settee.Generators.Model;

namespace Settee.Generators.Emit;

/// <summary>Prints the names of an enum that is written by name; what is done with them is the runtime's.</summary>
internal static class EnumEmitter
{
    public static SourceText Emit(EnumShape shape)
    {
        var writer = Code.NewFile();
        var blocks = Code.OpenContainers(writer, shape.Place.Namespace, shape.Place.Containers);
        writer.Line($"/// <summary>The JSON names of {Code.See(shape.TypeName)}.</summary>");
        writer.Line(Code.Generated + "\n" + Code.NotListed);
        writer.Open($"{Code.Keyword(shape.Visibility)} readonly struct {shape.CodecName} : {Code.Documents}IEnumNames<{shape.TypeName}>");
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public static {Code.Documents}EnumNames<{shape.TypeName}> Names {{ get; }} = new(");
        writer.Line($"    isFlags: {(shape.IsFlags ? "true" : "false")},");
        writer.Line("    [");
        foreach (var member in shape.Members)
        {
            var isCustom = member.IsCustom ? "true" : "false";
            writer.Line($"        new({shape.TypeName}.{member.Name}, {Code.Literal(member.Text)}, isCustom: {isCustom}),");
        }

        writer.Line("    ]);");
        writer.Close();
        Code.CloseAll(writer, blocks);
        return writer.ToSourceText();
    }
}
