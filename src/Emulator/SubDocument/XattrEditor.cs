using System.Text;
using Settee.Emulator.Storage;
using Settee.Wire;

namespace Settee.Emulator.SubDocument;

/// <summary>Changes extended attributes. A path begins with the attribute's name, so each is edited as an object with that one field.</summary>
internal sealed class XattrEditor(Xattrs? xattrs)
{
    private readonly JsonEdit _edit = new();

    public Xattrs? Current { get; private set; } = xattrs;

    public byte[] Number => _edit.Number;

    public static byte[] Compose(string name, byte[] value) => [.. "{\""u8, .. Encoding.UTF8.GetBytes(name), .. "\":"u8, .. value, (byte)'}'];

    public Status Apply(Opcode opcode, string name, ReadOnlySpan<byte> path, ReadOnlySpan<byte> value, bool createParents)
    {
        var before = Current is not null && Current.TryGet(name, out var existing) ? Compose(name, existing) : "{}"u8.ToArray();
        var status = _edit.Apply(opcode, before, path, value, createParents);
        if (status != Status.Success)
            return status;

        var found = _edit.Get(_edit.Result, Encoding.UTF8.GetBytes(name), out var range);
        Current = Xattrs.With(Current, name, found == Status.Success ? _edit.Result[range] : null);
        return Status.Success;
    }

    /// <summary>The value at a path, or the status that says why there is none.</summary>
    public Status Read(string name, ReadOnlySpan<byte> path, out byte[] value)
    {
        value = [];
        if (Current is null || !Current.TryGet(name, out var existing))
            return Status.SubdocPathNotFound;

        var composed = Compose(name, existing);
        var status = _edit.Get(composed, path, out var range);
        if (status == Status.Success)
            value = composed[range];
        return status;
    }
}
