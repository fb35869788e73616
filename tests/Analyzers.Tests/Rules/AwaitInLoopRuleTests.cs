using Settee.Analyzers.Tests.Support;
using Settee.CodeFixes;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET6003.</summary>
public sealed class AwaitInLoopRuleTests : RuleTests
{
    protected override bool IsError => false;

    protected override string[] Positive =>
    [
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, List<Order> all, List<int> ids, CancellationToken ct) { foreach (var x in all) await {|SET6003:c.UpsertAsync(x)|}; } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, List<Order> all, List<int> ids, CancellationToken ct) { var result = new List<Order>(); foreach (var id in ids) { var d = await {|SET6003:c.GetAsync(id)|}; result.Add(d.Value); } } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, List<Order> all, List<int> ids, CancellationToken ct) { foreach (var id in ids) { var key = Order.KeyFor(id); } foreach (var x in all) { await {|SET6003:c.RemoveAsync(Order.KeyFor(x.Id), cancellationToken: ct)|}.ConfigureAwait(false); } } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, List<Order> all, List<int> ids, CancellationToken ct) { foreach (var id in ids) { var d = await c.FindAsync(id); if (d is null) break; } } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, List<Order> all, List<int> ids, CancellationToken ct) { foreach (var id in ids) { if (id > 1) await c.RemoveAsync(Order.KeyFor(id)); } } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, List<Order> all, List<int> ids, CancellationToken ct) { foreach (var id in ids) { var d = await c.GetAsync(id); await c.UpsertAsync(d.Value with { Id = 2 }); } } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, List<Order> all, List<int> ids, CancellationToken ct) { foreach (var id in ids) { try { await c.RemoveAsync(Order.KeyFor(id)); } catch (CouchbaseException) { } } } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, List<Order> all, List<int> ids, CancellationToken ct) { foreach (var id in ids) await c.PatchAsync(id, p => p.Total.Set(1)); } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, List<Order> all, List<int> ids, CancellationToken ct) { foreach (var x in all) await c.UpsertAsync(x, new() { Timeout = TimeSpan.FromSeconds(1) }); } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, List<Order> all, List<int> ids, CancellationToken ct) { foreach (var x in all) { await c.UpsertAsync(x); await System.Threading.Tasks.Task.Delay(10); } } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(List<Scope> scopes) { foreach (var s in scopes) await s.O.RemoveAsync(Order.KeyFor(1)); } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, List<Order> all, List<int> ids, CancellationToken ct) { var last = 0; foreach (var id in ids) { var d = await c.GetAsync(id + last); last = d.Value.Total; } } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, List<Order> all, List<int> ids, CancellationToken ct) { foreach (var id in ids) { var d = await c.GetAsync(id); if (d.Value.Total > 3) return; } } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, List<Order> all, List<int> ids, CancellationToken ct) { foreach (var id in ids) await c.GetAsync(1); } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, List<Order> all, List<int> ids, CancellationToken ct) { await foreach (var d in c.GetManyAsync(ids)) await c.UpsertAsync(d.Value with { Id = 7 }); } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(RawCollection raw, List<int> ids) { foreach (var id in ids) await raw.RemoveAsync("k" + id); } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, List<Order> all, List<int> ids, CancellationToken ct) { var tasks = new List<System.Threading.Tasks.Task>(); foreach (var id in ids) tasks.Add(c.GetAsync(id).AsTask()); await System.Threading.Tasks.Task.WhenAll(tasks); } }
        """,
    ];

    [Fact]
    public Task The_message_is_a_suggestion() => Verify.MessageAsync(
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, List<Order> all, List<int> ids, CancellationToken ct) { foreach (var x in all) await c.UpsertAsync(x); } }
        """,
        "The loop waits for each 'UpsertAsync' before it sends the next; if their order does not matter, 'UpsertManyAsync' has many in flight");

    [Fact]
    public Task A_loop_that_only_writes_becomes_one_call() => Verify.FixAsync<UseBatchFix>(
        """
        using System.Threading;
        using System.Threading.Tasks;

        [Document("o", Key = "o::{Id}")]
        public partial record Order(int Id);

        public static class Use
        {
            public static async Task Run(Collection<Order> c, List<Order> all, DocumentKey<Order>[] keys, CancellationToken ct)
            {
                // All of them.
                foreach (var x in all)
                    await c.UpsertAsync(x);

                foreach (var key in keys)
                {
                    await c.RemoveAsync(key, default, ct);
                }

                foreach (var x in all)
                    await c.InsertAsync(x, cancellationToken: ct);
            }
        }
        """,
        """
        using System.Threading;
        using System.Threading.Tasks;

        [Document("o", Key = "o::{Id}")]
        public partial record Order(int Id);

        public static class Use
        {
            public static async Task Run(Collection<Order> c, List<Order> all, DocumentKey<Order>[] keys, CancellationToken ct)
            {
                // All of them.
                (await c.UpsertManyAsync(all)).ThrowIfAnyFailed();

                foreach (var key in keys)
                {
                    await c.RemoveAsync(key, default, ct);
                }

                (await c.InsertManyAsync(all, cancellationToken: ct)).ThrowIfAnyFailed();
            }
        }
        """,
        oneStep: false);

    [Fact]
    public Task A_loop_with_more_in_it_is_left() => Verify.NoFixAsync<UseBatchFix>(
        """
        using System.Threading;
        using System.Threading.Tasks;

        [Document("o", Key = "o::{Id}")]
        public partial record Order(int Id);

        public static class Use
        {
            public static async Task Run(Collection<Order> c, List<Order> all)
            {
                foreach (var x in all)
                {
                    await c.UpsertAsync(x with { Id = 2 });
                }
            }
        }
        """);
}
