using System.Text.Json.Nodes;

namespace Settee.TestTypes.Zoo;

/// <summary>Documents with which System.Text.Json does something else.</summary>
[JsonDefaults(AllowDuplicateProperties = false, PropertyNamingPolicy = System.Text.Json.Serialization.JsonKnownNamingPolicy.CamelCase)]
[Document("zoo", Key = "z::{Id}")]
public sealed partial class UniqueNodes
{
    public int Id { get; set; }
    public JsonNode? Node { get; set; }
}

[Document("zoo", Key = "z::{Id}")]
public sealed partial class PrivatelyMade
{
    private PrivatelyMade()
    {
    }

    public int Id { get; init; }

    public static PrivatelyMade Make(int id) => new() { Id = id };
}
