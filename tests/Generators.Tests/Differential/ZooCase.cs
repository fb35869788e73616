using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Settee.Documents;

namespace Settee.Generators.Tests.Differential;

/// <summary>One document type with values and texts, compared between its generated codec and System.Text.Json by reflection.</summary>
public abstract class ZooCase
{
    public abstract void Compare_writes();

    public abstract void Compare_reads();

    public abstract void Compare_reads_by_path();

    public abstract void Compare_reads_of_mutations();

    public abstract void Compare_reads_of_truncations();

    public abstract void Compare_reads_of_damage(int count);

    public override string ToString() => GetType().GetGenericArguments()[0].Name;
}

internal sealed class ZooCase<T>(T[] values, string[] texts, JsonSerializerOptions options) : ZooCase
    where T : IDocument<T>
{
    // Bytes that mean something in JSON; any other byte is tried now and then.
    private static readonly byte[] Telling = [.. "{}[]\":,\\u0123456789.eE+-tfn /\t\n\r\u0000"u8];

    /// <summary>
    /// Whether errors name the same place. Not for collections that are filled: System.Text.Json counts what they had before.
    /// </summary>
    public bool ComparesPaths { get; init; } = true;

    public override void Compare_writes()
    {
        Assert.NotEmpty(values);
        foreach (var value in values)
        {
            var expected = Outcome(() => Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(value, options)), static s => s);
            var actual = Outcome(() => Encoding.UTF8.GetString(DocumentJson.Serialize(value)), static s => s);
            Assert.Equal(expected with { Path = null }, actual with { Path = null });
        }
    }

    public override void Compare_reads()
    {
        foreach (var json in Sources().Concat(texts.Select(Encoding.UTF8.GetBytes)))
            CompareRead(json);
    }

    public override void Compare_reads_by_path()
    {
        foreach (var json in Sources())
        {
            if (Outcome(() => DocumentJson.Deserialize<T>(json), static _ => "") is { Error: null })
                PathReading.Compare(json, DocumentJson.Deserialize<T>(json));
        }
    }

    public override void Compare_reads_of_mutations()
    {
        // Every member of a long document is mutated as well, but not in all of several long ones.
        foreach (var source in Sources().Where(static (s, i) => i == 0 || s.Length < 1000))
        {
            foreach (var json in Mutations.Of(Encoding.UTF8.GetString(source)))
                CompareRead(Encoding.UTF8.GetBytes(json));
        }
    }

    public override void Compare_reads_of_truncations()
    {
        foreach (var source in Sources())
        {
            foreach (var json in Mutations.Truncations(source))
                CompareRead(json, comparePath: false);
        }
    }

    public override void Compare_reads_of_damage(int count)
    {
        var random = new Random(17);
        var sources = Sources().Concat(texts.Select(Encoding.UTF8.GetBytes)).Where(static source => source.Length > 0).ToArray();
        for (var i = 0; i < count; i++)
        {
            var json = (byte[])sources[random.Next(sources.Length)].Clone();
            for (var n = random.Next(3); n >= 0; n--)
                json[random.Next(json.Length)] = random.Next(4) == 0 ? (byte)random.Next(256) : Telling[random.Next(Telling.Length)];

            CompareRead(json, comparePath: false, isDamaged: true);
        }
    }

    private IEnumerable<byte[]> Sources()
    {
        foreach (var value in values)
        {
            byte[]? json = null;
            try
            {
                json = JsonSerializer.SerializeToUtf8Bytes(value, options);
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException or NotSupportedException or JsonException)
            {
                // Values that nobody can write have no text to read.
            }

            if (json is not null)
                yield return json;
        }
    }

    // Where a text that ends too early was left off, reflection tells in three ways, depending on the kind of converter; the path of the
    // generated code is that of the last token.
    private void CompareRead(byte[] json, bool comparePath = true, bool isDamaged = false)
    {
        var expected = Outcome(() => JsonSerializer.Deserialize<T>(json, options), static v => ObjectDump.Of(v));
        var actual = Outcome(() => DocumentJson.Deserialize<T>(json), static v => ObjectDump.Of(v));
        if (!comparePath || !ComparesPaths)
            (expected, actual) = (expected with { Path = null }, actual with { Path = null });
        if (expected != actual && !(isDamaged && MayDiffer(json, expected, actual)))
            Assert.Fail($"{typeof(T).Name} from {Encoding.UTF8.GetString(json)}\nreflection: {expected}\ngenerated:  {actual}");
    }

    // Of several faults the two may meet another one first. Reflection lets text that is no UTF-8 pass where it does not look at it; the
    // generated code refuses it there, too.
    private static bool MayDiffer(byte[] json, Result expected, Result actual) =>
        actual.Error is not null && (expected.Error is not null || (actual.Error == nameof(JsonException) && !Utf8.IsValid(json)));

    private static Result Outcome<TValue>(Func<TValue> run, Func<TValue, string> print)
    {
        try
        {
            return new Result(print(run()), null, null);
        }
        catch (JsonException e)
        {
            // The reader's own exception type is internal; it is one of these.
            return new Result(null, nameof(JsonException), e.Path);
        }
        catch (Exception e)
        {
            return new Result(null, e.GetType().Name, null);
        }
    }

    private sealed record Result(string? Value, string? Error, string? Path);
}
