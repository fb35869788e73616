namespace Settee.Generators.Model;

/// <summary>The only projection of the compilation that is combined into outputs: what the emitted text depends on.</summary>
/// <param name="CanEmit">Whether the language version has extension blocks (C# 14).</param>
internal sealed record BuildEnvironment(bool CanEmit);
