using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET6002; no fix, as the change has to move into a delegate that may run again.</summary>
public sealed class LostUpdateRuleTests : RuleTests
{
    protected override bool IsError => false;

    protected override string[] Positive =>
    [
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, Order o, CancellationToken ct) { var d = await c.GetAsync(1); d.Value.Total++; await {|SET6002:c.UpsertAsync(d.Value)|}; } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, Order o, CancellationToken ct) { var order = (await c.GetAsync(1)).Value; order = order with { Total = 2 }; await {|SET6002:c.UpsertAsync(order, cancellationToken: ct)|}; } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, Order o, CancellationToken ct) { var order = (await c.GetAsync(Order.KeyFor(1)).ConfigureAwait(false)).Value; await {|SET6002:c.ReplaceAsync(order with { Total = order.Total + 1 })|}; } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, Order o, CancellationToken ct) { var d = await c.FindAsync(1); if (d is null) return; var order = d.Value.Value; order.Total = 5; await {|SET6002:c.UpsertAsync(order)|}; } }
        """,
        """
        using System.Threading;
        [Document("v", Key = "v::{Id}")] public partial record Versioned { public int Id { get; init; } public int Total { get; set; } [Meta] public Cas Version { get; init; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Versioned> c) { var d = await c.GetAsync(1); await {|SET6002:c.UpsertAsync(d.Value with { Total = 1 })|}; } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Bucket b) { var d = await b.O.GetAsync(1); d.Value.Total++; await {|SET6002:b.O.UpsertAsync(d.Value)|}; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, Order o, CancellationToken ct) { var d = await c.GetAsync(1); d.Value.Total++; await c.ReplaceAsync(d.Value, new() { Cas = d.Cas }); } }
        """,
        """
        using System.Threading;
        [Document("v", Key = "v::{Id}")] public partial record Versioned { public int Id { get; init; } public int Total { get; set; } [Meta] public Cas Version { get; init; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Versioned> c) { var d = await c.GetAsync(1); d.Value.Total++; await c.ReplaceAsync(d.Value); } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, Order o, CancellationToken ct) { await c.UpdateAsync(1, x => x with { Total = 1 }); await c.UpsertAsync(o); } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, Collection<Order> other) { var d = await c.GetAsync(1); await other.UpsertAsync(d.Value); } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, Order o, CancellationToken ct) { var d = await c.GetAsync(1); await c.UpsertAsync(d.Value with { Id = 2 }); } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, Order o, CancellationToken ct) { var order = (await c.GetAsync(1)).Value; order = order with { Id = 3, Total = 4 }; await c.UpsertAsync(order); } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, Order o, CancellationToken ct) { var d = await c.GetAndLockAsync(1, TimeSpan.FromSeconds(5)); d.Value.Total++; await c.ReplaceAsync(d.Value, new() { Cas = d.Cas }); } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, Order o, CancellationToken ct) { var d = await c.GetAsync(1); await c.UpsertAsync(new Order { Id = 1, Total = d.Value.Total }); } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, Order o, CancellationToken ct) { var d = await c.FindAsync(1); var order = d?.Value ?? new Order { Id = 1 }; order = new Order { Id = 1 }; await c.UpsertAsync(order); } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, Order o, CancellationToken ct) { var order = o; if (o.Total > 1) order = (await c.GetAsync(1)).Value; await c.UpsertAsync(order); } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, Order o, CancellationToken ct) { await c.InsertAsync((await c.GetAsync(1)).Value); } }
        """,
    ];

    [Fact]
    public Task The_message_for_an_upsert() => Verify.MessageAsync(
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, Order o, CancellationToken ct) { var d = await c.GetAsync(1); await c.UpsertAsync(d.Value); } }
        """,
        "'UpsertAsync' writes back a document that was read before, whoever changed it in between; use UpdateAsync, or ReplaceAsync with the Cas");

    [Fact]
    public Task The_message_for_a_replacement() => Verify.MessageAsync(
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, Order o, CancellationToken ct) { var d = await c.GetAsync(1); await c.ReplaceAsync(d.Value); } }
        """,
        "'ReplaceAsync' writes back a document that was read before, whoever changed it in between; use UpdateAsync, or pass the Cas");
}
