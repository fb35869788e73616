namespace Settee.Wire;

/// <summary>What the value of a frame is; bits may be combined.</summary>
[Flags]
internal enum DataType : byte
{
    Raw = 0,
    Json = 0x01,

    /// <summary>One raw Snappy block, without framing.</summary>
    Snappy = 0x02,

    /// <summary>The value begins with an extended-attribute section.</summary>
    Xattr = 0x04,
}
