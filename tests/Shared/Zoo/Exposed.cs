using System.Text.Json.Serialization;

namespace Settee.TestTypes.Zoo;

/// <summary>A document that others serialize as well.</summary>
[Document("zoo", Key = "exposed::{Id}", ExposeJsonTypeInfo = true)]
public sealed partial record Exposed(int Id, string Name)
{
    public List<PointStruct> Points { get; init; } = [];

    public Shape? Shape { get; init; }

    [JsonExtensionData]
    public Dictionary<string, object?>? More { get; set; }
}

/// <summary>One that is not just its members, with conventions of its own.</summary>
[JsonDefaults(System.Text.Json.JsonSerializerDefaults.General)]
[Document("zoo", Key = "exposed::{Id}", ExposeJsonTypeInfo = true)]
public partial struct ExposedStruct
{
    public int Id { get; set; }

    public string? Text { get; set; }
}
