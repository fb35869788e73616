namespace Settee.Wire;

/// <summary>The 32 flag bits stored with a document (SDK-RFC 20): the upper byte names the format; its upper half is zero.</summary>
internal static class CommonFlags
{
    public const uint Json = JsonFormat << FormatShift;
    public const uint Binary = BinaryFormat << FormatShift;
    public const uint String = TextFormat << FormatShift;

    public const uint PrivateFormat = 1;
    public const uint JsonFormat = 2;
    public const uint BinaryFormat = 3;
    public const uint TextFormat = 4;

    private const int FormatShift = 24;

    /// <summary>The format; other numbers than the known ones in flags of clients that are older than the common flags.</summary>
    public static uint FormatOf(uint flags) => flags >> FormatShift;

    /// <summary>The format for users; where the flags do not tell, the server's own look at the value does.</summary>
    public static DocumentFormat Describe(uint flags, bool isJson) => FormatOf(flags) switch
    {
        PrivateFormat => DocumentFormat.Private,
        JsonFormat => DocumentFormat.Json,
        BinaryFormat => DocumentFormat.Binary,
        TextFormat => DocumentFormat.Text,
        _ => isJson ? DocumentFormat.Json : DocumentFormat.Unknown,
    };
}
