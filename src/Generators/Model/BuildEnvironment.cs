namespace Settee.Generators.Model;

/// <summary>The only projection of the compilation that is combined into outputs: what the emitted text depends on.</summary>
/// <param name="CanEmit">Whether the language version has extension blocks (C# 14).</param>
/// <param name="HasCollections">Whether the runtime with its collections is referenced.</param>
/// <param name="HasPatches">Whether its collections can be patched.</param>
internal sealed record BuildEnvironment(bool CanEmit, bool HasCollections, bool HasPatches);
