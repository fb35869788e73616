using Settee.Wire;

namespace Settee.Emulator.SubDocument;

/// <summary>What a sub-document command allows: flags, an empty path, a value.</summary>
internal sealed record SubdocTraits
{
    private const SubdocDocumentFlags LookupDocumentFlags = SubdocDocumentFlags.AccessDeleted | SubdocDocumentFlags.ReplicaRead;

    private const SubdocDocumentFlags ChangeDocumentFlags = SubdocDocumentFlags.CreateDocument | SubdocDocumentFlags.AddDocument
        | SubdocDocumentFlags.AccessDeleted | SubdocDocumentFlags.CreateAsDeleted | SubdocDocumentFlags.ReviveDocument;

    /// <summary>Commands that need something to change cannot create their document.</summary>
    private const SubdocDocumentFlags ExistingDocumentFlags = ChangeDocumentFlags & ~SubdocDocumentFlags.CreateDocument;

    private const SubdocPathFlags StoreFlags = SubdocPathFlags.CreateParents | SubdocPathFlags.Xattr | SubdocPathFlags.ExpandMacros;

    public bool Mutates { get; init; }

    public bool HasValue { get; init; }

    public bool AllowsEmptyPath { get; init; }

    public bool WholeDocument { get; init; }

    /// <summary>Whether the answer holds data.</summary>
    public bool Answers { get; init; }

    public SubdocPathFlags PathFlags { get; init; }

    public SubdocPathFlags RequiredPathFlags { get; init; }

    public SubdocDocumentFlags DocumentFlags { get; init; }

    public static SubdocTraits? Of(Opcode opcode) => opcode switch
    {
        Opcode.SubdocGet => Get,
        Opcode.SubdocExists => Exists,
        Opcode.SubdocGetCount => Count,
        Opcode.SubdocDictAdd or Opcode.SubdocDictUpsert => Dictionary,
        Opcode.SubdocReplace => Replace,
        Opcode.SubdocDelete => Delete,
        Opcode.SubdocArrayPushLast or Opcode.SubdocArrayPushFirst => Push,
        Opcode.SubdocArrayInsert => Insert,
        Opcode.SubdocArrayAddUnique => AddUnique,
        Opcode.SubdocCounter => Counter,
        Opcode.SubdocReplaceBodyWithXattr => BodyFromXattr,
        Opcode.Get => GetWhole,
        Opcode.Set => SetWhole,
        Opcode.Delete => DeleteWhole,
        _ => null,
    };

    private static readonly SubdocTraits Get = new()
    {
        PathFlags = SubdocPathFlags.Xattr | SubdocPathFlags.BinaryValue, DocumentFlags = LookupDocumentFlags, Answers = true,
    };

    private static readonly SubdocTraits Exists = new() { PathFlags = SubdocPathFlags.Xattr, DocumentFlags = LookupDocumentFlags };

    private static readonly SubdocTraits Count = Exists with { AllowsEmptyPath = true, Answers = true };

    private static readonly SubdocTraits Dictionary = new()
    {
        Mutates = true, HasValue = true, PathFlags = StoreFlags | SubdocPathFlags.BinaryValue, DocumentFlags = ChangeDocumentFlags,
    };

    private static readonly SubdocTraits Replace = Dictionary with
    {
        PathFlags = SubdocPathFlags.Xattr | SubdocPathFlags.ExpandMacros | SubdocPathFlags.BinaryValue, DocumentFlags = ExistingDocumentFlags,
    };

    private static readonly SubdocTraits Delete = new()
    {
        Mutates = true, PathFlags = SubdocPathFlags.Xattr,
        DocumentFlags = ExistingDocumentFlags & ~SubdocDocumentFlags.AddDocument,
    };

    private static readonly SubdocTraits Push = Dictionary with { PathFlags = StoreFlags, AllowsEmptyPath = true };

    private static readonly SubdocTraits Insert = Dictionary with
    {
        PathFlags = SubdocPathFlags.Xattr | SubdocPathFlags.ExpandMacros, DocumentFlags = ExistingDocumentFlags,
    };

    private static readonly SubdocTraits AddUnique = Push with { PathFlags = SubdocPathFlags.CreateParents | SubdocPathFlags.Xattr };

    private static readonly SubdocTraits Counter = AddUnique with { AllowsEmptyPath = false, Answers = true };

    private static readonly SubdocTraits BodyFromXattr = new()
    {
        Mutates = true, PathFlags = SubdocPathFlags.Xattr | SubdocPathFlags.BinaryValue, RequiredPathFlags = SubdocPathFlags.Xattr,
        DocumentFlags = ChangeDocumentFlags,
    };

    private static readonly SubdocTraits GetWhole = new()
    {
        WholeDocument = true, AllowsEmptyPath = true, DocumentFlags = LookupDocumentFlags, Answers = true,
    };

    private static readonly SubdocTraits SetWhole = new()
    {
        Mutates = true, WholeDocument = true, AllowsEmptyPath = true, HasValue = true,
        DocumentFlags = SubdocDocumentFlags.CreateDocument | SubdocDocumentFlags.AddDocument,
    };

    private static readonly SubdocTraits DeleteWhole = new()
    {
        Mutates = true, WholeDocument = true, AllowsEmptyPath = true, DocumentFlags = SubdocDocumentFlags.AccessDeleted,
    };
}
