using System.Globalization;
using System.Text;

namespace Settee.Connecting;

/// <summary>Percent escapes of connection strings: UTF-8 bytes as %XX, a plus sign stands for itself.</summary>
internal static class PercentEncoding
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decodes; on failure <paramref name="errorIndex"/> is where the bad escape begins.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, out string decoded, out int errorIndex)
    {
        errorIndex = text.IndexOf('%');
        decoded = "";
        if (errorIndex < 0)
        {
            decoded = text.ToString();
            return true;
        }

        var first = errorIndex;
        var bytes = new List<byte>(text.Length);
        Span<byte> utf8 = stackalloc byte[4];
        for (var i = 0; i < text.Length;)
        {
            if (text[i] != '%')
            {
                if (Rune.DecodeFromUtf16(text[i..], out var rune, out var used) != System.Buffers.OperationStatus.Done)
                {
                    errorIndex = i;
                    return false;
                }

                bytes.AddRange(utf8[..rune.EncodeToUtf8(utf8)]);
                i += used;
                continue;
            }

            errorIndex = i;
            if (i + 2 >= text.Length
                || !byte.TryParse(text.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
                return false;

            bytes.Add(value);
            i += 3;
        }

        try
        {
            decoded = StrictUtf8.GetString(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes));
            return true;
        }
        catch (DecoderFallbackException)
        {
            errorIndex = first;
            return false;
        }
    }

    /// <summary>Escapes everything but letters, digits and -._~ .</summary>
    public static string Encode(string text) => Uri.EscapeDataString(text);
}
