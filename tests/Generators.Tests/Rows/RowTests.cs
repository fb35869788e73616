using System.Reflection;
using Settee.Generators.Tests.Differential;

namespace Settee.Generators.Tests.Rows;

/// <summary>Every rule is tested, and by something that exists.</summary>
public sealed class RowTests
{
    public static TheoryData<string> Ids =>
        [.. RowTable.Letters.SelectMany(static letter => Enumerable.Range(1, letter.Count).Select(n => $"{letter.Letter}{n}"))];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_rule_is_covered(string id)
    {
        var row = Assert.Single(RowTable.All, r => r.Id == id);
        Assert.NotEmpty(row.Covered);
        foreach (var cover in row.Covered)
            Assert.True(Exists(cover, id), $"{id} names {cover}, which is no test.");
    }

    [Fact]
    public void No_rule_is_invented()
    {
        var known = Ids.Select(static i => i.Data).ToHashSet();
        Assert.All(RowTable.All, row => Assert.Contains(row.Id, known));
        Assert.All(Refusals.Cases.Keys, rule => Assert.Contains("refused", RowTable.All.Single(r => r.Id == rule).Covered));
    }

    [Fact]
    public void Every_document_of_the_zoo_is_there_for_a_rule_or_for_the_guide()
    {
        var used = RowTable.All.SelectMany(static r => r.Covered).OfType<Type>().Select(static t => t.Name).ToHashSet();
        string[] forThemselves = ["Inner", "InternalDocument", "RequiredAndPositional", "PrivateParts", "Route", "NodesForObjects"];
        Assert.Empty(Zoo.Cases.Select(static c => c.ToString()).Except([.. used, .. forThemselves]));
    }

    private static bool Exists(object cover, string id) => cover switch
    {
        Type type => Zoo.Cases.Any(c => c.ToString() == type.Name),
        "refused" => Refusals.Cases.ContainsKey(id),
        string test when test.Split('.') is [var name, var method] =>
            typeof(RowTests).Assembly.GetTypes().Single(t => t.Name == name).GetMethod(method)!.GetCustomAttributes().Any(static a => a is FactAttribute),
        _ => false,
    };
}
