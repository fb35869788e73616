namespace Settee.Connecting;

/// <summary>Finds what somebody probably meant to type.</summary>
internal static class TextDistance
{
    /// <summary>The candidate that differs least from the text, or null when none is near enough to be a likely mistake.</summary>
    public static string? Nearest(string text, IEnumerable<string> candidates)
    {
        string? nearest = null;
        var best = Math.Max(1, text.Length / 3) + 1;
        foreach (var candidate in candidates)
        {
            var distance = Between(text, candidate);
            if (distance < best)
                (nearest, best) = (candidate, distance);
        }

        return nearest;
    }

    /// <summary>The number of letters to insert, delete, replace or swap with their neighbour.</summary>
    public static int Between(string left, string right)
    {
        var beforePrevious = new int[right.Length + 1];
        var previous = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
            previous[j] = j;

        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substitution = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(substitution, Math.Min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    current[j] = Math.Min(current[j], beforePrevious[j - 2] + 1);
            }

            (beforePrevious, previous, current) = (previous, current, beforePrevious);
        }

        return previous[right.Length];
    }
}
