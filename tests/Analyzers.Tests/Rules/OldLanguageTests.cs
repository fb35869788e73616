using Microsoft.CodeAnalysis.CSharp;
using Settee.Analyzers.Tests.Support;

namespace Settee.Analyzers.Tests.Rules;

/// <summary>SET9002; no fix, as the version stands in the project file.</summary>
public sealed class OldLanguageTests
{
    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.CSharp13)]
    public Task An_older_language_is_reported_at_each_document(LanguageVersion language) => Verify.DiagnosticsAsync(
        """[Document("a", Key = "a")] public partial class {|SET9002:Thing|}; public class Other;""", language: language);

    [Theory]
    [InlineData(LanguageVersion.CSharp14)]
    [InlineData(LanguageVersion.Preview)]
    [InlineData(LanguageVersion.Latest)]
    public Task The_current_language_is_not(LanguageVersion language) => Verify.DiagnosticsAsync(
        """[Document("a", Key = "a")] public partial class Thing;""", language: language);

    [Fact]
    public Task It_can_be_suppressed() => Verify.DiagnosticsAsync(
        """
        #pragma warning disable SET9002
        [Document("a", Key = "a")] public partial class Thing;
        """,
        language: LanguageVersion.CSharp13);
}
