using System.Text;
using Settee.Generators.Model;

namespace Settee.Generators.Parsing;

/// <summary>Names as components of sub-document paths.</summary>
internal static class PathSegments
{
    /// <summary>
    /// The component for a JSON name. Plain text is quoted here: quotes and backslashes as in JSON; between backticks, with backticks
    /// doubled, when it holds a character that has a meaning in paths. Anything else depends on how the runtime writes it as JSON.
    /// </summary>
    public static SegmentModel Of(string name, JsonConventions conventions)
    {
        if (name.Length == 0 || !name.All(c => conventions.IsPlain(c) || c == '\\' || (conventions.IsRelaxed && c == '"')))
            return new SegmentModel(name, IsFinished: false);

        var text = new StringBuilder(name.Length + 2);
        foreach (var c in name)
        {
            if (c is '"' or '\\')
                text.Append('\\').Append(c);
            else if (c == '`')
                text.Append("``");
            else
                text.Append(c);
        }

        if (name.IndexOfAny(['.', '[', ']', '`']) >= 0)
            text.Insert(0, '`').Append('`');
        return new SegmentModel(text.ToString(), IsFinished: true);
    }
}
