using System.Globalization;
using Microsoft.CodeAnalysis.Text;
using Settee.Generators.Model;

namespace Settee.Generators.Emit;

/// <summary>Prints a document's implementation of IDocument: its fixed facts, its JSON, and the constructor for reading.</summary>
internal static class DocumentEmitter
{
    public static SourceText Emit(DocumentModel model)
    {
        var writer = Code.NewFile();
        var blocks = Code.OpenContainers(writer, model.Declaration.Namespace, model.Declaration.Containers);
        var self = model.Shape.TypeName;
        writer.Open($"partial {model.Declaration.Type.Keyword} {model.Declaration.Type.Name} : {Code.Settee}IDocument<{self}>");

        EmitSchema(writer, model, self);
        writer.Blank();
        EmitKeyAndMetadata(writer, model, self);
        writer.Blank();
        EmitWrite(writer, model, self);
        writer.Blank();
        EmitRead(writer, model, self);
        if (model.ExposesTypeInfo)
        {
            writer.Blank();
            Code.Document(writer, $"Lets <c>JsonSerializer</c> write and read a {Code.Xml(model.Shape.DisplayName)} with the document's own codec.");
            const string Info = "global::System.Text.Json.Serialization.Metadata.JsonTypeInfo";
            writer.Line($"public static {Info}<{self}> JsonTypeInfo {{ get; }} = {Code.Documents}DocumentJson.TypeInfoOf<{self}>();");
        }

        if (model is { IsComplete: true, Codec: not null })
        {
            DelegatedEmitter.EmitAccessors(writer, model);
        }
        else if (model.IsComplete)
        {
            writer.Blank();
            EmitConstructors(writer, model, self);
            writer.Blank();
            JsonEmitter.EmitAccessors(writer, model.Shape);
            JsonStateEmitter.EmitState(writer, model.Shape);
        }

        writer.Close();
        Code.CloseAll(writer, blocks);
        return writer.ToSourceText();
    }

    private static void EmitSchema(SourceWriter writer, DocumentModel model, string self)
    {
        var expiry = model.ExpiryTicks is { } ticks
            ? $"global::System.TimeSpan.FromTicks({ticks.ToString(CultureInfo.InvariantCulture)}L)"
            : "null";
        var end = SettingsEmitter.IsNeeded(model.Shape.Conventions) ? "" : ";";

        // Not an initializer: a static member of the document that keeps a field may run before it.
        writer.Line(
            $$"""
            {{Code.Generated}}
            static {{Code.Documents}}DocumentSchema {{Code.Settee}}IDocument<{{self}}>.Schema => field ??= new(
                new {{Code.Settee}}Keyspace({{Code.Literal(model.Keyspace.Scope)}}, {{Code.Literal(model.Keyspace.Collection)}}),
                {{Code.Literal(model.Key.Template)}},
                {{expiry}}){{end}}
            """);
        if (end.Length == 0)
            SettingsEmitter.Emit(writer, model.Shape.Conventions);
    }

    private static void EmitKeyAndMetadata(SourceWriter writer, DocumentModel model, string self)
    {
        var keyOf = model.Key.IsUsable ? "KeyOf(document)" : Unusable(model);
        writer.Line(
            $"""
            {Code.Generated}
            static {Code.Settee}DocumentKey<{self}> {Code.Settee}IDocument<{self}>.KeyOf({self} document) =>
                {keyOf};
            """);
        writer.Blank();

        var key = model.Meta.Key is { } keyMember ? $"document.{keyMember.Name}" : "default";
        var cas = model.Meta.Cas is { } casMember ? $"document.{casMember.Name}" : "default";
        var expiry = model.Meta.Expiry is { } expiryMember ? $"document.{expiryMember.Name}" : "null";
        writer.Line(
            $"""
            {Code.Generated}
            static {Code.Documents}DocumentMetadata<{self}> {Code.Settee}IDocument<{self}>.MetadataOf({self} document) =>
                new({key}, {cas}, {expiry});
            """);
    }

    private static void EmitWrite(SourceWriter writer, DocumentModel model, string self)
    {
        writer.Line(Code.Generated + "\n" + Code.NotStepped);
        writer.Open($"static void {Code.Settee}IDocument<{self}>.Write(ref {Code.Documents}JsonWriter writer, {self} document)");
        if (SettingsEmitter.IsNeeded(model.Shape.Conventions))
            writer.Line($"writer.Use({SettingsEmitter.Of(self)});");
        if (model is { IsComplete: true, Codec: { } codec })
            writer.Line($"{codec}.Write(ref writer, document);");
        else if (model.IsComplete)
            JsonEmitter.EmitWrite(writer, model.Shape, "document");
        else
            writer.Line(Unusable(model) + ";");
        writer.Close();
    }

