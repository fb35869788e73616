using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using Settee.Documents;

namespace Settee;

/// <summary>
/// The key of a <typeparamref name="T"/>. A key of one document type cannot be used on the collection of another. Keys of up to 47
/// UTF-8 bytes live inside the struct, so building one allocates nothing; the text is made only when it is asked for.
/// </summary>
/// <typeparam name="T">The document type.</typeparam>
public readonly struct DocumentKey<T> : IEquatable<DocumentKey<T>>
    where T : IDocument<T>
{
    internal const int InlineCapacity = 47;

    private readonly byte[]? _heap;
    private readonly InlineBytes _inline;
    private readonly byte _inlineLength;

    /// <summary>Makes a key from its full text, as it is stored on the server.</summary>
    /// <param name="key">1 to 250 bytes of UTF-8 (246 outside the default collection).</param>
    /// <exception cref="InvalidArgumentException">The key is empty or too long.</exception>
    public DocumentKey(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        Span<byte> utf8 = stackalloc byte[KeyWriter.MaxLength];
        if (!Encoding.UTF8.TryGetBytes(key, utf8, out var length))
            throw KeyWriter.TooLong<T>(Encoding.UTF8.GetByteCount(key));

        this = new DocumentKey<T>(utf8[..length]);
    }

    /// <summary>Makes a key from its UTF-8 bytes.</summary>
    /// <param name="utf8Key">1 to 250 bytes of UTF-8 (246 outside the default collection).</param>
    /// <exception cref="InvalidArgumentException">The key is empty or too long.</exception>
    public DocumentKey(ReadOnlySpan<byte> utf8Key)
    {
        KeyWriter.Validate<T>(utf8Key);
        if (utf8Key.Length <= InlineCapacity)
        {
            utf8Key.CopyTo(_inline);
            _inlineLength = (byte)utf8Key.Length;
        }
        else
        {
            _heap = utf8Key.ToArray();
        }
    }

    /// <summary>Whether this is <c>default</c> and not a key.</summary>
    public bool IsEmpty => _heap is null && _inlineLength == 0;

    /// <summary>Length in UTF-8 bytes.</summary>
    public int Length => _heap?.Length ?? _inlineLength;

    /// <summary>The key's UTF-8 bytes, valid as long as this variable.</summary>
    [UnscopedRef]
    internal ReadOnlySpan<byte> Utf8 => _heap is not null ? _heap : ((ReadOnlySpan<byte>)_inline)[.._inlineLength];

    /// <summary>Copies the key's UTF-8 bytes; false when there is not enough room.</summary>
    /// <param name="destination">Receives <see cref="Length"/> bytes.</param>
    public bool TryCopyTo(Span<byte> destination) => Utf8.TryCopyTo(destination);

    /// <summary>The key as text.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Utf8);

    /// <inheritdoc/>
    public bool Equals(DocumentKey<T> other) => Utf8.SequenceEqual(other.Utf8);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is DocumentKey<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Utf8);
        return hash.ToHashCode();
    }

    /// <summary>Whether both are the same key.</summary>
    public static bool operator ==(DocumentKey<T> left, DocumentKey<T> right) => left.Equals(right);

    /// <summary>Whether the keys differ.</summary>
    public static bool operator !=(DocumentKey<T> left, DocumentKey<T> right) => !left.Equals(right);

    [InlineArray(InlineCapacity)]
    private struct InlineBytes
    {
        private byte _first;
    }
}
