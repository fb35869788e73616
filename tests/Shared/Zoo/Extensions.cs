using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Settee.TestTypes.Zoo;

[Document("zoo", Key = "z::{Id}")]
public sealed partial class Extended
{
    public int Id { get; set; }
    public int Twice => Id * 2;

    [JsonIgnore]
    public int Ignored { get; set; }

    [JsonExtensionData]
    public Dictionary<string, object?>? More { get; set; }

    public int Last { get; set; }
    public ExtendedElements? Elements { get; set; }
    public ExtendedNodes? Nodes { get; set; }
    public ExtendedFromStart? FromStart { get; set; }
}

public sealed class ExtendedElements
{
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? More { get; init; }
}

public sealed record ExtendedNodes(int A)
{
    [JsonExtensionData]
    public JsonObject? More { get; set; }
}

public sealed class ExtendedFromStart
{
    [JsonExtensionData]
    public Dictionary<string, object?> More { get; } = new() { ["start"] = 1 };
}
