namespace Settee.Wire;

/// <summary>The 32 flag bits stored with a document (SDK-RFC 20): the upper byte names the format.</summary>
internal static class CommonFlags
{
    public const uint Json = 0x0200_0000;
    public const uint Binary = 0x0300_0000;
    public const uint String = 0x0400_0000;
}
