using System.Buffers.Binary;
using Settee.Wire;

namespace Settee.Emulator.Protocol;

/// <summary>Ids of framing extras in requests.</summary>
internal enum FrameInfoId
{
    Barrier = 0,
    Durability = 1,
    DcpStream = 2,
    Impersonate = 4,
    PreserveTtl = 5,
    ImpersonatePrivilege = 6,
    ImpersonateToken = 7,
}

/// <summary>Walks over framing extras: id and length share a byte, and 15 in either half means that the next byte is added.</summary>
internal ref struct FrameInfoReader(ReadOnlySpan<byte> source)
{
    private ReadOnlySpan<byte> _rest = source;

    public int Id { get; private set; }

    public ReadOnlySpan<byte> Data { get; private set; }

    /// <summary>Whether the extras end within an entry.</summary>
    public bool IsTruncated { get; private set; }

    public bool Next()
    {
        if (_rest.IsEmpty)
            return false;

        var id = _rest[0] >> 4;
        var length = _rest[0] & 0x0f;
        _rest = _rest[1..];
        if ((id == 15 && !Extend(ref id)) || (length == 15 && !Extend(ref length)) || length > _rest.Length)
        {
            IsTruncated = true;
            return false;
        }

        Id = id;
        Data = _rest[..length];
        _rest = _rest[length..];
        return true;
    }

    private bool Extend(ref int value)
    {
        if (_rest.IsEmpty)
            return false;

        value += _rest[0];
        _rest = _rest[1..];
        return true;
    }
}

/// <summary>Level and time-out of a durable write; without a time-out the server's own applies.</summary>
internal readonly record struct DurabilityRequirement(DurabilityLevel Level, ushort TimeoutMilliseconds)
{
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    public TimeSpan Timeout => TimeoutMilliseconds == 0 ? DefaultTimeout : TimeSpan.FromMilliseconds(TimeoutMilliseconds);

    /// <summary>The same, or the stronger level that the bucket demands.</summary>
    public DurabilityRequirement AtLeast(DurabilityLevel level) => Level < level ? this with { Level = level } : this;

    /// <summary>Reads the payload of the frame; on failure the status and the words the server has for it.</summary>
    public static (Status Status, string? Problem) Parse(ReadOnlySpan<byte> data, out DurabilityRequirement requirement)
    {
        requirement = default;
        if (data.Length is not (1 or 3))
            return (Status.InvalidArguments, $"Invalid sized buffer provided: {data.Length}");

        ushort timeout = 0;
        if (data.Length == 3)
        {
            timeout = BinaryPrimitives.ReadUInt16BigEndian(data[1..]);
            if (timeout == 0)
                return (Status.DurabilityInvalidLevel, "Timeout(): Cannot specify bucket default timeout");
            if (timeout == ushort.MaxValue)
                return (Status.DurabilityInvalidLevel, "Timeout(): Cannot specify an infinite timeout");
        }

        if (data[0] is 0 or > 3)
            return (Status.DurabilityInvalidLevel, "Content represents an invalid requirement specification");

        requirement = new DurabilityRequirement((DurabilityLevel)data[0], timeout);
        return (Status.Success, null);
    }
}
