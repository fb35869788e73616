using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET6006; no fix, as the certificate to trust is not known.</summary>
public sealed class UnverifiedTlsRuleTests : RuleTests
{
    protected override bool IsError => false;

    protected override string[] Positive =>
    [
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public void Run() { var t = new TlsOptions { Verify = {|SET6006:TlsVerify.None|} }; } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run() { await using var c = await Cluster.ConnectAsync({|SET6006:"couchbases://h?tls_verify=none"|}); } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public void Run(bool strict) { TlsVerify v = strict ? TlsVerify.Full : {|SET6006:TlsVerify.None|}; Console.WriteLine(v); } }
        """,
    ];

    protected override string[] Negative =>
    [
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public void Run() { var t = new TlsOptions { Verify = TlsVerify.Full }; } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public void Run(TlsOptions o) { if (o.Verify == TlsVerify.None) throw new Exception(); var odd = o.Verify is TlsVerify.None; } }
        """,
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public async System.Threading.Tasks.Task Run() { await using var c = await Cluster.ConnectAsync("couchbases://h?tls_verify=peer"); var text = "tls_verify=none"; var n = DayOfWeek.Friday; } }
        """,
    ];

    [Fact]
    public Task The_message_says_what_is_at_stake() => Verify.MessageAsync(
        """
        using System.Threading;
        [Document("o", Key = "o::{Id}")] public partial record Order { public int Id { get; init; } public int Total { get; set; } } public class Use { public void Run() { var t = new TlsOptions { Verify = TlsVerify.None }; } }
        """,
        "Without verification whoever answers gets the password and the data; trust the certificate through TlsOptions.TrustedCertificates");
}
