using System.ComponentModel;

namespace Settee.Documents;

/// <summary>The patch type of a document: its members, each with the changes that make sense for its type.</summary>
/// <typeparam name="TSelf">The patch type itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public interface IDocumentPatch<TSelf>
    where TSelf : struct, IDocumentPatch<TSelf>, allows ref struct
{
    /// <summary>A patch that writes into a builder.</summary>
    /// <param name="builder">Receives the changes.</param>
    static abstract TSelf Over(PatchBuilder builder);
}

/// <summary>Something at a path inside a document that can be changed.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IPatchNode<TSelf>
    where TSelf : struct, IPatchNode<TSelf>, allows ref struct
{
    /// <summary>The node at a path.</summary>
    /// <param name="builder">Receives the changes.</param>
    /// <param name="path">The path.</param>
    static abstract TSelf At(PatchBuilder builder, PatchPath path);
}
