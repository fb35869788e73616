using System.Globalization;
using System.Numerics;
using System.Text.Json.Serialization;
using Settee.Documents;
using Settee.TestTypes.Zoo;

[assembly: Settee.Codec<Angle, AngleCodec>]

namespace Settee.TestTypes.Zoo;

/// <summary>Members with codecs that somebody wrote, and members for which System.Text.Json helps out.</summary>
[JsonFallback<HelperContext>]
[Document("zoo", Key = "z::{Id}")]
public partial class Helped
{
    public int Id { get; set; }
    public Angle Angle { get; set; }
    public Angle? MaybeAngle { get; set; }
    public List<Angle>? Angles { get; set; }

    [Codec<BigInteger, BigIntegerCodec>]
    public BigInteger Big { get; set; }

    [Codec<BigInteger, BigIntegerCodec>]
    public BigInteger? MaybeBig { get; set; }

    public Complex Complex { get; set; }
    public List<Complex?>? Complexes { get; set; }

    [JsonFallback<HelperContext>]
    public Leaf2? Leaf { get; set; }
}

/// <summary>A struct with a form of its own.</summary>
public readonly record struct Angle(double Degrees);

public readonly struct AngleCodec : IJsonCodec<Angle>
{
    public static void Write(ref JsonWriter writer, Angle value) =>
        writer.WriteString(value.Degrees.ToString(CultureInfo.InvariantCulture) + "°");

    public static Angle Read(ref JsonReader reader) =>
        reader.GetString() is [.. var digits, '°'] && double.TryParse(digits, CultureInfo.InvariantCulture, out var degrees)
            ? new(degrees)
            : throw reader.Unconvertible<Angle>();
}

public readonly struct BigIntegerCodec : IJsonCodec<BigInteger>
{
    public static void Write(ref JsonWriter writer, BigInteger value) => writer.WriteString(value.ToString(CultureInfo.InvariantCulture));

    public static BigInteger Read(ref JsonReader reader) =>
        BigInteger.TryParse(reader.GetString(), CultureInfo.InvariantCulture, out var value) ? value : throw reader.Unconvertible<BigInteger>();
}

public sealed record Leaf2(string Text, Leaf2? Next = null);

[JsonSerializable(typeof(Complex))]
[JsonSerializable(typeof(Leaf2))]
public sealed partial class HelperContext : JsonSerializerContext;
