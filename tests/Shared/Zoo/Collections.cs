using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace Settee.TestTypes.Zoo;

[Document("zoo", Key = "z::{Id}")]
public partial class Lists
{
    public int Id { get; set; }
    public int[]? Array { get; set; }
    public int[][]? Jagged { get; set; }
    public List<string?>? List { get; set; }
    public IEnumerable<int>? Enumerable { get; set; }
    public ICollection<int>? Collection { get; set; }
    public IList<int>? IList { get; set; }
    public IReadOnlyList<int>? ReadOnlyList { get; set; }
    public IReadOnlyCollection<int>? ReadOnlyCollection { get; set; }
    public List<List<int>>? Nested { get; set; }
}

[Document("zoo", Key = "z::{Id}")]
public partial class Sets
{
    public int Id { get; set; }
    public HashSet<int>? HashSet { get; set; }
    public ISet<string>? ISet { get; set; }
    public SortedSet<int>? SortedSet { get; set; }
    public LinkedList<int>? LinkedList { get; set; }
    public Queue<int>? Queue { get; set; }
    public Stack<int>? Stack { get; set; }
    public ConcurrentQueue<int>? ConcurrentQueue { get; set; }
    public ConcurrentStack<int>? ConcurrentStack { get; set; }
    public System.Collections.ObjectModel.Collection<int>? Collection { get; set; }
    public ObservableCollection<int>? Observable { get; set; }
}

[Document("zoo", Key = "z::{Id}")]
public partial class Immutables
{
    public int Id { get; set; }
    public ImmutableArray<int> Array { get; set; } = [];
    public ImmutableList<int>? List { get; set; }
    public IImmutableList<int>? IList { get; set; }
    public ImmutableHashSet<int>? HashSet { get; set; }
    public IImmutableSet<int>? ISet { get; set; }
    public ImmutableSortedSet<int>? SortedSet { get; set; }
    public ImmutableQueue<int>? Queue { get; set; }
    public ImmutableStack<int>? Stack { get; set; }
    public ImmutableDictionary<string, int>? Dictionary { get; set; }
}

[Document("zoo", Key = "z::{Id}")]
public partial class Dictionaries
{
    public int Id { get; set; }
    public Dictionary<string, int>? Dictionary { get; set; }
    public IDictionary<string, string?>? IDictionary { get; set; }
    public IReadOnlyDictionary<string, PointStruct>? ReadOnly { get; set; }
    public SortedDictionary<string, int>? Sorted { get; set; }
    public SortedList<string, int>? SortedList { get; set; }
    public ConcurrentDictionary<string, int>? Concurrent { get; set; }
    public OrderedDictionary<string, int>? Ordered { get; set; }
    public Dictionary<string, List<int>>? Lists { get; set; }
    public Dictionary<string, Dictionary<string, int>>? Nested { get; set; }
}

[Document("zoo", Key = "z::{Id}")]
public partial class DictionaryKeys
{
    public int Id { get; set; }
    public Dictionary<int, int>? Ints { get; set; }
    public Dictionary<long, int>? Longs { get; set; }
    public Dictionary<byte, int>? Bytes { get; set; }
    public Dictionary<Int128, int>? Huge { get; set; }
    public Dictionary<double, int>? Doubles { get; set; }
    public Dictionary<decimal, int>? Decimals { get; set; }
    public Dictionary<bool, int>? Bools { get; set; }
    public Dictionary<char, int>? Chars { get; set; }
    public Dictionary<Guid, int>? Guids { get; set; }
    public Dictionary<DateOnly, int>? Dates { get; set; }
    public Dictionary<TimeOnly, int>? TimesOfDay { get; set; }
    public Dictionary<TimeSpan, int>? Spans { get; set; }
}

[Document("zoo", Key = "z::{Id}")]
public partial class OwnCollections
{
    public int Id { get; set; }
    public Names? Names { get; set; }
    public Stock? Stock { get; set; }
}

public sealed class Names : List<string>
{
    public int Extra { get; set; }
}

public sealed class Stock : Dictionary<string, int>;
