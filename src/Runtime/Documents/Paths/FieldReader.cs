using System.Buffers.Text;
using System.ComponentModel;
using Settee.Wire;

namespace Settee.Documents;

/// <summary>What is asked at a path, and how the answer is read. Made by generated code.</summary>
/// <typeparam name="TValue">The type of what is read.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class FieldReader<TValue>
{
    private protected FieldReader(Opcode opcode, bool isOptional)
    {
        Opcode = opcode;
        IsOptional = isOptional;
    }

    internal Opcode Opcode { get; }

    /// <summary>Whether <see cref="Missing"/> is read when there is nothing at the path.</summary>
    internal bool IsOptional { get; }

    internal virtual TValue Missing => default!;

    /// <summary>Reads what stands at the path, by the conventions of the document.</summary>
    /// <exception cref="System.Text.Json.JsonException">It does not fit the type.</exception>
    internal abstract TValue Read(ReadOnlySpan<byte> answer, JsonSettings settings);
}

/// <summary>Reads the value at a path with its codec.</summary>
/// <typeparam name="TValue">The type of the value.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FieldReader<TValue, TCodec> : FieldReader<TValue>
    where TCodec : struct, IJsonCodec<TValue>
{
    private FieldReader(bool isOptional)
        : base(Opcode.SubdocGet, isOptional)
    {
    }

    /// <summary>For values that must be there.</summary>
    public static FieldReader<TValue> Required { get; } = new FieldReader<TValue, TCodec>(isOptional: false);

    /// <summary>For values that may be missing, which is read as null.</summary>
    public static FieldReader<TValue> Optional { get; } = new FieldReader<TValue, TCodec>(isOptional: true);

    internal override TValue Read(ReadOnlySpan<byte> answer, JsonSettings settings)
    {
        var reader = new JsonReader(answer);
        reader.Use(settings);
        return reader.ReadWhole<TValue, TCodec>();
    }
}

/// <summary>Asks whether there is something.</summary>
internal sealed class PresenceReader : FieldReader<bool>
{
    public static readonly PresenceReader Instance = new();

    private PresenceReader()
        : base(Opcode.SubdocExists, isOptional: true)
    {
    }

    internal override bool Read(ReadOnlySpan<byte> answer, JsonSettings settings) => true;
}

/// <summary>Asks how many elements or members something has.</summary>
internal sealed class CountReader : FieldReader<int>
{
    public static readonly CountReader Required = new(isOptional: false);
    public static readonly CountReader Optional = new(isOptional: true);

    private CountReader(bool isOptional)
        : base(Opcode.SubdocGetCount, isOptional)
    {
    }

    internal override int Read(ReadOnlySpan<byte> answer, JsonSettings settings) => Utf8Parser.TryParse(answer, out int count, out var consumed) && consumed == answer.Length
        ? count
        : throw new System.Text.Json.JsonException("The answer is no count.");
}

/// <summary>Reads something else where there is nothing.</summary>
internal sealed class FallbackReader<TValue>(FieldReader<TValue> inner, TValue fallback) : FieldReader<TValue>(inner.Opcode, isOptional: true)
{
    internal override TValue Missing => fallback;

    internal override TValue Read(ReadOnlySpan<byte> answer, JsonSettings settings) => inner.Read(answer, settings) ?? fallback;
}

/// <summary>Reads something else where there is nothing, so that null is never read.</summary>
internal sealed class NullFallbackReader<TValue>(FieldReader<TValue?> inner, TValue fallback) : FieldReader<TValue>(inner.Opcode, isOptional: true)
    where TValue : struct
{
    internal override TValue Missing => fallback;

    internal override TValue Read(ReadOnlySpan<byte> answer, JsonSettings settings) => inner.Read(answer, settings) ?? fallback;
}
