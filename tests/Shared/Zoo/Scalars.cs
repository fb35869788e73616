namespace Settee.TestTypes.Zoo;

[Document("zoo", Key = "z::{Id}")]
public sealed partial class Integers
{
    public int Id { get; set; }
    public sbyte SByte { get; set; }
    public byte Byte { get; set; }
    public short Int16 { get; set; }
    public ushort UInt16 { get; set; }
    public uint UInt32 { get; set; }
    public long Int64 { get; set; }
    public ulong UInt64 { get; set; }
    public Int128 Int128 { get; set; }
    public UInt128 UInt128 { get; set; }
}

[Document("zoo", Key = "z::{Id}")]
public sealed partial class Fractions
{
    public int Id { get; set; }
    public double Double { get; set; }
    public float Single { get; set; }
    public decimal Decimal { get; set; }
    public Half Half { get; set; }
}

[Document("zoo", Key = "z::{Id}")]
public sealed partial class Texts
{
    public int Id { get; set; }
    public string? String { get; set; }
    public char Char { get; set; } = 'c';
    public Guid Guid { get; set; }
    public Uri? Uri { get; set; }
    public Version? Version { get; set; }
    public bool Bool { get; set; }
}

[Document("zoo", Key = "z::{Id}")]
public sealed partial class Times
{
    public int Id { get; set; }
    public DateTime DateTime { get; set; }
    public DateTimeOffset DateTimeOffset { get; set; }
    public DateOnly DateOnly { get; set; }
    public TimeOnly TimeOnly { get; set; }
    public TimeSpan TimeSpan { get; set; }
}

[Document("zoo", Key = "z::{Id}")]
public sealed partial class Binary
{
    public int Id { get; set; }
    public byte[]? Bytes { get; set; }
    public Memory<byte> Memory { get; set; }
    public ReadOnlyMemory<byte> ReadOnlyMemory { get; set; }
    public List<byte>? List { get; set; }
    public sbyte[]? Signed { get; set; }
}

[Document("zoo", Key = "z::{Id}")]
public sealed partial class Nullables
{
    public int Id { get; set; }
    public int? Int { get; set; }
    public double? Double { get; set; }
    public bool? Bool { get; set; }
    public Guid? Guid { get; set; }
    public DateTime? DateTime { get; set; }
    public Color? Color { get; set; }
    public NamedColor? Named { get; set; }
    public PointStruct? Point { get; set; }
    public List<int?>? List { get; set; }
}

public enum Color
{
    Red,
    Green = 5,
    Blue = -1,
}

[System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter))]
public enum NamedColor : byte
{
    None,
    Red,
    [System.Text.Json.Serialization.JsonStringEnumMemberName("sky-blue")]
    Blue,
    Rot = Red,
}

[Flags]
[System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter<Rights>))]
public enum Rights
{
    None = 0,
    Read = 1,
    Write = 2,
    Both = Read | Write,
    Admin = 8,
}

public enum Big : ulong
{
    Zero,
    Most = ulong.MaxValue,
}

[Document("zoo", Key = "z::{Id}")]
public sealed partial class Enums
{
    public int Id { get; set; }
    public Color Color { get; set; }
    public NamedColor Named { get; set; }
    public Rights Rights { get; set; }
    public Big Big { get; set; }

    [System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter))]
    public Color ByName { get; set; }

    public Color[] Colors { get; set; } = [];
    public Dictionary<Color, int> Keys { get; set; } = [];
    public Dictionary<NamedColor, int> NamedKeys { get; set; } = [];
}

public struct PointStruct
{
    public int X { get; set; }
    public int Y { get; set; }
}
