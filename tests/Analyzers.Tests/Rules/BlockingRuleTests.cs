using Settee.Analyzers.Tests.Support;
using Settee.CodeFixes;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET6004.</summary>
public sealed class BlockingRuleTests : RuleTests
{
    protected override bool IsError => false;

    protected override string[] Positive =>
    [
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public void Run(Collection<Order> c, Order o, CancellationToken ct) { var d = {|SET6004:c.GetAsync(1).Result|}; } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public void Run(Collection<Order> c, Order o, CancellationToken ct) { var d = {|SET6004:c.GetAsync(Order.KeyFor(1)).AsTask().Result|}; } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public void Run(Collection<Order> c, Order o, CancellationToken ct) { {|SET6004:c.UpsertAsync(o).GetAwaiter().GetResult()|}; } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public void Run(Collection<Order> c, Order o, CancellationToken ct) { {|SET6004:c.UpsertAsync(o).AsTask().Wait()|}; {|SET6004:c.UpsertAsync(o).AsTask().Wait(100)|}; } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public Cluster Run(Collection<Order> c, Order o, CancellationToken ct) { return {|SET6004:Cluster.ConnectAsync("couchbase://a").ConfigureAwait(false).GetAwaiter().GetResult()|}; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, Order o, CancellationToken ct) { var t = c.GetAsync(1).AsTask(); await t; var d = t.Result; } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public void Run(Collection<Order> c, Order o, CancellationToken ct) { var t = c.GetAsync(1); if (t.IsCompletedSuccessfully) { var d = t.Result; } } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Collection<Order> c, Order o, CancellationToken ct) { var d = await c.GetAsync(1); var r = new Mine().Result; } } public class Mine { public int Result => 1; }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public void Run(Collection<Order> c, Order o, CancellationToken ct) { var r = System.Threading.Tasks.Task.FromResult(1).Result; System.Threading.Tasks.Task.Delay(1).Wait(); } }
        """,
    ];

    [Fact]
    public Task The_message_names_both_calls() => Verify.MessageAsync(
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public void Run(Collection<Order> c, Order o, CancellationToken ct) { var d = c.GetAsync(Order.KeyFor(1)).Result; } }
        """,
        "'Result' blocks the thread until 'GetAsync' is done, which starves the thread pool under load; await it");

    [Fact]
    public Task The_operation_is_awaited() => Verify.FixAsync<AwaitInsteadFix>(
        """
        using System.Threading;
        using System.Threading.Tasks;

        [Document("o", Key = "o::{Id}")]
        public partial record Order(int Id);

        public static class Use
        {
            public static async Task<int> Run(Collection<Order> c, Order o, DocumentKey<Order> key)
            {
                c.UpsertAsync(o).AsTask().Wait(); // write
                var found = c.GetAsync(key).Result;
                return c.GetAsync(key).GetAwaiter().GetResult().Value.Id;
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
            public static async Task<int> Run(Collection<Order> c, Order o, DocumentKey<Order> key)
            {
                await c.UpsertAsync(o); // write
                var found = await c.GetAsync(key);
                return (await c.GetAsync(key)).Value.Id;
            }
        }
        """,
        oneStep: false);

    [Fact]
    public Task Nothing_is_offered_where_nothing_can_be_awaited() => Verify.NoFixAsync<AwaitInsteadFix>(
        """
        using System.Threading;
        using System.Threading.Tasks;

        [Document("o", Key = "o::{Id}")]
        public partial record Order(int Id);

        public static class Use
        {
            public static void Run(Collection<Order> c, Order o) => c.UpsertAsync(o).GetAwaiter().GetResult();
        }
        """);
}
