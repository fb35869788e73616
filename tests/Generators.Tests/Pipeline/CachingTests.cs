using Microsoft.CodeAnalysis;
using Settee.Generators.Tests.Support;

namespace Settee.Generators.Tests.Pipeline;

/// <summary>Which steps run again after an edit. Numbers and reasons, never time.</summary>
public sealed class CachingTests
{
    private static readonly IncrementalStepRunReason[] NothingNew = [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged];

    [Fact]
    public void An_edit_in_another_file_emits_nothing_again()
    {
        var host = Started();
        host.Add("Other.cs", "namespace Shop; class Other { int X => 1; }");

        AssertNothingNew(host.Run());
    }

    [Fact]
    public void An_edit_below_the_document_in_its_file_emits_nothing_again()
    {
        var host = Started();
        host.Replace("File0.cs", Samples.Shop[0] + "\nclass Below { }");

        AssertNothingNew(host.Run());
    }

    [Fact]
    public void A_comment_inside_the_document_emits_nothing_again()
    {
        var host = Started();
        host.Replace("File0.cs", Samples.Shop[0].Replace("public Address?", "// where\n    public Address?", StringComparison.Ordinal));

        AssertNothingNew(host.Run());
    }

    [Fact]
    public void A_new_member_emits_its_document_and_no_other_file()
    {
        var host = Started();
        host.Replace("File0.cs", Samples.Shop[0].Replace("public Level Level", "public int More { get; init; }\n    public Level Level", StringComparison.Ordinal));

        var result = host.Run();
        Assert.Equal(1, New(result, StepNames.Documents));
        Assert.Equal(1, New(result, StepNames.DocumentOutputs));
        Assert.Equal(0, New(result, StepNames.ShapeOutputs));
    }

    [Fact]
    public void An_edit_of_a_shared_plain_type_emits_its_file_once_and_no_other_plain_type()
    {
        var host = Started();
        host.Replace("File2.cs", Samples.Shop[2].Replace("public string City", "public int Zip { get; set; }\n    public string City", StringComparison.Ordinal));

        var result = host.Run();
        Assert.Equal(1, New(result, StepNames.ShapeOutputs));
    }

    [Fact]
    public void A_changed_keyword_of_a_plain_type_changes_only_what_depends_on_it()
    {
        var host = Started();
        host.Replace("File1.cs", Samples.Shop[1].Replace("public record Line", "public sealed record Line", StringComparison.Ordinal));

        AssertNothingNew(host.Run());
    }

    private static GeneratorHost Started()
    {
        var host = new GeneratorHost(sources: Samples.Shop);
        var first = host.Run();
        Assert.Equal(2, New(first, StepNames.DocumentOutputs));
        return host;
    }

    private static void AssertNothingNew(GeneratorRunResult result)
    {
        foreach (var (name, steps) in result.TrackedOutputSteps)
            Assert.All(steps.SelectMany(static s => s.Outputs), o => Assert.True(NothingNew.Contains(o.Reason), $"{name}: {o.Reason}"));
        foreach (var name in new[] { StepNames.Environment, StepNames.Documents, StepNames.CollidingHints, StepNames.DocumentOutputs, StepNames.Shapes, StepNames.ShapeOutputs })
            Assert.Equal((name, 0), (name, New(result, name)));
    }

    private static int New(GeneratorRunResult result, string step) =>
        result.TrackedSteps[step].SelectMany(static s => s.Outputs).Count(static o => !NothingNew.Contains(o.Reason));
}
