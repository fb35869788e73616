namespace Settee.Wire;

/// <summary>First byte of a frame: who speaks, and whether framing extras follow the header.</summary>
internal enum Magic : byte
{
    Request = 0x80,
    Response = 0x81,
    FlexibleRequest = 0x08,
    FlexibleResponse = 0x18,

    /// <summary>A request of the server (needs the Duplex feature).</summary>
    ServerRequest = 0x82,

    /// <summary>The client's answer to a <see cref="ServerRequest"/>.</summary>
    ServerResponse = 0x83,
}
