using System.Text;
using Settee.Emulator.Commands;
using Settee.Emulator.Storage;
using Settee.Wire;

namespace Settee.Emulator.SubDocument;

/// <summary>Applies the changes of one request to one version of a document and makes the next version.</summary>
internal sealed class SubdocWriter(VBucket vbucket, Document before, bool createsParents, bool mayWriteSystem)
{
    private readonly JsonEdit _edit = new();
    private byte[] _body = Bodies.Plain(before);
    private DataType _type = before.DataType & ~DataType.Snappy;
    private Xattrs? _xattrs = before.Xattrs;
    private bool _deleted = before.Deleted;

    /// <summary>Set if a macro needed to know the CAS before the change is stored; 0 otherwise.</summary>
    public ulong Cas { get; private set; }

    /// <summary>Whether the request itself deleted the document.</summary>
    public bool DeletedDocument { get; private set; }

    /// <summary>What counters became, by the index of their path.</summary>
    public Dictionary<int, byte[]> Numbers { get; } = [];

    public Document Version => DeletedDocument
        ? VBucket.Tombstone(before with { Xattrs = _xattrs })
        : before with { Body = _body, DataType = _type, Xattrs = _xattrs, Deleted = _deleted };

    /// <summary>Applies all changes; on failure the index of the first that failed, and why.</summary>
    public (int Index, Status Status) Run(List<SubdocSpec> specs, ReadOnlySpan<byte> request, bool revives)
    {
        if (revives)
            _deleted = false;

        for (var i = 0; i < specs.Count; i++)
        {
            var spec = specs[i];
            var status = spec.IsXattr ? ApplyToXattrs(i, spec, request) : ApplyToBody(i, spec, request);
            if (status != Status.Success)
                return (i, status);
        }

        return ExpandChecksums(specs, request);
    }

    private Status ApplyToBody(int index, SubdocSpec spec, ReadOnlySpan<byte> request)
    {
        switch (spec.Opcode)
        {
            case Opcode.Set:
                _body = request[spec.Value].ToArray();
                _type = Bodies.TypeOf(_body);
                return Status.Success;
            case Opcode.Delete:
                DeletedDocument = true;
                return Status.Success;
        }

        if ((_type & DataType.Json) == 0)
            return Status.SubdocDocumentNotJson;

        var status = _edit.Apply(spec.Opcode, _body, request[spec.Path], request[spec.Value], createsParents || spec.CreatesParents);
        if (status != Status.Success)
            return status;

        _body = _edit.Result;
        if (spec.Opcode == Opcode.SubdocCounter)
            Numbers[index] = _edit.Number;
        return Status.Success;
    }

    private Status ApplyToXattrs(int index, SubdocSpec spec, ReadOnlySpan<byte> request)
    {
        var path = request[spec.Path];
        var name = XattrKey.NameOf(path);
        if (Xattrs.IsSystem(name) && !mayWriteSystem)
            return Status.NoAccess;

        var editor = new XattrEditor(_xattrs);
        Status status;
        if (spec.Opcode == Opcode.SubdocReplaceBodyWithXattr)
        {
            status = editor.Read(name, path, out var body);
            if (status == Status.Success)
            {
                _body = body;
                _type = Bodies.TypeOf(body);
            }

            return status;
        }

        if (ValueOf(spec, request) is not { } value)
            return Status.SubdocXattrUnknownVirtualAttributeMacro;

        status = editor.Apply(spec.Opcode, name, path, value, createsParents || spec.CreatesParents);
        if (status != Status.Success)
            return status;

        _xattrs = editor.Current;
        if (spec.Opcode == Opcode.SubdocCounter)
            Numbers[index] = editor.Number;
        return Status.Success;
    }

    /// <summary>The value as it is stored: macros expanded, binary values as text.</summary>
    private byte[]? ValueOf(SubdocSpec spec, ReadOnlySpan<byte> request)
    {
        var value = request[spec.Value];
        if (spec.ExpandsMacros)
        {
            if (Cas == 0)
                Cas = vbucket.NextCas();
            return Macros.Expand(value, Cas, vbucket.HighSeqno + 1, _body, new VirtualXattrs(vbucket, before, mayReadSystem: true));
        }

        return spec.IsBinary
            ? Encoding.ASCII.GetBytes($"\"{SubdocReader.BinaryMark}{Convert.ToBase64String(value)}\"")
            : value.ToArray();
    }

    /// <summary>
    /// Attributes come first in a request, so a checksum of the body may have been taken too early. Then it is written once more, into
    /// what is there by now.
    /// </summary>
    private (int Index, Status Status) ExpandChecksums(List<SubdocSpec> specs, ReadOnlySpan<byte> request)
    {
        if (!specs.Exists(s => s.ExpandsMacros) || specs.TrueForAll(s => s.IsXattr))
            return (0, Status.Success);

        var editor = new XattrEditor(_xattrs);
        foreach (var spec in specs)
        {
            if (spec.ExpandsMacros && spec.Opcode is Opcode.SubdocDictAdd or Opcode.SubdocDictUpsert or Opcode.SubdocReplace)
            {
                var path = request[spec.Path];
                editor.Apply(Opcode.SubdocReplace, XattrKey.NameOf(path), path, ValueOf(spec, request)!, createParents: false);
            }
        }

        _xattrs = editor.Current;
        return (0, Status.Success);
    }
}
