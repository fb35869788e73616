using Settee.Connecting;
using Settee.Wire;

namespace Settee.Dispatch;

/// <summary>The compressed form of a request's value, made when it is first sent to a node that takes it, in memory that is kept.</summary>
internal struct ValueCompression
{
    private FrameBuffer? _compressed;
    private bool _tried;

    /// <summary>Whether there is a compressed form and it is worth sending.</summary>
    public readonly bool Pays => _compressed is { Length: > 0 };

    public readonly ReadOnlySpan<byte> Value => _compressed!.Written;

    public void Reset()
    {
        _tried = false;
        _compressed?.Reset();
    }

    /// <summary>Compresses if the value is large enough; keeps the result only if it is small enough (SDK-RFC 30).</summary>
    public void Try(ReadOnlySpan<byte> value, ResolvedOptions options)
    {
        if (_tried)
            return;

        _tried = true;
        if (value.Length < options.CompressionMinimumSize)
            return;

        var compressed = _compressed ??= new FrameBuffer();
        compressed.Advance(Snappy.Compress(value, compressed.GetSpan(Snappy.MaxCompressedLength(value.Length))));
        if (compressed.Length > value.Length * options.CompressionMinimumRatio)
            compressed.Reset();
    }
}
