using Settee;
using Settee.Documents;

namespace Runtime.Tests.Support;

/// <summary>A document with a hand-written implementation of what the generator writes: these tests do not depend on it.</summary>
internal sealed class Order : IDocument<Order>
{
    public int Id { get; set; }

    public string Text { get; set; } = "";

    public static DocumentSchema Schema { get; } = new(Keyspace.Default, "order::{Id}", null);

    public static DocumentKey<Order> KeyFor(int id)
    {
        var key = new KeyWriter(stackalloc byte[KeyWriter.MaxLength]);
        key.AppendLiteral("order::"u8);
        key.Append(id);
        return key.ToKey<Order>();
    }

    public static DocumentKey<Order> KeyOf(Order document) => KeyFor(document.Id);

    public static DocumentMetadata<Order> MetadataOf(Order document) => default;

    public static void Write(ref JsonWriter writer, Order document)
    {
        writer.WriteStartObject();
        writer.WriteName("\"id\":"u8);
        writer.WriteNumber(document.Id);
        writer.WriteName("\"text\":"u8);
        writer.WriteString(document.Text);
        writer.WriteEndObject();
    }

    public static Order Read(ref JsonReader reader, in DocumentMetadata<Order> metadata)
    {
        var order = new Order();
        reader.Read();
        reader.ExpectObject<Order>();
        while (reader.NextName())
        {
            if (reader.NameIs("id"u8))
            {
                reader.Read();
                order.Id = reader.GetInt32();
            }
            else if (reader.NameIs("text"u8))
            {
                reader.Read();
                order.Text = reader.GetString()!;
            }
            else
            {
                reader.SkipValue();
            }
        }

        reader.ReadEnd();
        return order;
    }
}
