using System.Collections.Generic;
using System.Globalization;
using Settee.Generators.Model;

namespace Settee.Generators.Emit;

/// <summary>Prints a document's conventions as options of System.Text.Json, for the parts of the runtime that must know them.</summary>
internal static class SettingsEmitter
{
    private const string Json = "global::System.Text.Json.";
    private const string Serialization = Json + "Serialization.";

    /// <summary>The part of the schema that is there for documents with conventions of their own; nothing for the others.</summary>
    public static void Emit(SourceWriter writer, JsonConventions conventions)
    {
        writer.Line("{");
        writer.Indentation++;
        writer.Line($"Json = new {Code.Documents}JsonSettings(new {Json}JsonSerializerOptions");
        writer.Line("{");
        writer.Indentation++;
        foreach (var option in Options(conventions))
            writer.Line(option + ",");
        writer.Indentation--;
        writer.Line("}),");
        writer.Indentation--;
        writer.Line("};");
    }

    /// <summary>Whether a document must tell the runtime of its conventions.</summary>
    public static bool IsNeeded(JsonConventions conventions) => conventions != JsonConventions.Settee;

    /// <summary>The conventions of a document, as code.</summary>
    public static string Of(string document) => $"{Code.Documents}DocumentJson.SettingsOf<{document}>()";

    private static IEnumerable<string> Options(JsonConventions c)
    {
        if (c.Naming != NamingPolicy.None)
            yield return $"PropertyNamingPolicy = {Json}JsonNamingPolicy.{c.Naming}";
        if (c.KeyNaming != NamingPolicy.None)
            yield return $"DictionaryKeyPolicy = {Json}JsonNamingPolicy.{c.KeyNaming}";
        if (c.IsRelaxed)
            yield return "Encoder = global::System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping";
        if (c.Condition != IgnoreCondition.Never)
            yield return $"DefaultIgnoreCondition = {Serialization}JsonIgnoreCondition.{c.Condition}";
        if (c.Numbers != NumberHandling.Strict)
            yield return $"NumberHandling = ({Serialization}JsonNumberHandling){((int)c.Numbers).ToString(CultureInfo.InvariantCulture)}";
        if (c.Populates)
            yield return $"PreferredObjectCreationHandling = {Serialization}JsonObjectCreationHandling.Populate";
        if (c.IncludesFields)
            yield return "IncludeFields = true";
        if (c.IgnoresCase)
            yield return "PropertyNameCaseInsensitive = true";
        if (c.RefusesUnmapped)
            yield return $"UnmappedMemberHandling = {Serialization}JsonUnmappedMemberHandling.Disallow";
        if (c.RefusesDuplicates)
            yield return "AllowDuplicateProperties = false";
        if (c.IgnoresReadOnlyProperties)
            yield return "IgnoreReadOnlyProperties = true";
        if (c.IgnoresReadOnlyFields)
            yield return "IgnoreReadOnlyFields = true";
        if (c.RespectsNullability)
            yield return "RespectNullableAnnotations = true";
        if (c.RequiresParameters)
            yield return "RespectRequiredConstructorParameters = true";
        if (c.TakesTagsAnywhere)
            yield return "AllowOutOfOrderMetadataProperties = true";
        if (c.ReadsNodes)
            yield return $"UnknownTypeHandling = {Serialization}JsonUnknownTypeHandling.JsonNode";
        if (c.SkipsComments)
            yield return $"ReadCommentHandling = {Json}JsonCommentHandling.Skip";
        if (c.TakesTrailingCommas)
            yield return "AllowTrailingCommas = true";
        if (c.MaxDepth != 0)
            yield return $"MaxDepth = {c.MaxDepth.ToString(CultureInfo.InvariantCulture)}";
    }
}
