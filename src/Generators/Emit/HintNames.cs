using System.Collections.Immutable;
using System.Globalization;
using System.Threading;
using Settee.Generators.Model;

namespace Settee.Generators.Emit;

/// <summary>
/// Names of emitted files. They are compared without regard to case, and long ones hit the limits of file systems where emitted files
/// are written to disk; names in danger get a short hash.
/// </summary>
internal static class HintNames
{
    private const int MaxLength = 100;

    /// <summary>Names that differ from another only in case, in lower case and sorted.</summary>
    public static EquatableArray<string> Colliding(ImmutableArray<string> names, CancellationToken cancellationToken) =>
        names
            .GroupBy(static n => n.ToLowerInvariant())
            .Where(static g => g.Count() > 1)
            .Select(static g => g.Key)
            .OrderBy(static n => n, StringComparer.Ordinal)
            .ToEquatableArray();

    /// <summary>The file name for a type, without extension.</summary>
    public static string For(string name, EquatableArray<string> colliding)
    {
        var lower = name.ToLowerInvariant();
        if (name.Length <= MaxLength && !colliding.Contains(lower))
            return name;

        var kept = name.Length <= MaxLength ? name : name.Substring(0, MaxLength);
        return kept + "-" + Hash(name).ToString("x8", CultureInfo.InvariantCulture);
    }

    // FNV-1a: the hash code of a string differs from run to run.
    private static uint Hash(string text)
    {
        var hash = 2166136261;
        foreach (var c in text)
            hash = unchecked((hash ^ c) * 16777619);
        return hash;
    }
}
