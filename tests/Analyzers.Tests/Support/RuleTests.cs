namespace Settee.Analyzers.Tests.Support;

/// <summary>What holds for every rule: it can be suppressed where it stands, and generator and analyzer agree on it.</summary>
public abstract class RuleTests
{
    /// <summary>Whether the rule is an error, which is to say: whether nothing that works is emitted.</summary>
    protected virtual bool IsError => true;

    /// <summary>Sources with the diagnostics of the rule marked.</summary>
    protected abstract string[] Positive { get; }

    /// <summary>Sources that look alike and must stay silent.</summary>
    protected abstract string[] Negative { get; }

    [Fact]
    public async Task Is_reported_where_it_belongs()
    {
        foreach (var source in Positive)
            await Verify.DiagnosticsAsync(source);
    }

    [Fact]
    public async Task Is_silent_where_it_does_not_apply()
    {
        foreach (var source in Negative)
            await Verify.DiagnosticsAsync(source);
    }

    [Fact]
    public async Task Can_be_suppressed_by_pragma()
    {
        foreach (var source in Positive)
        {
            var markup = Markup.Parse(source);
            var ids = string.Join(", ", markup.Expected.Select(static e => e.Id).Distinct());
            await Verify.DiagnosticsAsync($"#pragma warning disable {ids}\n{markup.Source}");
        }
    }

    [Fact]
    public async Task Generator_and_analyzer_agree()
    {
        foreach (var source in Positive)
            Assert.Equal((!IsError, IsError), await Verify.ParityAsync(Markup.Parse(source).Source));
        foreach (var source in Negative)
            Assert.Equal((true, false), await Verify.ParityAsync(Markup.Parse(source).Source));
    }
}
