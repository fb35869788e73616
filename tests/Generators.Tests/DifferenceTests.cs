using System.Text.Json;
using Settee.Documents;
using Settee.TestTypes.Zoo;

namespace Settee.Generators.Tests;

/// <summary>Where generated codecs differ from System.Text.Json on purpose; docs/json.md says why.</summary>
public sealed class DifferenceTests
{
    [Fact]
    public void Objects_of_own_types_are_refused_where_no_type_is_declared()
    {
        // Reflection would find their members; generated code has nobody to ask.
        Assert.Throws<NotSupportedException>(() => DocumentJson.Serialize(new Untyped { Any = new Circle() }));
        Assert.Throws<NotSupportedException>(() => DocumentJson.Serialize(new Untyped { Anything = [new PointStruct()] }));
    }

    [Fact]
    public void Names_that_come_twice_in_nodes_are_errors_of_the_json()
    {
        // System.Text.Json 10.0 fails with an ArgumentException, which says nothing of the place.
        var error = Assert.Throws<JsonException>(() => DocumentJson.Deserialize<UniqueNodes>("""{"node":{"a":1,"a":2}}"""u8));
        Assert.Equal("$.node", error.Path);
    }

    [Fact]
    public void Elements_of_filled_collections_are_counted_from_zero()
    {
        // System.Text.Json counts those that were there before.
        var error = Assert.Throws<JsonException>(() => DocumentJson.Deserialize<PopulatedByAttribute>("""{"list":[1,"x"]}"""u8));
        Assert.Equal("$.list[1]", error.Path);
    }

    [Fact]
    public void Private_constructors_of_documents_are_used()
    {
        // System.Text.Json refuses them unless they are marked; generated code stands inside of the type.
        Assert.Equal(5, DocumentJson.Deserialize<PrivatelyMade>("""{"id":5}"""u8).Id);
    }
}
