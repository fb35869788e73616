using Settee.Wire;

namespace Settee.Emulator.Storage;

/// <summary>
/// One version of a document or the tombstone it left. Versions never change once stored: a reader may keep one, a range scan keeps
/// many, and a lock is a version of its own.
/// </summary>
internal sealed record Document
{
    /// <summary>The key with the collection id in front, as it travels.</summary>
    public required byte[] Key { get; init; }

    public byte[] Body { get; init; } = [];

    /// <summary>What <see cref="Body"/> is: JSON or not, compressed or not. Extended attributes are not part of the body.</summary>
    public DataType DataType { get; init; }

    public Xattrs? Xattrs { get; init; }

    public uint Flags { get; init; }

    public uint Expiry { get; init; }

    public ulong Cas { get; init; }

    public ulong Seqno { get; init; }

    /// <summary>Counts the changes of this document; replication resolves conflicts with it.</summary>
    public ulong Revision { get; init; }

    public bool Deleted { get; init; }

    public long LastModified { get; init; }

    /// <summary>When the lock ends, in nanoseconds since 1970; 0 without a lock. The CAS is the lock's then.</summary>
    public ulong LockedUntil { get; init; }

    public bool IsCompressed => (DataType & DataType.Snappy) != 0;

    public bool IsJson => (DataType & DataType.Json) != 0;

    /// <summary>What a client is told: the type of the body and whether there are attributes.</summary>
    public DataType FullDataType => Xattrs is null ? DataType : DataType | DataType.Xattr;
}
