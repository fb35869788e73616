using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Settee.Generators.Parsing;

/// <summary>The collection types and how their codecs are composed.</summary>
internal static class CollectionTypes
{
    public const string Runtime = "global::Settee.Documents.";

    private const string Generic = "System.Collections.Generic.";
    private const string Immutable = "System.Collections.Immutable.";
    private const string Concurrent = "System.Collections.Concurrent.";

    // {0} is the collection, {1} the element, {2} the codec of the element.
    private static readonly Dictionary<string, string> Sequences = new()
    {
        [Generic + "List`1"] = "ListCodec<{1}, {2}>",
        [Generic + "IList`1"] = "ListInterfaceCodec<{0}, {1}, {2}>",
        [Generic + "ICollection`1"] = "ListInterfaceCodec<{0}, {1}, {2}>",
        [Generic + "IEnumerable`1"] = "ListInterfaceCodec<{0}, {1}, {2}>",
        [Generic + "IReadOnlyList`1"] = "ListInterfaceCodec<{0}, {1}, {2}>",
        [Generic + "IReadOnlyCollection`1"] = "ListInterfaceCodec<{0}, {1}, {2}>",
        [Generic + "ISet`1"] = "SetInterfaceCodec<{1}, {2}>",
        [Generic + "HashSet`1"] = "CollectionCodec<{0}, {1}, {2}>",
        [Generic + "SortedSet`1"] = "CollectionCodec<{0}, {1}, {2}>",
        [Generic + "LinkedList`1"] = "CollectionCodec<{0}, {1}, {2}>",
        [Generic + "Queue`1"] = "QueueCodec<{1}, {2}>",
        [Generic + "Stack`1"] = "StackCodec<{1}, {2}>",
        [Concurrent + "ConcurrentQueue`1"] = "ConcurrentQueueCodec<{1}, {2}>",
        [Concurrent + "ConcurrentStack`1"] = "ConcurrentStackCodec<{1}, {2}>",
        ["System.Collections.ObjectModel.Collection`1"] = "CollectionCodec<{0}, {1}, {2}>",
        ["System.Collections.ObjectModel.ObservableCollection`1"] = "CollectionCodec<{0}, {1}, {2}>",
        [Immutable + "ImmutableArray`1"] = "ImmutableArrayCodec<{1}, {2}>",
        [Immutable + "ImmutableList`1"] = "ImmutableListCodec<{1}, {2}>",
        [Immutable + "IImmutableList`1"] = "ImmutableListInterfaceCodec<{1}, {2}>",
        [Immutable + "ImmutableHashSet`1"] = "ImmutableHashSetCodec<{1}, {2}>",
        [Immutable + "IImmutableSet`1"] = "ImmutableSetInterfaceCodec<{1}, {2}>",
        [Immutable + "ImmutableSortedSet`1"] = "ImmutableSortedSetCodec<{1}, {2}>",
        [Immutable + "ImmutableQueue`1"] = "ImmutableQueueCodec<{1}, {2}>",
        [Immutable + "ImmutableStack`1"] = "ImmutableStackCodec<{1}, {2}>",
    };

    // {0} is the dictionary, {1} the key, {2} the value, {3} the codec of the key, {4} that of the value.
    private static readonly Dictionary<string, string> Maps = new()
    {
        [Generic + "Dictionary`2"] = "DictionaryCodec<{1}, {2}, {3}, {4}>",
        [Generic + "IDictionary`2"] = "DictionaryInterfaceCodec<{0}, {1}, {2}, {3}, {4}>",
        [Generic + "IReadOnlyDictionary`2"] = "DictionaryInterfaceCodec<{0}, {1}, {2}, {3}, {4}>",
        [Generic + "SortedDictionary`2"] = "MapCodec<{0}, {1}, {2}, {3}, {4}>",
        [Generic + "SortedList`2"] = "MapCodec<{0}, {1}, {2}, {3}, {4}>",
        [Generic + "OrderedDictionary`2"] = "MapCodec<{0}, {1}, {2}, {3}, {4}>",
        [Concurrent + "ConcurrentDictionary`2"] = "MapCodec<{0}, {1}, {2}, {3}, {4}>",
        [Immutable + "ImmutableDictionary`2"] = "ImmutableDictionaryCodec<{1}, {2}, {3}, {4}>",
    };

    public static string? SequenceFormat(string fullName) => Sequences.TryGetValue(fullName, out var format) ? Runtime + format : null;

    public static string? MapFormat(string fullName) => Maps.TryGetValue(fullName, out var format) ? Runtime + format : null;
}
