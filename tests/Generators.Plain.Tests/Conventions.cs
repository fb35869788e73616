using System.Text.Json;
using System.Text.RegularExpressions;

[assembly: Settee.JsonDefaults(JsonSerializerDefaults.General)]

namespace Settee.Generators.Tests;

/// <summary>The conventions of the assembly with the documents: those of System.Text.Json without options.</summary>
internal static partial class Conventions
{
    public static readonly JsonSerializerOptions Options = new();

    /// <summary>A text of the zoo, which has its names in camel case, with the member names that documents have here.</summary>
    public static string Rename(string json) => CamelName.Replace(json, static name => "\"" + name.Groups[1].Value.ToUpperInvariant());

    // Not the discriminator that is called "kind".
    [GeneratedRegex("""
        "(?!kind")(\p{Ll})(?=[^"]*":)
        """)]
    private static partial Regex CamelName { get; }
}
