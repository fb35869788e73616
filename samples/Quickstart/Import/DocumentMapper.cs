using System.Text.Json;
using Quickstart.Documents;
using Settee;
using Settee.Documents;

namespace Quickstart.Import;

/// <summary>A document that could not be taken over, and why.</summary>
internal readonly record struct Rejection(string Key, string Reason);

/// <summary>Sorts untyped documents into types by their member <c>type</c>.</summary>
internal sealed class DocumentMapper
{
    public List<Beer> Beers { get; } = [];

    public List<Brewery> Breweries { get; } = [];

    public List<Rejection> Rejections { get; } = [];

    public static DocumentMapper Map(IEnumerable<SampleDocument> documents)
    {
        var mapper = new DocumentMapper();
        foreach (var document in documents)
        {
            try
            {
                mapper.Add(document);
            }
            catch (Exception e) when (e is JsonException or CouchbaseException)
            {
                mapper.Rejections.Add(new Rejection(document.Key, e.Message));
            }
        }

        return mapper;
    }

    private void Add(SampleDocument document)
    {
        using var json = JsonDocument.Parse(document.Json);
        var type = json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("type", out var member)
            ? member.ToString()
            : null;
        switch (type)
        {
            case "beer":
                Beers.Add(Convert<Beer>(document, json.RootElement));
                break;
            case "brewery":
                Breweries.Add(Convert<Brewery>(document, json.RootElement));
                break;
            default:
                Rejections.Add(new Rejection(document.Key, type is null ? "it has no member 'type'" : $"its type '{type}' is neither 'beer' nor 'brewery'"));
                break;
        }
    }

    private static T Convert<T>(SampleDocument document, JsonElement original)
        where T : IDocument<T>
    {
        var key = new DocumentKey<T>(document.Key);
        var value = DocumentJson.Deserialize(document.Json, new DocumentMetadata<T>(key, Cas.None, null));

        // A member that the type does not have would be lost without a word.
        using var again = JsonDocument.Parse(DocumentJson.Serialize(value));
        return JsonElement.DeepEquals(original, again.RootElement)
            ? value
            : throw new JsonException($"it does not fit {typeof(T).Name} without loss: {FirstDifference(original, again.RootElement)}");
    }

    private static string FirstDifference(JsonElement original, JsonElement again)
    {
        foreach (var member in original.EnumerateObject())
        {
            if (!again.TryGetProperty(member.Name, out var kept))
                return $"the type has no member '{member.Name}'";

            if (!JsonElement.DeepEquals(member.Value, kept))
                return $"the value of '{member.Name}' changes";
        }

        return "the type adds members";
    }
}
