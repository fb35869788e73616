using System.Text.Json.Serialization;
using Settee;

namespace Quickstart.Documents;

/// <summary>A beer of the sample bucket <c>beer-sample</c>; the key is the file's name.</summary>
[Document("_default._default", Key = "{Slug}", Accessor = "Beers")]
public sealed partial record Beer
{
    /// <summary>The whole key. Not in the JSON: it is restored from the key on read.</summary>
    [JsonIgnore]
    public string Slug { get; init; } = "";

    public required string Name { get; init; }

    public double Abv { get; init; }

    public double Ibu { get; init; }

    public double Srm { get; init; }

    public long Upc { get; init; }

    public string Type { get; init; } = "beer";

    [JsonPropertyName("brewery_id")]
    public string BreweryId { get; init; } = "";

    /// <summary>As it stands in the samples, which is no ISO date.</summary>
    public string Updated { get; init; } = "";

    public string Description { get; init; } = "";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Style { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Category { get; init; }

    /// <summary>How often the import has touched the document; missing in the samples.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Imports { get; init; }
}
