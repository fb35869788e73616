using System.Collections.Generic;

namespace Settee.Generators.Parsing;

/// <summary>Guesses which name was meant.</summary>
internal static class SimilarNames
{
    /// <summary>The name that differs least; null when none is near enough to have been meant.</summary>
    public static string? Nearest(string name, IEnumerable<string> candidates) =>
        // A name that shares less than half of its letters is another name.
        candidates
            .Select(c => (Name: c, Distance: Distance(name.ToLowerInvariant(), c.ToLowerInvariant())))
            .Where(c => c.Distance <= Math.Max(2, Math.Max(name.Length, c.Name.Length) / 2))
            .OrderBy(static c => c.Distance)
            .ThenBy(static c => c.Name, StringComparer.Ordinal)
            .Select(static c => c.Name)
            .FirstOrDefault();

    /// <summary>How many letters must be added, removed or changed to come from one text to the other.</summary>
    private static int Distance(string a, string b)
    {
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            previous[j] = j;

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(change, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[b.Length];
    }
}
