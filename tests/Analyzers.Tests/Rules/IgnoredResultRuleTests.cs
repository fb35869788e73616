using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET6001; no fix, as awaiting changes the signature of the method around.</summary>
public sealed class IgnoredResultRuleTests : RuleTests
{
    protected override bool IsError => false;

    protected override string[] Positive =>
    [
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public void Run(Collection<Order> c, Order o, CancellationToken ct) { {|SET6001:c.UpsertAsync(o)|}; } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public void Run(Collection<Order> c, Order o, CancellationToken ct) { Action a = () => {|SET6001:c.RemoveAsync(Order.KeyFor(1))|}; a(); } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, Order o, CancellationToken ct) { {|SET6001:c.GetManyAsync([Order.KeyFor(1)])|}; await c.UpsertAsync(o); } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public void Run(Collection<Order> c, Order o, CancellationToken ct) { {|SET6001:c.GetAsync(1)|}.AsTask(); } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public void Run(Bucket b) { {|SET6001:b.PingAsync()|}; } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public void Run(Bucket b) { {|SET6001:b.O.GetAsync(1)|}; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, Order o, CancellationToken ct) { await c.UpsertAsync(o); await foreach (var d in c.GetManyAsync([Order.KeyFor(1)])) { } } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, Order o, CancellationToken ct) { _ = c.UpsertAsync(o); var task = c.GetAsync(1); await task; var all = c.GetManyAsync([Order.KeyFor(1)]); } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public System.Threading.Tasks.ValueTask<MutationResult> Run(Collection<Order> c) { return c.RemoveAsync(Order.KeyFor(1)); } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public void Run(Collection<Order> c, Order o, CancellationToken ct) { Func<System.Threading.Tasks.ValueTask<MutationResult>> f = () => c.UpsertAsync(o); f(); } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public void Run(Collection<Order> c, Order o, CancellationToken ct) { Mine.RunAsync(); o.ToString(); } } public static class Mine { public static System.Threading.Tasks.Task RunAsync() => throw new Exception(); }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, Order o, CancellationToken ct) { await c.PatchAsync(1, p => p.Total.Set(1)); } }
        """,
    ];

    [Fact]
    public Task The_message_says_what_is_missed() => Verify.MessageAsync(
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public void Run(Collection<Order> c, Order o, CancellationToken ct) { c.UpsertAsync(o); } }
        """,
        "The result of 'UpsertAsync' is neither awaited nor kept, so that its failure goes unnoticed; await it");

    [Fact]
    public Task A_sequence_does_nothing_by_itself() => Verify.MessageAsync(
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public void Run(Collection<Order> c, Order o, CancellationToken ct) { c.GetManyAsync([Order.KeyFor(1)]); } }
        """,
        "'GetManyAsync' does nothing until its result is enumerated; use await foreach");
}
