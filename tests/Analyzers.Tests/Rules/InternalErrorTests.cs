using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET9001: a failure of the generator is reported at the type it failed for. No fix: it is the generator that must change.</summary>
public sealed class InternalErrorTests
{
    private static readonly DocumentAnalyzer Failing = new(static (type, _, _, _, _) =>
        type.Name == "Bad" ? throw new InvalidOperationException("boom") : null);

    [Fact]
    public Task A_failure_is_reported_at_its_type_only() => Verify.DiagnosticsAsync(
        """
        [Document("a", Key = "a")] public partial class {|SET9001:Bad|};
        [Document("a", Key = "a")] public partial class Good;
        """,
        Failing);

    [Fact]
    public Task Cancellation_is_no_failure() => Verify.DiagnosticsAsync(
        """[Document("a", Key = "a")] public partial class Thing;""",
        new DocumentAnalyzer(static (_, _, _, _, _) => throw new OperationCanceledException()));

    [Fact]
    public Task It_can_be_suppressed() => Verify.DiagnosticsAsync(
        """
        #pragma warning disable SET9001
        [Document("a", Key = "a")] public partial class Bad;
        """,
        Failing);
}
