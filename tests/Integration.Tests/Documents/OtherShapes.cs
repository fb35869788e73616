using System.Text.Json.Serialization;
using Settee;

namespace Integration.Tests.Documents;

public enum Mood
{
    Calm,
    Busy,
}

/// <summary>A class with a key of two parts, in a collection of its own, that expires by default.</summary>
[Document("s1.sessions", Key = "{User}:{Started:yyyy-MM-dd}", Expiry = "1h", Accessor = "Sessions")]
public partial class Session
{
    public string User { get; set; } = "";

    public DateOnly Started { get; set; }

    public Mood Mood { get; set; }

    public double? Score { get; set; }

    public Guid Token { get; set; }

    public DateTimeOffset? LastSeen { get; set; }

    public decimal[] Amounts { get; set; } = [];

    [Meta]
    public DocumentKey<Session> Key { get; set; }
}

/// <summary>A struct whose only key member is not in the JSON.</summary>
[Document("_default._default", Key = "reading/{Sensor}", Accessor = "Readings")]
public readonly partial record struct Reading([property: JsonIgnore] Guid Sensor, float Celsius, bool Valid);

/// <summary>A document that knows when it expires.</summary>
[Document("_default._default", Key = "voucher::{Code}", Accessor = "Vouchers")]
public sealed partial record Voucher
{
    public required string Code { get; init; }

    [Meta]
    public DateTimeOffset? Expires { get; init; }
}

/// <summary>A document that gets its key when it is stored.</summary>
[Document("s1.sessions", Key = "visit::{guid}", Accessor = "Visits")]
public partial class Visit
{
    public string Page { get; set; } = "";

    [Meta]
    public DocumentKey<Visit> Key { get; set; }
}
