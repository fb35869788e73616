using Microsoft.CodeAnalysis.Text;
using Settee.Generators.Model;

namespace Settee.Generators.Emit;

/// <summary>Prints the codec of a plain type: one file per type, once per assembly.</summary>
internal static class ShapeEmitter
{
    public static SourceText Emit(ShapeModel shape) => shape switch
    {
        ObjectShape plain => EmitObject(plain),
        PolymorphicShape several => PolymorphicEmitter.Emit(several),
        EnumShape enumeration => EnumEmitter.Emit(enumeration),
        _ => throw new InvalidOperationException($"No emitter for {shape.GetType().Name}."),
    };

    private static SourceText EmitObject(ObjectShape shape)
    {
        var model = shape.Object;
        var writer = Code.NewFile();
        var blocks = Code.OpenContainers(writer, shape.Place.Namespace, shape.Place.Containers);
        writer.Line($"/// <summary>Writes and reads {Code.See(model.TypeName)} as a JSON object.</summary>");
        writer.Line(Code.Generated + "\n" + Code.NotListed);
        var populator = shape.IsPopulated ? $", {Code.Documents}IJsonPopulator<{model.TypeName}>" : "";
        writer.Open(
            $"{Code.Keyword(shape.Visibility)} readonly struct {shape.CodecName} : {Code.Documents}IJsonCodec<{model.TypeName}>{populator}");

        writer.Line("/// <inheritdoc/>\n" + Code.NotStepped);
        writer.Open($"public static void Write(ref {Code.Documents}JsonWriter writer, {model.TypeName} value)");
        JsonEmitter.EmitWrite(writer, model, "value");
        writer.Close();
        writer.Blank();

        writer.Line("/// <inheritdoc/>\n" + Code.NotStepped);
        writer.Open($"public static {model.TypeName} Read(ref {Code.Documents}JsonReader reader)");
        if (model.Construction is { } construction)
            EmitRead(writer, model, construction);
        else
            writer.Line(Code.Unsupported($"A {model.DisplayName} cannot be made; the build reports why.") + ";");
        writer.Close();
        writer.Blank();

        if (shape.IsPopulated)
            PopulateEmitter.EmitPopulate(writer, model);
        EmitConstructorAccessor(writer, model);
        JsonEmitter.EmitAccessors(writer, model, shape.IsPopulated);
        JsonStateEmitter.EmitState(writer, model);
        writer.Close();
        Code.CloseAll(writer, blocks);

        EmitPaths(writer, shape, shape.Node, model.Steps);
        return writer.ToSourceText();
    }

    private static void EmitRead(SourceWriter writer, ObjectModel model, ConstructionModel construction)
    {
        if (!model.IsValueType)
        {
            writer.Line("if (reader.IsNull)\n    return null!;");
            writer.Blank();
        }

        var arguments = string.Join(", ", construction.Parameters.Select(p => DocumentEmitter.Argument(p, model)));
        var create = construction.Kind == ConstructionKind.Hidden ? $"Create({arguments})"
            : model.TypeName[0] == '(' ? $"default({model.TypeName})"
            : $"new {model.TypeName}({arguments})";
        var initializers = model.Members.Where(static m => m.Read == ReadTarget.Initializer).ToArray();

        writer.Line("var state = JsonState.Read(ref reader);");
        if (initializers.Length > 0)
        {
            writer.Open($"var value = {create}");
            foreach (var member in initializers)
                writer.Line($"{member.Name} = state.{member.Slot},");
            writer.Close("};");
        }
        else
        {
            writer.Line($"var value = {create};");
        }

        JsonEmitter.EmitCallback(writer, model, Callbacks.OnDeserializing, "value");
        foreach (var member in model.Members)
            JsonEmitter.EmitAssignment(writer, model, member, member.Read, "value");
        PopulateEmitter.EmitFillCall(writer, model, "value");
        JsonEmitter.EmitExtension(writer, model, "value");
        JsonEmitter.EmitCallback(writer, model, Callbacks.OnDeserialized, "value");
        writer.Line("return value;");
    }

    private static void EmitConstructorAccessor(SourceWriter writer, ObjectModel model)
    {
        if (model.Construction is not { Kind: ConstructionKind.Hidden } construction)
            return;

        var parameters = string.Join(", ", construction.Parameters.Select(static (p, i) => $"{p.TypeName} p{i}"));
        writer.Line($"[{Code.UnsafeAccessor}({Code.UnsafeAccessorKind}.Constructor)]");
        writer.Line($"private static extern {model.TypeName} Create({parameters});");
        writer.Blank();
    }

    /// <summary>The patch and field types of a type, in its own namespace.</summary>
    public static void EmitPaths(SourceWriter writer, ShapeModel shape, PathNodeModel? node, EquatableArray<PathMemberModel> steps)
    {
        if (node is null)
            return;

        writer.Blank();
        if (node.Namespace.Length > 0)
            writer.Open($"namespace {node.Namespace}");
        PatchEmitter.EmitNode(writer, shape, node, steps, isOptional: false);
        writer.Blank();
        PatchEmitter.EmitNode(writer, shape, node, steps, isOptional: true);
        writer.Blank();
        FieldsEmitter.EmitNode(writer, shape, node, steps, isOptional: false);
        writer.Blank();
        FieldsEmitter.EmitNode(writer, shape, node, steps, isOptional: true);
        if (node.Namespace.Length > 0)
            writer.Close();
    }
}
