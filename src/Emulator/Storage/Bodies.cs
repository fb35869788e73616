using Settee.Emulator.SubDocument;
using Settee.Wire;

namespace Settee.Emulator.Storage;

/// <summary>What bodies are: the server looks at every body itself, whatever the client claims.</summary>
internal static class Bodies
{
    /// <summary>The largest body that a compressed value may become.</summary>
    public const int MaxInflatedLength = ProtocolLimits.MaxBodyLength;

    public static DataType TypeOf(ReadOnlySpan<byte> body) => JsonScanner.IsJson(body) ? DataType.Json : DataType.Raw;

    /// <summary>The body as it was before compression.</summary>
    public static byte[] Plain(Document document) => document.IsCompressed
        ? Snappy.Decompress(document.Body, MaxInflatedLength) ?? throw new InvalidOperationException("A stored body is not Snappy.")
        : document.Body;

    public static bool IsTooBig(int length) => length > ProtocolLimits.MaxValueLength;
}
