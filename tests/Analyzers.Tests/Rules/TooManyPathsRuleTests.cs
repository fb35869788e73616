using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET6005; no fix, as it depends on the program which paths belong together.</summary>
public sealed class TooManyPathsRuleTests : RuleTests
{
    protected override bool IsError => false;

    protected override string[] Positive =>
    [
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(RawCollection raw, Collection<Order> c, LookupSpec[] more) { await {|SET6005:raw.LookupInAsync("k", [LookupSpec.Get("p0"), LookupSpec.Get("p1"), LookupSpec.Get("p2"), LookupSpec.Get("p3"), LookupSpec.Get("p4"), LookupSpec.Get("p5"), LookupSpec.Get("p6"), LookupSpec.Get("p7"), LookupSpec.Get("p8"), LookupSpec.Get("p9"), LookupSpec.Get("p10"), LookupSpec.Get("p11"), LookupSpec.Get("p12"), LookupSpec.Get("p13"), LookupSpec.Get("p14"), LookupSpec.Get("p15"), LookupSpec.Get("p16")])|}; } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(RawCollection raw, Collection<Order> c, LookupSpec[] more) { await {|SET6005:raw.LookupInAnyReplicaAsync("k", new LookupSpec[] { LookupSpec.Get("p0"), LookupSpec.Get("p1"), LookupSpec.Get("p2"), LookupSpec.Get("p3"), LookupSpec.Get("p4"), LookupSpec.Get("p5"), LookupSpec.Get("p6"), LookupSpec.Get("p7"), LookupSpec.Get("p8"), LookupSpec.Get("p9"), LookupSpec.Get("p10"), LookupSpec.Get("p11"), LookupSpec.Get("p12"), LookupSpec.Get("p13"), LookupSpec.Get("p14"), LookupSpec.Get("p15"), LookupSpec.Get("p16") })|}; } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(RawCollection raw, Collection<Order> c, LookupSpec[] more) { await {|SET6005:c.PatchAsync(1, p => { p.Total.Set(0); p.Total.Set(1); p.Total.Set(2); p.Total.Set(3); p.Total.Set(4); p.Total.Set(5); p.Total.Set(6); p.Total.Set(7); p.Total.Set(8); p.Total.Set(9); p.Total.Set(10); p.Total.Set(11); p.Total.Set(12); p.Total.Set(13); p.Total.Set(14); p.Total.Set(15); p.Total.Set(16); })|}; } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(RawCollection raw, Collection<Order> c, LookupSpec[] more) { await raw.LookupInAsync("k", [LookupSpec.Get("p0"), LookupSpec.Get("p1"), LookupSpec.Get("p2"), LookupSpec.Get("p3"), LookupSpec.Get("p4"), LookupSpec.Get("p5"), LookupSpec.Get("p6"), LookupSpec.Get("p7"), LookupSpec.Get("p8"), LookupSpec.Get("p9"), LookupSpec.Get("p10"), LookupSpec.Get("p11"), LookupSpec.Get("p12"), LookupSpec.Get("p13"), LookupSpec.Get("p14"), LookupSpec.Get("p15")]); } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(RawCollection raw, Collection<Order> c, LookupSpec[] more) { await raw.LookupInAsync("k", [.. more, LookupSpec.Get("p0"), LookupSpec.Get("p1"), LookupSpec.Get("p2"), LookupSpec.Get("p3"), LookupSpec.Get("p4"), LookupSpec.Get("p5"), LookupSpec.Get("p6"), LookupSpec.Get("p7"), LookupSpec.Get("p8"), LookupSpec.Get("p9"), LookupSpec.Get("p10"), LookupSpec.Get("p11"), LookupSpec.Get("p12"), LookupSpec.Get("p13"), LookupSpec.Get("p14"), LookupSpec.Get("p15")]); await raw.LookupInAsync("k", more); } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(RawCollection raw, Collection<Order> c, LookupSpec[] more) { await c.PatchAsync(1, p => { p.Total.Set(0); p.Total.Set(1); p.Total.Set(2); p.Total.Set(3); p.Total.Set(4); p.Total.Set(5); p.Total.Set(6); p.Total.Set(7); p.Total.Set(8); p.Total.Set(9); p.Total.Set(10); p.Total.Set(11); p.Total.Set(12); p.Total.Set(13); p.Total.Set(14); p.Total.Set(15); }); } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(RawCollection raw, Collection<Order> c, LookupSpec[] more) { await c.PatchAsync(1, p => { p.Total.Set(0); p.Total.Set(1); p.Total.Set(2); p.Total.Set(3); p.Total.Set(4); p.Total.Set(5); p.Total.Set(6); p.Total.Set(7); p.Total.Set(8); p.Total.Set(9); if (more.Length > 1) { p.Total.Set(0); p.Total.Set(1); p.Total.Set(2); p.Total.Set(3); p.Total.Set(4); } else { p.Total.Set(0); p.Total.Set(1); p.Total.Set(2); p.Total.Set(3); p.Total.Set(4); } System.Console.WriteLine(0);System.Console.WriteLine(1);System.Console.WriteLine(2);System.Console.WriteLine(3);System.Console.WriteLine(4);System.Console.WriteLine(5);System.Console.WriteLine(6);System.Console.WriteLine(7); }); } }
        """,
    ];

    [Fact]
    public Task The_message_counts() => Verify.MessageAsync(
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run(RawCollection raw, Collection<Order> c, LookupSpec[] more) { await c.PatchAsync(1, p => { p.Total.Set(0); p.Total.Set(1); p.Total.Set(2); p.Total.Set(3); p.Total.Set(4); p.Total.Set(5); p.Total.Set(6); p.Total.Set(7); p.Total.Set(8); p.Total.Set(9); p.Total.Set(10); p.Total.Set(11); p.Total.Set(12); p.Total.Set(13); p.Total.Set(14); p.Total.Set(15); p.Total.Set(16); p.Total.Set(17); }); } }
        """,
        "'PatchAsync' has 18 paths, but a server takes 16 in one request; split it, or read or write the whole document");
}
