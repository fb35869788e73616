using System.Text;
using Settee.Generators.Model;

namespace Settee.Generators.Parsing;

/// <summary>What keys must be like so that each can be taken apart again, and is short enough.</summary>
internal static class KeyRules
{
    private const int MaxLength = 250;

    // Collections other than the default one need room for their id.
    private const int MaxLengthInCollection = 246;

    private const int GuidLength = 32;

    /// <summary>What is wrong with a template; null when nothing is.</summary>
    public static string? ProblemOf(KeyModel key, MetaModel meta, KeyspaceModel keyspace, bool isStruct)
    {
        var generated = key.Parts.Any(static p => p.Member is { IsGenerated: true });
        if (generated && isStruct)
            return "{guid} is kept by the document that gets it, and a struct is copied";
        if (generated && meta.Key is not { CanAssign: true })
            return "{guid} needs a member that keeps the key, as in [Meta] public DocumentKey<…> Key { get; set; }";

        for (var i = 1; i < key.Parts.Count; i++)
        {
            if (key.IsSeparator(i) && CanContain(key.Parts[i - 1].Member!, key.Parts[i].Literal!))
                return $"\"{key.Parts[i].Literal}\" does not separate '{key.Parts[i - 1].Member!.Name}' from what follows, because it can be a part of it";
        }

        var longest = keyspace is { Scope: "_default", Collection: "_default" } ? MaxLength : MaxLengthInCollection;
        var shortest = key.Parts.Sum(static p => p.Literal is { } literal ? Encoding.UTF8.GetByteCount(literal) : ShortestOf(p.Member!));
        return shortest <= longest ? null : $"keys have at least {shortest} bytes, and the collection takes {longest}";
    }

    /// <summary>Decimal and hexadecimal: what reads back as it was.</summary>
    public static bool IsIntegerFormat(string? format) =>
        format is null || (format.Length is 1 or 2 or 3 && format[0] is 'D' or 'd' or 'X' or 'x' && format.Skip(1).All(char.IsDigit));

    public static bool IsGuidFormat(string? format) => format is null or "D" or "N" or "B" or "P" or "d" or "n" or "b" or "p";

    /// <summary>Year, month and day, in any order and with anything but times and names between them.</summary>
    public static bool IsDateFormat(string? format)
    {
        if (format is null or "O" or "o")
            return true;

        var isComplete = format.Contains("yyyy") && format.Contains("MM") && format.Contains("dd");
        return isComplete && !format.Contains("MMM") && !format.Contains("ddd") && format.All(static c => !char.IsLetter(c) || c is 'y' or 'M' or 'd')
            && format.All(static c => c is not ('%' or '\\' or '\'' or '"'));
    }

    /// <summary>Whether a separator can occur in a part, behind its first character. Text is asked when a key is made.</summary>
    private static bool CanContain(KeyMember member, string separator)
    {
        switch (member.Kind)
        {
            case KeyKind.Text:
                return false;
            case KeyKind.EnumName:
                return member.EnumNames.Any(n => n.IndexOf(separator, 1, StringComparison.Ordinal) > 0);
            case KeyKind.EnumNumber:
                return separator.All(char.IsDigit);
        }

        var isHexadecimal = member.TypeName == "global::System.Guid" || member.Format is ['X' or 'x', ..];
        var others = member.TypeName switch
        {
            "global::System.Guid" => "-{}()",
            "global::System.DateOnly" => string.Concat((member.Format ?? "-").Where(static c => !char.IsLetter(c))) + (member.Format is "O" or "o" ? "-" : ""),
            _ => "",
        };
        return separator.All(c => char.IsDigit(c) || others.IndexOf(c) >= 0 || (isHexadecimal && c is (>= 'a' and <= 'f') or (>= 'A' and <= 'F')));
    }

    private static int ShortestOf(KeyMember member) => member.TypeName switch
    {
        "global::System.Guid" => GuidLength,
        "global::System.DateOnly" => member.Format is null or "O" or "o" ? "yyyy-MM-dd".Length : member.Format.Length,
        _ => 1,
    };
}
