using System.Text;
using Settee.Connecting;

namespace Runtime.Tests.Connecting;

public sealed class DocumentSplitterTests
{
    private const string Stream = """{"rev":1}""" + "\n\n\n\n" + """{"rev":2,"text":"a\\nb"}""" + "\n\n\n\n\n\n\n\n" + """{"rev":3}""" + "\n\n\n\n" + """{"rev":""";

    [Fact]
    public void Where_the_pieces_begin_and_end_means_nothing()
    {
        var bytes = Encoding.UTF8.GetBytes(Stream);
        for (var first = 0; first <= bytes.Length; first++)
        {
            for (var second = first; second <= bytes.Length; second++)
                Assert.Equal(["""{"rev":1}""", """{"rev":2,"text":"a\\nb"}""", """{"rev":3}"""], Split(bytes[..first], bytes[first..second], bytes[second..]));
        }
    }

    [Fact]
    public void A_stream_without_an_end_of_the_document_is_given_up()
    {
        var splitter = new DocumentSplitter();
        var error = Assert.Throws<InvalidDataException>(() =>
        {
            for (var i = 0; i < 40; i++)
                splitter.Append(new byte[1024 * 1024]);
        });
        Assert.Contains("without an end of the document", error.Message);
    }

    private static List<string> Split(params byte[][] pieces)
    {
        var splitter = new DocumentSplitter();
        List<string> documents = [];
        foreach (var piece in pieces)
        {
            splitter.Append(piece);
            while (splitter.TryTake(out var document))
                documents.Add(Encoding.UTF8.GetString(document));
        }

        return documents;
    }
}
