using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Settee.Analyzers.Tests.Support;

/// <summary>Source with the expected diagnostics marked, as in <c>class {|SET1001:Thing|}</c>.</summary>
internal sealed record Markup(string Source, IReadOnlyList<(string Id, TextSpan Span)> Expected)
{
    public static Markup Parse(string text)
    {
        var source = new StringBuilder();
        var expected = new List<(string, TextSpan)>();
        var open = new Stack<(string Id, int Start)>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text.AsSpan(i).StartsWith("{|") && text.IndexOf(':', i) is var colon and > 0)
            {
                open.Push((text[(i + 2)..colon], source.Length));
                i = colon;
            }
            else if (text.AsSpan(i).StartsWith("|}"))
            {
                var (id, start) = open.Pop();
                expected.Add((id, TextSpan.FromBounds(start, source.Length)));
                i++;
            }
            else
            {
                source.Append(text[i]);
            }
        }

        Assert.Empty(open);
        return new Markup(source.ToString(), expected);
    }
}
