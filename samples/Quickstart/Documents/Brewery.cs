using System.Text.Json.Serialization;
using Settee;

namespace Quickstart.Documents;

/// <summary>A brewery of the sample bucket <c>beer-sample</c>; the key is the file's name.</summary>
[Document("_default._default", Key = "{Slug}", Accessor = "Breweries")]
public sealed partial record Brewery
{
    /// <summary>The whole key. Not in the JSON: it is restored from the key on read.</summary>
    [JsonIgnore]
    public string Slug { get; init; } = "";

    public required string Name { get; init; }

    public string City { get; init; } = "";

    public string State { get; init; } = "";

    public string Code { get; init; } = "";

    public string Country { get; init; } = "";

    public string Phone { get; init; } = "";

    public string Website { get; init; } = "";

    public string Type { get; init; } = "brewery";

    public string Updated { get; init; } = "";

    public string Description { get; init; } = "";

    public List<string> Address { get; init; } = [];

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Location? Geo { get; init; }

    /// <summary>How often the import has touched the document; missing in the samples.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Imports { get; init; }
}

public sealed record Location(string Accuracy, double Lat, double Lon);
