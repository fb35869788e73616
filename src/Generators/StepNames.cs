namespace Settee.Generators;

/// <summary>Names of the tracked pipeline steps; tests ask for run reasons by them.</summary>
internal static class StepNames
{
    public const string Environment = nameof(Environment);
    public const string Documents = nameof(Documents);
    public const string CollidingHints = nameof(CollidingHints);
    public const string DocumentOutputs = nameof(DocumentOutputs);
    public const string Shapes = nameof(Shapes);
    public const string ShapeOutputs = nameof(ShapeOutputs);
}
