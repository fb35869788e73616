using Settee.Generators.Model;
using Settee.Generators.Sources;
using Settee.Generators.Tests.Support;

namespace Settee.Generators.Tests.Pipeline;

/// <summary>After which edits which documents are parsed again: those that were not are the same objects as before.</summary>
public sealed class ReparseTests
{
    [Theory]
    [InlineData("the body of a method elsewhere", 12, "_seen.Add(what);", "")]
    [InlineData("a member of a type that no document reaches", 12, "public string Name", "public int Age; public string Name")]
    [InlineData("the name of a type that no document reaches", 12, "class Clerk", "class Manager")]
    [InlineData("a comment in a base type", 3, "public int Id", "/* first */ public int Id")]
    [InlineData("a body in a base type", 3, "return \"t\";", "return \"tracked\";")]
    [InlineData("a body of a converter", 9, "value.Ticks", "value.Ticks / 2")]
    [InlineData("a body with a mistake", 3, "return \"t\";", "return (\"t\" \"t\";")]
    [InlineData("a body of an overridden member", 4, "\"order\"", "\"an order\"")]
    public void Nothing_is_parsed_again_after_an_edit_of(string what, int file, string old, string text) =>
        Assert.Equal((what, ""), (what, ParsedAgain(file, old, text)));

    [Theory]
    [InlineData("a member of a base type", 3, "public int Id", "public int Second { get; set; } public int Id", "Shop.Order")]
    [InlineData("the default of a constant in an attribute", 7, "\"x_\"", "\"y_\"", "Shop.Customer Shop.Order")]
    [InlineData("a constant of another constant's type", 7, "\"customer::", "\"c::", "Shop.Customer Shop.Order")]
    [InlineData("another part of the document", 4, "string? Remark", "string Remark", "Shop.Order")]
    [InlineData("a derived type", 8, "double Radius", "float Radius", "Shop.Order")]
    [InlineData("a nullable directive in front of a member", 5, "public string? City", "#nullable disable\npublic string City", "Shop.Customer Shop.Depot.Rooms.Room Shop.Order")]
    [InlineData("a nullable directive in a body in front of a member", 5, "{ return 0; }", "{\n#nullable disable\nreturn 0; }", "Shop.Customer Shop.Depot.Rooms.Room Shop.Order")]
    [InlineData("a stray bracket that parts an attribute from its type", 8, "\"circle\")]", "\"circle\")] ]", "Shop.Order")]
    [InlineData("a constant that has no value with too many texts", 7, "\"x_\"", "\"x_\" \"x_\"", "Shop.Customer Shop.Order")]
    [InlineData("a converter's constructor", 9, "public override DateTime Read", "private StampConverter() { } public override DateTime Read", "Shop.Order")]
    [InlineData("an alias", 11, "using Alias = Shop.Parts.Address", "using Alias = Shop.Parts.Country", "Shop.Depot.Rooms.Room")]
    [InlineData("a global alias", 0, "Money = Shop.Parts.Amount", "Money = Shop.Parts.Ratio", All)]
    [InlineData("an attribute of the assembly", 0, "PropertyNameCaseInsensitive = true", "PropertyNameCaseInsensitive = false", All)]
    [InlineData("the namespaces there are", 12, "namespace Shop.Depot", "namespace Shop.Store", All)]
    [InlineData("a type that takes over a name", 12, "class Clerk", "class Level", All)]
    public void Documents_are_parsed_again_after_an_edit_of(string what, int file, string old, string text, string documents) =>
        Assert.Equal((what, documents), (what, ParsedAgain(file, old, text)));

    [Fact]
    public void A_new_file_with_nothing_a_document_names_has_no_effect()
    {
        var host = new GeneratorHost(sources: EditCorpus.Files);
        var before = ModelsOf(host);
        host.Add("New.cs", "namespace Shop; class Other { int X => 1; }");
        Assert.Equal("", Changed(before, ModelsOf(host)));
    }

    [Fact]
    public void Another_path_has_an_effect_on_a_document_with_the_attribute_on_two_parts()
    {
        var host = new GeneratorHost(sources: EditCorpus.Files);
        host.Add("Late.cs", "namespace Shop; [Document(\"sales.order\", Key = \"again::{Id}\")] public partial class Order { }");
        Assert.Equal("order::{Id}", ModelsOf(host)["Shop.Order"].Key.Template);

        host.Rename("Late.cs", "Early.cs");
        Assert.Equal("again::{Id}", ModelsOf(host)["Shop.Order"].Key.Template);
    }

    [Fact]
    public void Another_reference_or_option_has_an_effect_on_all()
    {
        var host = new GeneratorHost(sources: EditCorpus.Files);
        var before = ModelsOf(host);
        host.Compilation = host.Compilation.WithReferences(host.Compilation.References.SkipLast(1));
        var after = ModelsOf(host);
        Assert.Equal(All, Changed(before, after));

        host.Compilation = host.Compilation.WithOptions(host.Compilation.Options.WithNullableContextOptions(Microsoft.CodeAnalysis.NullableContextOptions.Disable));
        Assert.Equal(All, Changed(after, ModelsOf(host)));
    }

    [Fact]
    public void A_new_driver_starts_where_another_has_ended()
    {
        // As when an editor begins anew with files it has open: what is known of a file is known for as long as there is the file.
        var host = new GeneratorHost(sources: EditCorpus.Files);
        var before = ModelsOf(host);
        var other = new GeneratorHost(sources: []) { Compilation = host.Compilation };
        Assert.Equal("", Changed(before, ModelsOf(other)));
    }

    private const string All = "Shop.Customer Shop.Depot.Rooms.Room Shop.Order";

    private static string ParsedAgain(int file, string old, string text)
    {
        Assert.Contains(old, EditCorpus.Files[file], StringComparison.Ordinal);
        var host = new GeneratorHost(sources: EditCorpus.Files);
        var before = ModelsOf(host);
        host.Replace($"File{file}.cs", EditCorpus.Files[file].Replace(old, text, StringComparison.Ordinal));
        return Changed(before, ModelsOf(host));
    }

    private static string Changed(Dictionary<string, DocumentModel> before, Dictionary<string, DocumentModel> after) =>
        string.Join(' ', after.Where(now => !ReferenceEquals(now.Value, before.GetValueOrDefault(now.Key))).Select(static now => now.Key).Order(StringComparer.Ordinal));

    private static Dictionary<string, DocumentModel> ModelsOf(GeneratorHost host) =>
        SourceSet.Documents(host.Compilation, TestContext.Current.CancellationToken).ToDictionary(static model => model.Declaration.HintName);
}
