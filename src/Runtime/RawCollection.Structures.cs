namespace Settee;

/// <content>Lists, maps, sets and queues, each stored as one document.</content>
public sealed partial class RawCollection
{
    /// <summary>A list that is stored under a key. Nothing is sent before it is used.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="key">The key of its document.</param>
    /// <param name="element">What the elements are, for example <c>Element.Text</c> or <c>Element.Document&lt;Line&gt;()</c>.</param>
    /// <param name="options">Options of all its operations; see <see cref="StructureOptions"/>.</param>
    public StoredList<T> List<T>(string key, Element<T> element, StructureOptions options = default) => new(this, key, element, options);

    /// <summary>A map from names to values that is stored under a key. Nothing is sent before it is used.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="key">The key of its document.</param>
    /// <param name="element">What the values are, for example <c>Element.Int64</c>.</param>
    /// <param name="options">Options of all its operations; see <see cref="StructureOptions"/>.</param>
    public StoredMap<T> Map<T>(string key, Element<T> element, StructureOptions options = default) => new(this, key, element, options);

    /// <summary>A set of primitive values that is stored under a key. Nothing is sent before it is used.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="key">The key of its document.</param>
    /// <param name="element">What the elements are, for example <c>Element.Text</c>.</param>
    /// <param name="options">Options of all its operations; see <see cref="StructureOptions"/>.</param>
    public StoredSet<T> Set<T>(string key, PrimitiveElement<T> element, StructureOptions options = default) => new(this, key, element, options);

    /// <summary>A queue that is stored under a key. Nothing is sent before it is used.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="key">The key of its document.</param>
    /// <param name="element">What the elements are, for example <c>Element.Document&lt;Job&gt;()</c>.</param>
    /// <param name="options">Options of all its operations; see <see cref="StructureOptions"/>.</param>
    public StoredQueue<T> Queue<T>(string key, Element<T> element, StructureOptions options = default) => new(this, key, element, options);
}
