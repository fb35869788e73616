using System.ComponentModel;

namespace Settee.Documents;

/// <summary>
/// A path inside a document, as a place in the scratch memory of its <see cref="PatchBuilder"/>. The default is the root.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct PatchPath
{
    internal PatchPath(int offset, int length, bool endsInIndex)
    {
        Offset = offset;
        Length = length;
        EndsInIndex = endsInIndex;
    }

    internal int Offset { get; }

    internal int Length { get; }

    /// <summary>Whether it names an element of an array, which can be replaced but neither inserted nor upserted.</summary>
    internal bool EndsInIndex { get; }
}
