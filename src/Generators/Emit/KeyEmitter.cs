using System.Globalization;
using Microsoft.CodeAnalysis.Text;
using Settee.Generators.Model;

namespace Settee.Generators.Emit;

/// <summary>Prints the key methods of a document: from its parts, from an instance, and back.</summary>
internal static class KeyEmitter
{
    public static SourceText Emit(DocumentModel model, KeyModel key)
    {
        var writer = Code.NewFile();
        var blocks = Code.OpenContainers(writer, model.Declaration.Namespace, model.Declaration.Containers);
        writer.Open($"partial {model.Declaration.Type.Keyword} {model.Declaration.Type.Name}");

        var members = key.Members;
        if (key.IsUsable)
        {
            EmitKeyFor(writer, model, key, members);
            writer.Blank();
            EmitKeyOf(writer, model, members);
            writer.Blank();
            EmitTryParse(writer, model, key, members);
        }
        else
        {
            EmitDeclarations(writer, model, key, members);
        }

        writer.Close();
        Code.CloseAll(writer, blocks);
        return writer.ToSourceText();
    }

    public static string Parameters(KeyMember[] members) => string.Join(", ", members.Select(static m => $"{m.TypeName} {m.Parameter}"));

    public static string Arguments(KeyMember[] members) => string.Join(", ", members.Select(static m => m.Parameter));

    /// <summary>The key made of parts, as code.</summary>
    public static string KeyFor(DocumentModel model, string arguments) =>
        model.Key.Taken.Contains(nameof(KeyFor)) ? $"default({Code.Settee}DocumentKey<{model.Shape.TypeName}>)" : $"{model.Shape.TypeName}.KeyFor({arguments})";

    /// <summary>The methods of a key that is refused, so that the code that calls them has no errors of its own.</summary>
    private static void EmitDeclarations(SourceWriter writer, DocumentModel model, KeyModel key, KeyMember[] members)
    {
        var type = $"{Code.Settee}DocumentKey<{model.Shape.TypeName}>";
        var outs = string.Concat(members.Select(static m => $", out {m.TypeName} {m.Parameter}"));
        foreach (var (name, declaration) in new[]
        {
            ("KeyFor", $"{type} KeyFor({Parameters(members)})"),
            ("KeyOf", $"{type} KeyOf({model.Shape.TypeName} document)"),
            ("TryParseKey", $"bool TryParseKey({type} key{outs})"),
        })
        {
            if (!key.Taken.Contains(name))
                writer.Line($"{Code.Generated}\npublic static {declaration} =>\n    {DocumentEmitter.Unusable(model)};");
        }
    }

    /// <summary>A member in XML documentation; references to inherited ones must say where they are from.</summary>
    private static string See(KeyMember member) => member.DeclaredIn switch
    {
        null => $"<see cref=\"{member.Name}\"/>",
        var type when type.Contains("<") => $"<c>{member.Name}</c>",
        var type => $"<see cref=\"{type}.{member.Name}\"/>",
    };

    private static void EmitKeyFor(SourceWriter writer, DocumentModel model, KeyModel key, KeyMember[] members)
    {
        var self = model.Shape.TypeName;
        writer.Line($"/// <summary>The key <c>{Code.Xml(key.Template)}</c>.</summary>");
        foreach (var member in members)
            writer.Line($"/// <param name=\"{member.Parameter.TrimStart('@')}\">{(member.IsGenerated ? "What was generated" : $"What {See(member)} holds")}.</param>");
        writer.Line(Refusals("A part"));
        writer.Line(Code.Generated);
        writer.Open($"public static {Code.Settee}DocumentKey<{self}> KeyFor({Parameters(members)})");
        writer.Line($"global::System.Span<byte> utf8 = stackalloc byte[{Code.Documents}KeyWriter.MaxLength];");
        writer.Line($"var key = new {Code.Documents}KeyWriter(utf8);");
        for (var i = 0; i < key.Parts.Count; i++)
        {
            var separates = key.IsSeparator(i) ? $"key.AppendSeparator({Code.Utf8(key.Parts[i].Literal!)}, {Code.Literal(key.Parts[i - 1].Member!.Name.TrimStart('@'))});" : null;
            writer.Line(separates ?? (key.Parts[i].Literal is { } literal ? $"key.AppendLiteral({Code.Utf8(literal)});" : Append(key.Parts[i].Member!)));
        }

        writer.Line($"return key.ToKey<{self}>();");
        writer.Close();
    }

    private static string Refusals(string what) =>
        $"/// <exception cref=\"{Code.Settee}InvalidArgumentException\">{what} is null or empty, or the key is too long.</exception>";

    private static string Append(KeyMember member) => member.Kind switch
    {
        KeyKind.Text => $"key.Append({member.Parameter}, {Code.Literal(member.Parameter.TrimStart('@'))});",
        KeyKind.EnumNumber => $"key.Append(({member.Cast}){member.Parameter});",
        KeyKind.EnumName => AppendName(member),
        _ when (member.Format ?? DefaultFormat(member)) is { } format => $"key.Append({member.Parameter}, {Code.Literal(format)});",
        _ => $"key.Append({member.Parameter});",
    };

    private static string AppendName(KeyMember member)
    {
        var names = string.Join(" ", member.EnumNames.Select(n => $"{member.TypeName}.@{n} => {Code.Literal(n)},"));
        return $$"""
            key.Append({{member.Parameter}} switch { {{names}} _ => null }, {{Code.Literal(member.Parameter.TrimStart('@'))}});
            """;
    }

    // The invariant default of a date has slashes and the month in front; keys sort and read better in ISO form.
    private static string? DefaultFormat(KeyMember member) => member.TypeName == "global::System.DateOnly" ? "yyyy-MM-dd" : null;

