using System.Text.Encodings.Web;
using System.Text.Json;

namespace Settee.Generators.Tests;

/// <summary>The conventions of the assembly with the documents: Settee's own.</summary>
internal static class Conventions
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A text of the zoo with the member names that documents have here.</summary>
    public static string Rename(string json) => json;
}
