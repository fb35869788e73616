namespace Settee.Wire;

/// <summary>Flags of one path in a sub-document request.</summary>
[Flags]
internal enum SubdocPathFlags : byte
{
    None = 0,
    CreateParents = 0x01,
    Xattr = 0x04,
    ExpandMacros = 0x10,
    BinaryValue = 0x20,
}

/// <summary>Flags of a whole sub-document request.</summary>
[Flags]
internal enum SubdocDocumentFlags : byte
{
    None = 0,
    CreateDocument = 0x01,
    AddDocument = 0x02,
    AccessDeleted = 0x04,
    CreateAsDeleted = 0x08,
    ReviveDocument = 0x10,
    ReplicaRead = 0x20,
}