    private static void EmitKeyOf(SourceWriter writer, DocumentModel model, KeyMember[] members)
    {
        var self = model.Shape.TypeName;
        var generates = members.Any(static m => m.IsGenerated);
        writer.Line(generates
            ? "/// <summary>The key under which a document is stored; it gets one that nothing else has if it has none.</summary>"
            : "/// <summary>The key under which a document is stored, built from its members.</summary>");
        writer.Line("/// <param name=\"document\">The document.</param>");
        writer.Line(Refusals("A member"));
        writer.Line(Code.Generated);
        var head = $"public static {Code.Settee}DocumentKey<{self}> KeyOf({self} document)";
        if (generates)
        {
            EmitGeneration(writer, model, members, head);
            return;
        }

        writer.Line(head + " =>");
        writer.Line($"    KeyFor({string.Join(", ", members.Select(static m => "document." + m.Name))});");
    }

    /// <summary>The document keeps the key that was made for it, so that it has the same one ever after.</summary>
    private static void EmitGeneration(SourceWriter writer, DocumentModel model, KeyMember[] members, string head)
    {
        var kept = model.Meta.Key!;
        var arguments = string.Join(", ", members.Select(static m => m.IsGenerated ? "global::System.Guid.NewGuid()" : "document." + m.Name));
        writer.Open(head);
        writer.Line($"if (document.{kept.Name}.IsEmpty)");
        writer.Line(kept.InitOnly is not null ? $"    SetKey(document, KeyFor({arguments}));" : $"    document.{kept.Name} = KeyFor({arguments});");
        writer.Line($"return document.{kept.Name};");
        if (kept.InitOnly is { } setter)
        {
            writer.Blank();
            writer.Line($"[{Code.UnsafeAccessor}({Code.UnsafeAccessorKind}.Method, Name = {Code.Literal("set_" + kept.Name.TrimStart('@'))})]");
            writer.Line($"static extern void SetKey({setter.DeclaringType} document, {setter.TypeName} key);");
        }

        writer.Close();
    }

    private static void EmitTryParse(SourceWriter writer, DocumentModel model, KeyModel key, KeyMember[] members)
    {
        var self = model.Shape.TypeName;
        writer.Line($"/// <summary>Takes a key <c>{Code.Xml(key.Template)}</c> apart; false when it has another form.</summary>");
        writer.Line("/// <param name=\"key\">The key.</param>");
        foreach (var member in members)
        {
            var name = member.Parameter.TrimStart('@');
            var place = member.IsGenerated ? "what was generated" : See(member);
            writer.Line($"/// <param name=\"{name}\">What stands in the place of {place}.</param>");
        }

        writer.Line(Code.Generated);
        var outs = string.Concat(members.Select(static m => $", out {m.TypeName} {m.Parameter}"));
        writer.Open($"public static bool TryParseKey({Code.Settee}DocumentKey<{self}> key{outs})");
        foreach (var member in members)
            writer.Line($"{member.Parameter} = default({member.TypeName})!;");
        writer.Line($"global::System.Span<byte> utf8 = stackalloc byte[{Code.Documents}KeyWriter.MaxLength];");
        writer.Line($"var reader = {Code.Documents}KeyReader.Of(key, utf8);");

        if (key.IsEnd(key.Parts.Count - 1))
            writer.Line($"if (!reader.TryCutLiteral({Code.Utf8(key.Parts[key.Parts.Count - 1].Literal!)}))\n    return false;");
        for (var i = 0; i < key.Parts.Count; i++)
        {
            var part = key.Parts[i];
            if (key.IsEnd(i))
                continue;

            if (part.Literal is { } literal)
            {
                writer.Line($"if (!reader.TryReadLiteral({Code.Utf8(literal)}))\n    return false;");
                continue;
            }

            var next = key.IsSeparator(i + 1) ? Code.Utf8(key.Parts[i + 1].Literal!) : "default";
            EmitReadPart(writer, part.Member!, next, string.Format(CultureInfo.InvariantCulture, "part{0}", i));
        }

        writer.Blank();
        writer.Line("// Only what makes the same key again is taken for its parts: no signs, spaces or other spellings.");
        writer.Line($"return reader.IsAtEnd && KeyFor({Arguments(members)}) == key;");
        writer.Close();
    }

    private static void EmitReadPart(SourceWriter writer, KeyMember member, string next, string local)
    {
        switch (member.Kind)
        {
            case KeyKind.EnumNumber:
                writer.Line($"if (!reader.TryRead({next}, out {member.Cast} {local}))\n    return false;");
                writer.Line($"{member.Parameter} = ({member.TypeName}){local};");
                break;
            case KeyKind.EnumName:
                writer.Line($"if (!reader.TryReadText({next}, out var {local}))\n    return false;");
                writer.Open($"switch ({local})");
                foreach (var name in member.EnumNames)
                    writer.Line($"case {Code.Literal(name)}: {member.Parameter} = {member.TypeName}.@{name}; break;");
                writer.Line("default: return false;");
                writer.Close();
                break;
            case KeyKind.Text:
                writer.Line($"if (!reader.TryReadText({next}, out {member.Parameter}))\n    return false;");
                break;
            case KeyKind.Formatted when member.TypeName == "global::System.DateOnly":
                var format = Code.Literal(member.Format ?? DefaultFormat(member)!);
                writer.Line($"if (!reader.TryReadDate({next}, {format}, out {member.Parameter}))\n    return false;");
                break;
            case KeyKind.Formatted when member.Format is ['x' or 'X', ..]:
                writer.Line($"if (!reader.TryReadHexadecimal({next}, out {member.Parameter}))\n    return false;");
                break;
            default:
                writer.Line($"if (!reader.TryRead({next}, out {member.Parameter}))\n    return false;");
                break;
        }
    }
}
