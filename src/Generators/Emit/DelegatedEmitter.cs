using System.Collections.Generic;
using Settee.Generators.Model;

namespace Settee.Generators.Emit;

/// <summary>Prints how a document is read that another codec reads: only its metadata are left to be filled in.</summary>
internal static class DelegatedEmitter
{
    public static void EmitRead(SourceWriter writer, DocumentModel model, string codec)
    {
        var receiver = model.Shape.IsValueType ? "ref document" : "document";
        writer.Line($"var document = {codec}.Read(ref reader);\nreader.ReadEnd();");
        var members = Assigned(model);
        if (members.Count > 0)
        {
            if (!model.Shape.IsValueType)
                writer.Open("if (document is not null)");
            foreach (var (member, value) in members)
            {
                writer.Line(member.InitOnly is null
                    ? $"document.{member.Name} = metadata.{value};"
                    : $"Set{value}Member({receiver}, metadata.{value});");
            }

            if (!model.Shape.IsValueType)
                writer.Close();
            writer.Blank();
        }

        writer.Line("return document;");
    }

    /// <summary>Extern accessors for metadata that only constructors may set.</summary>
    public static void EmitAccessors(SourceWriter writer, DocumentModel model)
    {
        foreach (var (member, value) in Assigned(model))
        {
            if (member.InitOnly is not { } setter)
                continue;

            var instance = $"{(model.Shape.IsValueType ? "ref " : "")}{setter.DeclaringType} instance";
            writer.Blank();
            writer.Line($"[{Code.UnsafeAccessor}({Code.UnsafeAccessorKind}.Method, Name = {Code.Literal("set_" + member.Name.TrimStart('@'))})]");
            writer.Line($"private static extern void Set{value}Member({instance}, {setter.TypeName} value);");
        }
    }

    private static List<(MetaMember Member, string Value)> Assigned(DocumentModel model)
    {
        var members = new List<(MetaMember, string)>();
        foreach (var (member, value) in new[] { (model.Meta.Key, "Key"), (model.Meta.Cas, "Cas"), (model.Meta.Expiry, "Expiry") })
        {
            if (member is { CanAssign: true })
                members.Add((member, value));
        }

        return members;
    }
}