    private static void EmitRead(SourceWriter writer, DocumentModel model, string self)
    {
        writer.Line(Code.Generated + "\n" + Code.NotStepped);
        writer.Open(
            $"static {self} {Code.Settee}IDocument<{self}>.Read("
            + $"ref {Code.Documents}JsonReader reader, in {Code.Documents}DocumentMetadata<{self}> metadata)");
        if (!model.IsComplete)
        {
            writer.Line(Unusable(model) + ";");
        }
        else
        {
            if (SettingsEmitter.IsNeeded(model.Shape.Conventions))
                writer.Line($"reader.Use({SettingsEmitter.Of(self)});");
            writer.Line("reader.Read();");
            if (model.Codec is { } codec)
            {
                DelegatedEmitter.EmitRead(writer, model, codec);
                writer.Close();
                return;
            }

            if (!model.Shape.IsValueType)
            {
                writer.Open("if (reader.IsNull)");
                writer.Line("reader.ReadEnd();\nreturn null!;");
                writer.Close();
                writer.Blank();
            }

            writer.Line(
                $"""
                var state = JsonState.Read(ref reader);
                reader.ReadEnd();
                return new {self}(in state, in metadata);
                """);
        }

        writer.Close();
    }

    private static void EmitConstructors(SourceWriter writer, DocumentModel model, string self)
    {
        var construction = model.Shape.Construction!;
        var name = model.Declaration.Type.Name;
        if (construction.DeclaresDefaultConstructor)
        {
            writer.Line(
                $$"""
                /// <summary>Makes an empty instance. Written out because the constructor for reading would hide the implicit one.</summary>
                {{Code.Generated}}
                #nullable enable
                public {{name}}()
                {
                }
                #nullable disable warnings
                """);
            writer.Blank();
        }

        var arguments = string.Join(", ", construction.Parameters.Select(p => Argument(p, model.Shape)));
        writer.Line("// Initialisers run before this, so that members that the JSON lacks keep their values.");
        writer.Line(Code.Generated + "\n" + Code.NotStepped + "\n[global::System.Diagnostics.CodeAnalysis.SetsRequiredMembers]");
        writer.Line($"private {name}(in JsonState state, in {Code.Documents}DocumentMetadata<{self}> metadata)");
        writer.Open($"    : this({arguments})");
        JsonEmitter.EmitCallback(writer, model.Shape, Callbacks.OnDeserializing, "this");
        foreach (var member in model.Shape.Members)
            JsonEmitter.EmitAssignment(writer, model.Shape, member, member.Read, "this");

        PopulateEmitter.EmitFillCall(writer, model.Shape, "this");
        JsonEmitter.EmitExtension(writer, model.Shape, "this");
        foreach (var (member, value) in new[] { (model.Meta.Key, "Key"), (model.Meta.Cas, "Cas"), (model.Meta.Expiry, "Expiry") })
        {
            if (member is { CanAssign: true })
                writer.Line($"this.{member.Name} = metadata.{value};");
        }

        EmitRestoredMembers(writer, model);
        JsonEmitter.EmitCallback(writer, model.Shape, Callbacks.OnDeserialized, "this");
        writer.Close();
    }

    private static void EmitRestoredMembers(SourceWriter writer, DocumentModel model)
    {
        var members = model.Key.Members;
        if (!members.Any(static m => m.IsRestored))
            return;

        writer.Blank();
        writer.Line("// Not in the JSON: the key has it.");
        var outs = string.Join(", ", members.Select(static m => m.IsRestored ? $"out var {m.Parameter}" : "out _"));
        writer.Open($"if (TryParseKey(metadata.Key, {outs}))");
        foreach (var member in members)
        {
            if (member.IsRestored)
                writer.Line($"this.{member.Name} = {member.Parameter};");
        }

        writer.Close();
    }

    /// <summary>The argument for a constructor parameter: what was read, its default, or that of its type.</summary>
    public static string Argument(ParameterModel parameter, ObjectModel shape) =>
        parameter.Member >= 0 && shape.Members[parameter.Member].Read == ReadTarget.Parameter
            ? $"state.{shape.Members[parameter.Member].Slot}"
            : parameter.Default ?? $"default({parameter.TypeName})!";

    /// <summary>Stands where something cannot work because of what the build reports.</summary>
    public static string Unusable(DocumentModel model) =>
        Code.Unsupported($"The declaration of {model.Shape.DisplayName} has errors; the build reports them.");
}
