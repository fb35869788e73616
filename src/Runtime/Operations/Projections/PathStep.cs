using System.Text;
using System.Text.Json;

namespace Settee.Operations;

/// <summary>One step of a path: a member or an element of an array.</summary>
/// <param name="Name">The member's name as JSON writes it; null for an element.</param>
/// <param name="Text">The member's name.</param>
/// <param name="Index">The element.</param>
internal readonly record struct PathStep(string? Name, string? Text, int Index)
{
    private const int Last = -1;

    /// <summary>Whether it is the last element of an array, whichever that is.</summary>
    public bool IsLast => Name is null && Index == Last;

    /// <summary>Takes a path apart.</summary>
    /// <exception cref="InvalidArgumentException">It is no path.</exception>
    public static PathStep[] Parse(string path)
    {
        var steps = new List<PathStep>();
        var rest = path.AsSpan();
        var isFirst = true;
        while (isFirst || !rest.IsEmpty)
        {
            if (!rest.IsEmpty && rest[0] == '[')
                steps.Add(TakeIndex(ref rest, path));
            else
                steps.Add(TakeName(ref rest, path, isFirst));
            isFirst = false;
        }

        return [.. steps];
    }

    private static PathStep TakeIndex(ref ReadOnlySpan<char> rest, string path)
    {
        var end = rest.IndexOf(']');
        if (end < 0 || !int.TryParse(rest[1..end], System.Globalization.NumberStyles.AllowLeadingSign, null, out var index) || index < Last)
            throw Invalid(path, "an index is a number from 0, or -1 for the last element");

        rest = rest[(end + 1)..];
        return new PathStep(null, null, index);
    }

    private static PathStep TakeName(ref ReadOnlySpan<char> rest, string path, bool isFirst)
    {
        if (!isFirst)
        {
            if (rest[0] != '.')
                throw Invalid(path, "a dot is missing behind a bracket");
            rest = rest[1..];
        }

        var name = new StringBuilder();
        var isQuoted = !rest.IsEmpty && rest[0] == '`';
        var i = isQuoted ? 1 : 0;
        for (; i < rest.Length; i++)
        {
            var isDoubled = rest[i] == '`' && i + 1 < rest.Length && rest[i + 1] == '`';
            if (isDoubled)
                i++;
            else if (isQuoted ? rest[i] == '`' : rest[i] is '.' or '[')
                break;

            name.Append(rest[i]);
        }

        if (name.Length == 0)
            throw Invalid(path, "a name is empty");
        if (isQuoted && i++ == rest.Length)
            throw Invalid(path, "a backtick is never closed");

        rest = rest[i..];
        return new PathStep(name.ToString(), Unescape(name.ToString(), path), 0);
    }

    private static string Unescape(string name, string path)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes($"\"{name}\""));
            reader.Read();
            var text = reader.GetString()!;
            reader.Read();
            return text;
        }
        catch (JsonException)
        {
            throw Invalid(path, "quotes, backslashes and control characters are escaped as in JSON");
        }
    }

    private static InvalidArgumentException Invalid(string path, string problem) =>
        new($"'{path}' is no path: {problem}. Write it as in \"address.city\", \"tags[0]\" or \"`a.b`\".");
}
