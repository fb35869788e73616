using System.Text.Json;
using Settee.Documents;
using Settee.Wire;

namespace Settee;

/// <summary>What the elements of a stored list, map, set or queue are: a type together with its JSON, for example <see cref="Text"/>.</summary>
public static class Element
{
    /// <summary>Texts.</summary>
    public static PrimitiveElement<string> Text { get; } = new CodecElement<string, StringCodec>();

    /// <summary>Integers of 32 bits.</summary>
    public static PrimitiveElement<int> Int32 { get; } = new CodecElement<int, Int32Codec>();

    /// <summary>Integers of 64 bits.</summary>
    public static PrimitiveElement<long> Int64 { get; } = new CodecElement<long, Int64Codec>();

    /// <summary>Floating-point numbers; NaN and the infinities are no JSON.</summary>
    public static PrimitiveElement<double> Double { get; } = new CodecElement<double, DoubleCodec>();

    /// <summary>Decimal numbers.</summary>
    public static PrimitiveElement<decimal> Decimal { get; } = new CodecElement<decimal, DecimalCodec>();

    /// <summary>True and false.</summary>
    public static PrimitiveElement<bool> Boolean { get; } = new CodecElement<bool, BooleanCodec>();

    /// <summary>Guids, as texts.</summary>
    public static PrimitiveElement<Guid> Guid { get; } = new CodecElement<Guid, GuidCodec>();

    /// <summary>Any JSON.</summary>
    public static Element<JsonElement> Json { get; } = new CodecElement<JsonElement, JsonElementCodec>();

    /// <summary>Documents of a generated type. As elements they have no key, CAS or expiry, so <see cref="MetaAttribute"/> members stay empty.</summary>
    /// <typeparam name="T">The document type.</typeparam>
    public static Element<T> Document<T>()
        where T : IDocument<T> => DocumentElement<T>.Instance;

    /// <summary>Values of any type that has a codec.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <typeparam name="TCodec">Its codec.</typeparam>
    public static Element<T> Codec<T, TCodec>()
        where TCodec : struct, IJsonCodec<T> => new CodecElement<T, TCodec>();

    private sealed class CodecElement<T, TCodec> : PrimitiveElement<T>
        where TCodec : struct, IJsonCodec<T>
    {
        internal override void Write(ref JsonWriter writer, T value) => TCodec.Write(ref writer, value);

        internal override T Read(ref JsonReader reader) => reader.ReadWhole<T, TCodec>();
    }

    private sealed class DocumentElement<T> : Element<T>
        where T : IDocument<T>
    {
        public static readonly DocumentElement<T> Instance = new();

        internal override void Write(ref JsonWriter writer, T value) => T.Write(ref writer, value);

        internal override T Read(ref JsonReader reader) => T.Read(ref reader, default);
    }
}

/// <summary>A type of elements with its JSON; see <see cref="Element"/>.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public abstract class Element<T>
{
    private protected Element()
    {
    }

    internal abstract void Write(ref JsonWriter writer, T value);

    /// <param name="reader">Before the first token of a JSON text that is one value.</param>
    internal abstract T Read(ref JsonReader reader);

    /// <exception cref="EncodingFailureException">The value has no JSON.</exception>
    internal JsonFragment Encode(IEnumerable<T> values, Func<OperationContext> context)
    {
        var json = new FrameBuffer();
        try
        {
            foreach (var value in values)
            {
                if (json.Length > 0)
                    json.Write(","u8);

                var writer = new JsonWriter(json);
                Write(ref writer, value);
                writer.Flush();
            }
        }
        catch (Exception e) when (e is not CouchbaseException)
        {
            throw new EncodingFailureException($"an element of the type {typeof(T).Name} cannot be written as JSON: {e.Message}", context(), e);
        }

        return json.Written.ToArray();
    }

    /// <exception cref="DecodingFailureException">The JSON is no such value.</exception>
    internal T Decode(ReadOnlySpan<byte> json, Func<OperationContext> context)
    {
        try
        {
            var reader = new JsonReader(json);
            return Read(ref reader);
        }
        catch (JsonException e)
        {
            throw new DecodingFailureException($"an element cannot be read as {typeof(T).Name}: {context().Redaction.User(e.Message)}", context(), e);
        }
    }
}

/// <summary>A type whose JSON is a text, a number, true or false: only such values can be the elements of a set.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public abstract class PrimitiveElement<T> : Element<T>
{
    private protected PrimitiveElement()
    {
    }
}
