using System.Text.Json.Serialization;

namespace Settee.TestTypes.Zoo;

[Document("zoo", Key = "z::{Id}")]
public partial class Renamed
{
    public int Id { get; set; }

    [JsonPropertyName("a.b")]
    public int Dotted { get; set; }

    [JsonPropertyName("")]
    public int Empty { get; set; }

    [JsonPropertyName("日本")]
    public int Japan { get; set; }

    [JsonPropertyName("quo\"te\\")]
    public int Quote { get; set; }

    [JsonPropertyName("back`tick[0]")]
    public int Tick { get; set; }

    public int URLValue { get; set; }
    public int ÉCole { get; set; }
    public int Property_Name { get; set; }
    public int XYZ123Abc { get; set; }
    public int _Private { get; set; }
    public int @class { get; set; }
    public int Present { get; set; }
    public int Read { get; set; }
}

[Document("zoo", Key = "z::{Id}")]
public partial class Ignored
{
    public int Id { get; set; }

    [JsonIgnore]
    public string Always { get; set; } = "kept";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? WhenNull { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? WhenNullInt { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int WhenDefault { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Guid WhenDefaultGuid { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? WhenDefaultString { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public PointStruct WhenDefaultStruct { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Never { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public int WhenWriting { get; set; } = 1;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenReading)]
    public int WhenReading { get; set; } = 2;
}

[Document("zoo", Key = "z::{Id}")]
public partial class Ordered
{
    public int Id { get; set; }

    [JsonPropertyOrder(1)]
    public int Last { get; set; }

    [JsonPropertyOrder(-1)]
    public int First { get; set; }

    public int Middle { get; set; }

    [JsonInclude, JsonPropertyOrder(-2)]
    public int FieldFirst;
}

public abstract class BaseDocument
{
    public int Id { get; set; }
    public string? X { get; init; } = "x";

    [JsonInclude]
    protected int Guarded { get; set; } = 1;

    public virtual int Overridden { get; set; } = 2;

    public required int Needed { get; init; }

    public int Hidden { get; set; } = 3;
}

[Document("zoo", Key = "z::{Id}")]
public partial class DerivedDocument : BaseDocument
{
    public int Z { get; set; }
    public override int Overridden { get; set; } = 22;
    public new string Hidden { get; set; } = "mine";
}

[Document("zoo", Key = "z::{Id}")]
public partial class Many
{
    public int Id { get; set; }
    public int M01 { get; set; }
    public int M02 { get; set; }
    public int M03 { get; set; }
    public int M04 { get; set; }
    public int M05 { get; set; }
    public int M06 { get; set; }
    public int M07 { get; set; }
    public int M08 { get; set; }
    public int M09 { get; set; }
    public int M10 { get; set; }
    public int M11 { get; set; }
    public int M12 { get; set; }
    public int M13 { get; set; }
    public int M14 { get; set; }
    public int M15 { get; set; }
    public int M16 { get; set; }
    public int M17 { get; set; }
    public int M18 { get; set; }
    public int M19 { get; set; }
    public int M20 { get; set; }
    public int M21 { get; set; }
    public int M22 { get; set; }
    public int M23 { get; set; }
    public int M24 { get; set; }
    public int M25 { get; set; }
    public int M26 { get; set; }
    public int M27 { get; set; }
    public int M28 { get; set; }
    public int M29 { get; set; }
    public int M30 { get; set; }
    public int M31 { get; set; }
    public int M32 { get; set; }
    public int M33 { get; set; }
    public int M34 { get; set; }
    public int M35 { get; set; }
    public int M36 { get; set; }
    public int M37 { get; set; }
    public int M38 { get; set; }
    public int M39 { get; set; }
    public int M40 { get; set; }
    public int M41 { get; set; }
    public int M42 { get; set; }
    public int M43 { get; set; }
    public int M44 { get; set; }
    public int M45 { get; set; }
    public int M46 { get; set; }
    public int M47 { get; set; }
    public int M48 { get; set; }
    public int M49 { get; set; }
    public int M50 { get; set; }
    public int M51 { get; set; }
    public int M52 { get; set; }
    public int M53 { get; set; }
    public int M54 { get; set; }
    public int M55 { get; set; }
    public int M56 { get; set; }
    public int M57 { get; set; }
    public int M58 { get; set; }
    public int M59 { get; set; }
    public int M60 { get; set; }
    public int M61 { get; set; }
    public int M62 { get; set; }
    public int M63 { get; set; }
    public required int M64 { get; set; }
    public string M65 { get; set; } = "sixty-five";
    public required string M66 { get; set; }
}
