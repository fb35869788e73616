using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Settee.Emulator;

/// <summary>A role of a user, for the whole cluster or down to one collection, written as in <c>data_reader[travel:inventory:hotel]</c>.</summary>
/// <param name="Name">Name of the role, as the server calls it: admin, bucket_full_access, data_reader, data_writer, …</param>
/// <param name="Bucket">The bucket; null or "*" for all.</param>
/// <param name="Scope">The scope; null or "*" for all.</param>
/// <param name="Collection">The collection; null or "*" for all.</param>
public sealed partial record EmulatorRole(string Name, string? Bucket = null, string? Scope = null, string? Collection = null)
{
    /// <summary>Reads a role as it is written in requests.</summary>
    /// <param name="text">As in <c>admin</c> or <c>data_reader[b:s:c]</c>.</param>
    public static EmulatorRole Parse(string text) => TryParse(text, out var role)
        ? role
        : throw new FormatException($"\"{text}\" is no role.");

    /// <summary>Reads a role as it is written in requests; false if it is written wrongly or unknown.</summary>
    /// <param name="text">As in <c>admin</c> or <c>data_reader[b:s:c]</c>.</param>
    /// <param name="role">The role.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out EmulatorRole? role)
    {
        var match = Written().Match(text);
        role = match.Success ? new EmulatorRole(match.Groups[1].Value, Part(2), Part(3), Part(4)) : null;
        return role is not null && Security.Role.Find(role.Name) is not null;

        string? Part(int group) => match.Groups[group] is { Success: true } found ? found.Value : null;
    }

    /// <summary>The role as it is written in requests.</summary>
    public override string ToString() => Bucket is null
        ? Name
        : $"{Name}[{string.Join(':', new[] { Bucket, Scope, Collection }.TakeWhile(static p => p is not null))}]";

    [GeneratedRegex(@"^\s*([a-z_]+)(?:\[([^\[\]:]+)(?::([^\[\]:]+))?(?::([^\[\]:]+))?\])?\s*$")]
    private static partial Regex Written();
}
