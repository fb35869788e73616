using System.Buffers.Binary;
using System.ComponentModel;
using System.Globalization;
using Settee.Wire;

namespace Settee.Documents;

/// <summary>
/// Collects the changes of one patch, encoded as they are sent. Kept and reused with its owner, so that a patch of the usual size
/// allocates nothing. Filled by the generated patch types.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public sealed partial class PatchBuilder
{
    // Command, flags, length of the path, length of the value.
    private const int SpecHeader = 1 + 1 + 2 + 4;

    private readonly FrameBuffer _specs = new();
    private readonly FrameBuffer _paths = new();
    private JsonSettings _settings = JsonSettings.Default;

    /// <summary>How many changes there are.</summary>
    internal int Count { get; private set; }

    /// <summary>The body of the request: the changes one after the other.</summary>
    /// <exception cref="InvalidArgumentException">There is none.</exception>
    internal ReadOnlySpan<byte> Specs => Count > 0
        ? _specs.Written
        : throw new InvalidArgumentException("The patch changes nothing; the server refuses requests without changes.");

    /// <summary>Forgets the changes and keeps the memory.</summary>
    internal void Reset()
    {
        _specs.Reset();
        _paths.Reset();
        _settings = JsonSettings.Default;
        Count = 0;
    }

    /// <summary>Follows the conventions of a document that has its own.</summary>
    /// <param name="settings">The conventions.</param>
    /// <returns>The same builder.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public PatchBuilder Use(JsonSettings settings)
    {
        _settings = settings;
        return this;
    }

    /// <summary>Sets a value, whether or not it was there; missing parents are made.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <typeparam name="TCodec">Its codec.</typeparam>
    /// <param name="path">Where.</param>
    /// <param name="value">The value.</param>
    public void Set<T, TCodec>(PatchPath path, T value)
        where TCodec : struct, IJsonCodec<T>
    {
        // An element of an array cannot be upserted: when it is there it can be replaced, and otherwise its place is unknown.
        if (path.EndsInIndex)
            Replace<T, TCodec>(path, value);
        else
            Add<T, TCodec>(Opcode.SubdocDictUpsert, SubdocPathFlags.CreateParents, path, value);
    }

    /// <summary>Sets a value that must not be there yet; missing parents are made.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <typeparam name="TCodec">Its codec.</typeparam>
    /// <param name="path">Where.</param>
    /// <param name="value">The value.</param>
    public void Insert<T, TCodec>(PatchPath path, T value)
        where TCodec : struct, IJsonCodec<T>
    {
        if (path.EndsInIndex)
            throw new InvalidArgumentException("An element of a list is inserted with InsertAt on the list.");
        Add<T, TCodec>(Opcode.SubdocDictAdd, SubdocPathFlags.CreateParents, path, value);
    }

    /// <summary>Sets a value that must be there.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <typeparam name="TCodec">Its codec.</typeparam>
    /// <param name="path">Where.</param>
    /// <param name="value">The value.</param>
    public void Replace<T, TCodec>(PatchPath path, T value)
        where TCodec : struct, IJsonCodec<T> =>
        Add<T, TCodec>(Opcode.SubdocReplace, SubdocPathFlags.None, path, value);

    /// <summary>Removes a value that must be there.</summary>
    /// <param name="path">Where.</param>
    public void Remove(PatchPath path)
    {
        BeginSpec(Opcode.SubdocDelete, SubdocPathFlags.None, path);
        Count++;
    }

    internal void Count64(PatchPath path, long delta)
    {
        if (delta == 0)
            throw new InvalidArgumentException("A counter cannot be changed by zero.");

        Add<long, Int64Codec>(Opcode.SubdocCounter, SubdocPathFlags.CreateParents, path, delta);
    }

    internal void AddToList<T, TCodec>(Opcode opcode, PatchPath path, T value)
        where TCodec : struct, IJsonCodec<T> =>
        Add<T, TCodec>(opcode, opcode == Opcode.SubdocArrayInsert ? SubdocPathFlags.None : SubdocPathFlags.CreateParents, path, value);

    private void Add<T, TCodec>(Opcode opcode, SubdocPathFlags flags, PatchPath path, T value)
        where TCodec : struct, IJsonCodec<T>
    {
        var start = _specs.Length;
        var valueStart = BeginSpec(opcode, flags, path);
        try
        {
            var writer = new JsonWriter(_specs);
            writer.Use(_settings);
            TCodec.Write(ref writer, value);
            writer.Flush();
        }
        catch
        {
            // A caller that survives this must not send half a change.
            _specs.Truncate(start);
            throw;
        }

        BinaryPrimitives.WriteInt32BigEndian(_specs.WrittenForUpdate[(start + 4)..], _specs.Length - valueStart);
        Count++;
    }

    private int BeginSpec(Opcode opcode, SubdocPathFlags flags, PatchPath path)
    {
        if (Count == ProtocolLimits.MaxSubdocPaths)
            throw new InvalidArgumentException($"A patch has at most {ProtocolLimits.MaxSubdocPaths} changes; this one has more.");
        if (path.Length > ProtocolLimits.MaxSubdocPathLength)
            throw new InvalidArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"A path has at most {ProtocolLimits.MaxSubdocPathLength} bytes; this one has {path.Length}."));

        var spec = _specs.GetSpan(SpecHeader);
        spec[0] = (byte)opcode;
        spec[1] = (byte)flags;
        BinaryPrimitives.WriteUInt16BigEndian(spec[2..], (ushort)path.Length);
        BinaryPrimitives.WriteInt32BigEndian(spec[4..], 0);
        _specs.Advance(SpecHeader);
        _specs.Write(_paths.Written.Slice(path.Offset, path.Length));
        return _specs.Length;
    }
}
