using System.Text;
using Settee.Wire;

namespace Settee.Operations;

/// <summary>Keys that callers give as text.</summary>
internal static class RawKey
{
    public const int MaxLength = ProtocolLimits.MaxKeyLength;

    // Throws on lone surrogates instead of replacing them: two different keys must not become one.
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The key's UTF-8 bytes.</summary>
    /// <param name="key">The key.</param>
    /// <param name="keyspace">Where it is used: collections other than the default one leave less room.</param>
    /// <param name="scratch">Receives the bytes.</param>
    /// <exception cref="InvalidArgumentException">The key is empty, too long or no valid text.</exception>
    public static ReadOnlySpan<byte> Encode(string key, Keyspace keyspace, Span<byte> scratch)
    {
        ArgumentNullException.ThrowIfNull(key);
        var longest = keyspace.IsDefaultCollection ? ProtocolLimits.MaxKeyLength : ProtocolLimits.MaxKeyLengthInCollection;
        try
        {
            if (key.Length == 0)
                throw new InvalidArgumentException("The key is empty.");

            // Every character takes at least one byte, so a longer text need not be encoded to be refused.
            if (key.Length > longest || !Strict.TryGetBytes(key, scratch, out var length) || length > longest)
            {
                throw new InvalidArgumentException(
                    $"The key has {Strict.GetByteCount(key)} bytes; '{keyspace}' takes {longest} bytes of UTF-8.");
            }

            return scratch[..length];
        }
        catch (EncoderFallbackException e)
        {
            throw new InvalidArgumentException("The key has half a surrogate pair, which UTF-8 cannot express.", e);
        }
    }
}
