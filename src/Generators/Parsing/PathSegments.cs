using System.Text;

namespace Settee.Generators.Parsing;

/// <summary>Names as components of sub-document paths.</summary>
internal static class PathSegments
{
    /// <summary>
    /// The component for a JSON name: quotes, backslashes and controls inside as in JSON; between backticks, with backticks doubled,
    /// when it holds a character that has a meaning in paths.
    /// </summary>
    public static string Quote(string name)
    {
        var text = new StringBuilder(name.Length + 2);
        foreach (var c in name)
        {
            if (c is '"' or '\\')
                text.Append('\\').Append(c);
            else if (c == '`')
                text.Append("``");
            else if (c < ' ')
                text.Append("\\u").Append(((int)c).ToString("X4", System.Globalization.CultureInfo.InvariantCulture));
            else
                text.Append(c);
        }

        if (name.Length == 0 || name.IndexOfAny(['.', '[', ']', '`']) >= 0)
            text.Insert(0, '`').Append('`');
        return text.ToString();
    }
}
