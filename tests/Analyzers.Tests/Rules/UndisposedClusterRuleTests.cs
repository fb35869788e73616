using Settee.Analyzers.Tests.Support;
using Settee.CodeFixes;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET6007.</summary>
public sealed class UndisposedClusterRuleTests : RuleTests
{
    protected override bool IsError => false;

    protected override string[] Positive =>
    [
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Order o) { var cluster = await {|SET6007:Cluster.ConnectAsync("couchbase://h")|}; var bucket = cluster.Bucket("b"); await bucket.Collection<Order>().UpsertAsync(o); } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Order o) { await {|SET6007:Cluster.ConnectAsync("couchbase://h")|}; } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Order o) { var orders = (await {|SET6007:Cluster.ConnectAsync("couchbase://h")|}).Bucket("b").Collection<Order>(); await orders.UpsertAsync(o); } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Order o) { await using var cluster = await Cluster.ConnectAsync("couchbase://h"); await cluster.Bucket("b").Collection<Order>().UpsertAsync(o); } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Order o) { await using (var cluster = await Cluster.ConnectAsync("couchbase://h")) { await cluster.Bucket("b").Collection<Order>().UpsertAsync(o); } } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Order o) { var cluster = await Cluster.ConnectAsync("couchbase://h"); try { await cluster.Bucket("b").Collection<Order>().UpsertAsync(o); } finally { await cluster.DisposeAsync(); } } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task<Cluster> Run() { return await Cluster.ConnectAsync("couchbase://h"); } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task<Collection<Order>> Run() { var cluster = await Cluster.ConnectAsync("couchbase://h"); return cluster.Bucket("b").Collection<Order>(); } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Order o) { var cluster = await Cluster.ConnectAsync("couchbase://h"); GC.KeepAlive(cluster); } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Order o) { var cluster = await Cluster.ConnectAsync("couchbase://h"); Action a = () => Console.WriteLine(cluster); a(); } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Order o) { Kept = await Cluster.ConnectAsync("couchbase://h"); } static Cluster? Kept { get; set;  } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Order o) { var cluster = await Cluster.ConnectAsync("couchbase://h"); var (a, b) = (cluster, 1); await using var same = a; } }
        """,
    ];

    [Fact]
    public Task The_message_offers_both_ways() => Verify.MessageAsync(
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Order o) { var cluster = await Cluster.ConnectAsync("couchbase://h"); await cluster.PingAsync(); } }
        """,
        "The cluster is neither disposed of nor kept, so that its connections stay open; use await using, or one cluster for the whole process");

    [Fact]
    public Task The_variable_is_declared_with_await_using() => Verify.FixAsync<DisposeClusterFix>(
        """
        using System.Threading;
        using System.Threading.Tasks;

        [Document("o", Key = "o::{Id}")]
        public partial record Order(int Id);

        public static class Use
        {
            public static async Task Run()
            {
                // One.
                var a = await Cluster.ConnectAsync("couchbase://a");
                await a.PingAsync();

                Cluster b = await Cluster.ConnectAsync("couchbase://b");
                await b.PingAsync();
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
            public static async Task Run()
            {
                // One.
                await using var a = await Cluster.ConnectAsync("couchbase://a");
                await a.PingAsync();

                await using Cluster b = await Cluster.ConnectAsync("couchbase://b");
                await b.PingAsync();
            }
        }
        """,
        oneStep: false);

    [Fact]
    public Task What_has_no_variable_is_left() => Verify.NoFixAsync<DisposeClusterFix>(
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(Order o) { await Cluster.ConnectAsync("couchbase://h"); } }
        """);
}
