using System.Text;
using System.Text.Json;
using Settee.Documents;
using Settee.Generators.Tests.Support;
using Settee.TestTypes;
using Settee.Wire;

namespace Settee.Generators.Tests;

/// <summary>What is read or changed by path has the form that it has in the whole document, whatever its conventions.</summary>
public sealed class PathConventionTests
{
    private const string Seen = "none KEY_NAME";

    [Fact]
    public void Converters_see_the_options_of_the_document()
    {
        Assert.Equal(Seen, DocumentJson.Deserialize<ByPath>("""{"Teller":"?"}"""u8).Teller.Policy);
        Assert.Equal(Seen, Read(ByPath.Fields.Teller, "\"?\"").Policy);
        Assert.Equal(Seen, Read(ByPath.Fields.Tellers[0], "\"?\"")!.Value.Policy);
        Assert.Equal(Seen, Read(ByPath.Fields.Tellers[0].Or(default), "\"?\"").Policy);
        Assert.Equal(Seen, Read(ByPath.Fields.Tellers.OrDefault(), "[\"?\"]")![0].Policy);
        Assert.Equal(
            [$"SubdocDictUpsert CreateParents Teller \"{Seen}\"", $"SubdocArrayPushLast CreateParents Tellers \"{Seen}\""],
            Specs(static p =>
            {
                p.Teller.Set(default);
                p.Tellers.Append(default);
            }));
    }

    [Fact]
    public void Keys_become_the_names_that_they_have_in_the_document()
    {
        Assert.Equal($"Told.{Seen}", ByPath.Fields.Told[default].ToString());
        Assert.Equal($"Told.{Seen}", ByPath.Kept.ToString());
        Assert.Equal("Map.SOME_KEY", ByPath.Fields.Map["someKey"].ToString());
        Assert.Equal(
            [$"SubdocDictUpsert CreateParents Told.{Seen} 1", "SubdocDictUpsert CreateParents Part.Map.SOME_KEY 2"],
            Specs(static p =>
            {
                p.Told[default].Set(1);
                p.Part.Map["someKey"].Set(2);
            }));
    }

    [Fact]
    public void Texts_are_escaped_as_in_the_document()
    {
        var whole = Encoding.UTF8.GetString(DocumentJson.Serialize(new ByPath { Text = "<é>" }));
        const string Escaped = """
            "\u003C\u00E9\u003E"
            """;
        Assert.Contains($"\"Text\":{Escaped}", whole, StringComparison.Ordinal);
        Assert.Equal([$"SubdocDictUpsert CreateParents Text {Escaped}"], Specs(static p => p.Text.Set("<é>")));
        Assert.Equal("<é>", Read(ByPath.Fields.Text, Escaped));
    }

    [Fact]
    public void Names_that_the_document_escapes_have_no_path()
    {
        Assert.Contains("gr\\u00F6\\u00DFe", Encoding.UTF8.GetString(DocumentJson.Serialize(new ByPath())), StringComparison.Ordinal);
        Assert.Throws<InvalidArgumentException>(() => ByPath.Fields.Map["é"]);
        foreach (var field in new Field<ByPath>[] { ByPath.Fields.Size, ByPath.Fields.Less, ByPath.Fields.Part.Size })
            Assert.Contains("No path leads to the name", field.ToString(), StringComparison.Ordinal);
        Assert.Throws<InvalidArgumentException>(() => Specs(static p => p.Size.Set(1)));
        Assert.Throws<InvalidArgumentException>(() => Specs(static p => p.Less.Set(1)));
        Assert.Throws<InvalidArgumentException>(() => Specs(static p => p.Part.Size.Set(1)));
        Assert.Throws<InvalidArgumentException>(() => Specs(static p => p.Map["é"].Set("")));
        Assert.Equal("a-b", ByPath.Fields.Dash.ToString());
    }

    [Fact]
    public void Numbers_of_a_member_stand_in_quotes_as_in_the_document()
    {
        Assert.Equal(5, Read(ByPath.Fields.Quoted, "\"5\""));
        Assert.Equal(6, Read(ByPath.Fields.AllQuoted[0], "\"6\""));
        Assert.Equal(
            ["SubdocDictUpsert CreateParents Quoted \"5\"", "SubdocArrayPushLast CreateParents AllQuoted \"6\""],
            Specs(static p =>
            {
                p.Quoted.Set(5);
                p.AllQuoted.Append(6);
            }));
    }

    [Fact]
    public void What_is_allowed_in_the_document_is_allowed_in_a_part()
    {
        Assert.Equal([1, 2], Read(ByPath.Fields.AllQuoted, "[1,2,]"));
    }

    // As a lookup does.
    private static TValue Read<TDocument, TValue>(Field<TDocument, TValue> field, string json)
        where TDocument : IDocument<TDocument> =>
        FieldAnswers.Read(field, Status.Success, Encoding.UTF8.GetBytes(json), null!);

    private static string[] Specs(Action<ByPathPatch> change)
    {
        var builder = new PatchBuilder();
        change(Over<ByPathPatch>(builder));
        return PatchSpecs.Of(builder);
    }

    private static T Over<T>(PatchBuilder builder)
        where T : struct, IDocumentPatch<T>, allows ref struct => T.Over(builder);
}
