using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Settee.Generators.Parsing;

/// <summary>The collection types and how their codecs are composed.</summary>
internal static class CollectionTypes
{
    public const string Runtime = "global::Settee.Documents.";

    // Collections that are made at once, out of all their elements.
    private const string Made = "MadeCollectionCodec<{0}, {1}, {2}, global::Settee.Documents.CollectionMaker<{1}>>";
    private const string MadeMap = "MadeMapCodec<{0}, {1}, {2}, {3}, {4}, global::Settee.Documents.MapMaker<{1}, {2}>>";

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
        [Immutable + "IImmutableQueue`1"] = Made,
        [Immutable + "IImmutableStack`1"] = Made,
        [Generic + "IReadOnlySet`1"] = Made,
        ["System.Collections.Frozen.FrozenSet`1"] = Made,
        ["System.Collections.ObjectModel.ReadOnlyCollection`1"] = Made,
        ["System.Collections.ObjectModel.ReadOnlySet`1"] = Made,
        ["System.Memory`1"] = "MemoryOfCodec<{1}, {2}>",
        ["System.ReadOnlyMemory`1"] = "ReadOnlyMemoryOfCodec<{1}, {2}>",
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
        [Immutable + "IImmutableDictionary`2"] = MadeMap,
        [Immutable + "ImmutableSortedDictionary`2"] = MadeMap,
        ["System.Collections.Frozen.FrozenDictionary`2"] = MadeMap,
        ["System.Collections.ObjectModel.ReadOnlyDictionary`2"] = MadeMap,
    };

    // {0} is the collection, {1} the element, {2} the codec of the element.
    private static readonly Dictionary<string, string> SequencePopulators = new()
    {
        [Generic + "Queue`1"] = "QueuePopulator<{1}, {2}>",
        [Generic + "Stack`1"] = "StackPopulator<{1}, {2}>",
        [Concurrent + "ConcurrentQueue`1"] = "ProducerPopulator<{0}, {1}, {2}>",
        [Concurrent + "ConcurrentStack`1"] = "ProducerPopulator<{0}, {1}, {2}>",
    };

    /// <summary>What adds to a collection that is there; null for collections that nothing is added to.</summary>
    public static string? SequencePopulator(ITypeSymbol type)
    {
        if (SequencePopulators.TryGetValue(ScalarTypes.FullName(type), out var format))
            return Runtime + format;

        const SpecialType Collection = SpecialType.System_Collections_Generic_ICollection_T;
        var isCollection = type.OriginalDefinition.SpecialType == Collection
            || (type is INamedTypeSymbol && type.AllInterfaces.Any(static i => i.OriginalDefinition.SpecialType == Collection));
        return isCollection && !IsImmutable(type) ? Runtime + "CollectionPopulator<{0}, {1}, {2}>" : null;
    }

    /// <summary>What adds to a dictionary that is there; null for dictionaries that nothing is added to.</summary>
    public static string? MapPopulator(INamedTypeSymbol type)
    {
        const string Dictionary = Generic + "IDictionary`2";
        var isDictionary = ScalarTypes.FullName(type) == Dictionary || type.AllInterfaces.Any(static i => ScalarTypes.FullName(i) == Dictionary);
        return isDictionary && !IsImmutable(type) ? Runtime + "MapPopulator<{0}, {1}, {2}, {3}, {4}>" : null;
    }

    private static bool IsImmutable(ITypeSymbol type) =>
        type.ContainingNamespace?.ToDisplayString() is "System.Collections.Immutable" or "System.Collections.Frozen"
        || type.Name.StartsWith("ReadOnly", StringComparison.Ordinal);

    /// <summary>Collections without element types, whose elements are untyped; null for other types.</summary>
    public static (string Codec, string? Populator)? Untyped(string fullName, string name, string element) => fullName switch
    {
        "System.Collections.ArrayList" or "System.Collections.IList" =>
            ($"{Runtime}UntypedCollectionCodec<{name}, {element}>", $"{Runtime}UntypedListPopulator<{name}, {element}>"),
        "System.Collections.IEnumerable" or "System.Collections.ICollection" or "System.Collections.Queue" or "System.Collections.Stack" =>
            ($"{Runtime}UntypedCollectionCodec<{name}, {element}>", null),
        "System.Collections.Hashtable" or "System.Collections.IDictionary" or "System.Collections.SortedList" =>
            ($"{Runtime}UntypedMapCodec<{name}, {element}>", $"{Runtime}UntypedMapPopulator<{name}, {element}>"),
        _ => null,
    };

    public static string? SequenceFormat(string fullName) => Sequences.TryGetValue(fullName, out var format) ? Runtime + format : null;

    public static string? MapFormat(string fullName) => Maps.TryGetValue(fullName, out var format) ? Runtime + format : null;
}
