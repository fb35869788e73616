using Settee.Generators.Tests.Support;

namespace Settee.Generators.Tests.Pipeline;

/// <summary>
/// The emitted text, committed and compared. After a wanted change, run the tests once with SETTEE_UPDATE_SNAPSHOTS=1 and review the
/// difference.
/// </summary>
public sealed class SnapshotTests
{
    [Fact]
    public void The_shop_is_emitted_as_committed()
    {
        var folder = Path.Combine(Repository.Root, "tests", "Generators.Tests", "Snapshots");
        var emitted = new GeneratorHost(sources: Samples.Shop).Run().GeneratedSources
            .ToDictionary(static s => s.HintName + ".txt", static s => s.SourceText.ToString());

        if (Environment.GetEnvironmentVariable("SETTEE_UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(folder);
            foreach (var old in Directory.EnumerateFiles(folder))
                File.Delete(old);
            foreach (var (name, text) in emitted)
                File.WriteAllText(Path.Combine(folder, name), text);
        }

        Assert.Equal(emitted.Keys.Order(), Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order()!);
        foreach (var (name, text) in emitted)
            Assert.Equal(File.ReadAllText(Path.Combine(folder, name)), text);
    }
}
