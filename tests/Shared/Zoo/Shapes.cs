using System.Text.Json.Serialization;

namespace Settee.TestTypes.Zoo;

[Document("zoo", Key = "z::{Id}")]
public sealed partial class Drawing
{
    public int Id { get; set; }
    public Shape? Shape { get; set; }
    public List<Shape?>? Shapes { get; set; }
    public ISized? Sized { get; set; }
    public Circle? Circle { get; set; }
    public OpenBase? Open { get; set; }
}

[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Square), 2)]
[JsonDerivedType(typeof(Blob))]
public class Shape
{
    public string? Name { get; set; }
}

public class Circle : Shape, ISized
{
    public double Radius { get; set; }
}

public sealed class Oval : Circle;

public sealed class Square : Shape
{
    public required int Side { get; init; }
    public Shape? Inner { get; set; }
}

public sealed class Blob : Shape
{
    public int Mass { get; set; }

    [JsonExtensionData]
    public Dictionary<string, object?>? More { get; set; }
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Circle), "c")]
[JsonDerivedType(typeof(Tagged), "t")]
public interface ISized;

public sealed class Tagged : ISized
{
    [JsonExtensionData]
    public Dictionary<string, object?>? More { get; set; }
}

[JsonPolymorphic(UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FallBackToBaseType, IgnoreUnrecognizedTypeDiscriminators = true)]
[JsonDerivedType(typeof(OpenBase), "base")]
[JsonDerivedType(typeof(OpenKnown), "known")]
public class OpenBase
{
    public int A { get; set; }
}

public sealed class OpenKnown : OpenBase
{
    public int B { get; set; }
}

public sealed class OpenUnknown : OpenBase
{
    public int C { get; set; }
}
