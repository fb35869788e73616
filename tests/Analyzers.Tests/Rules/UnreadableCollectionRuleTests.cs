using Settee.Analyzers.Tests.Support;
using Settee.CodeFixes;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET2020.</summary>
public sealed class UnreadableCollectionRuleTests : RuleTests
{
    protected override string[] Positive =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { public System.Collections.Concurrent.ConcurrentBag<int>? {|SET2020:Bag|} { get; set; } public System.Collections.ObjectModel.ReadOnlyObservableCollection<int>? {|SET2020:Fixed|} { get; set; } }
        """,
        """
        [Document("a", Key = "a")] public partial class Thing { public IAsyncEnumerable<string>? {|SET2020:Later|} { get; set; } public List<PriorityQueue<int, int>>? {|SET2020:Queues|} { get; set; } }
        """,
        """
        public class Bag : IEnumerable<int> { public IEnumerator<int> GetEnumerator() => throw new Exception(); System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator(); } [Document("a", Key = "a")] public partial class Thing { public Bag? {|SET2020:Bag|} { get; set; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        [Document("a", Key = "a")] public partial class Thing { public System.Collections.Concurrent.ConcurrentQueue<int>? A { get; set; } public IReadOnlyList<int>? B { get; set; } public ISet<string>? C { get; set; } public LinkedList<int>? D { get; set; } public IReadOnlySet<string>? E { get; set; } public System.Collections.Frozen.FrozenDictionary<string, int>? F { get; set; } }
        """,
        """
        public class Bag : System.Collections.ObjectModel.Collection<int>; [Document("a", Key = "a")] public partial class Thing { public Bag? Bag { get; set; } }
        """,
    ];

    [Fact]
    public Task The_message_says_what_to_use() => Verify.MessageAsync(
        """
        [Document("a", Key = "a")] public partial class Thing { public System.Collections.Concurrent.ConcurrentBag<int>? Bag { get; set; } }
        """,
        "'Thing.Bag' holds 'ConcurrentBag<int>', which cannot be filled when it is read; use ConcurrentQueue<int>");

    [Fact]
    public Task A_collection_of_ones_own_gets_its_advice() => Verify.MessageAsync(
        """
        public abstract class Bag : List<int>; [Document("a", Key = "a")] public partial class Thing { public Bag? Bag { get; set; } }
        """,
        "'Thing.Bag' holds 'Bag', which cannot be filled when it is read; use List<int>, or give it Add and a public constructor without parameters");

    [Fact]
    public Task The_nearest_collection_is_used() => Verify.FixAsync<UseReadableCollectionFix>(
        """
        using System.Collections.ObjectModel;

        [Document("a", Key = "a")]
        public partial class Thing
        {
            public ReadOnlyObservableCollection<int>? Fixed { get; set; }
            public List<IAsyncEnumerable<string>>? Later { get; set; }
            public System.Collections.Concurrent.ConcurrentBag<int?> Bag { get; set; } = [];
        }
        """,
        """
        using System.Collections.ObjectModel;

        [Document("a", Key = "a")]
        public partial class Thing
        {
            public IReadOnlyList<int>? Fixed { get; set; }
            public List<List<string>>? Later { get; set; }
            public System.Collections.Concurrent.ConcurrentQueue<int?> Bag { get; set; } = [];
        }
        """,
        oneStep: false);

    [Fact]
    public Task A_collection_of_ones_own_is_left() => Verify.NoFixAsync<UseReadableCollectionFix>(
        """
        public abstract class Bag : List<int>; [Document("a", Key = "a")] public partial class Thing { public Bag? Bag { get; set; } }
        """);
}
