using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Threading;

namespace Settee.Generators.Sources;

/// <summary>A SHA-256. Two that are equal stand for the same declarations, which need not be kept for that.</summary>
internal readonly record struct Fingerprint(ulong A, ulong B, ulong C, ulong D);

/// <summary>Takes the fingerprint of a sequence of texts and things.</summary>
internal sealed class FingerprintBuilder : IDisposable
{
    // What was given a number keeps it as long as it lives, and is not kept alive by it.
    private static readonly ConditionalWeakTable<object, StrongBox<long>> Numbers = new();
    private static long s_lastNumber;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = new byte[4096];
    private int _used;

    /// <summary>Adds a text; its length as well, so that neighbours cannot run together.</summary>
    public void Add(string text)
    {
        Add((ulong)text.Length);
        Add(MemoryMarshal.AsBytes(text.AsSpan()));
    }

    public void Add(ulong number)
    {
        Span<ulong> numbers = [number];
        Add(MemoryMarshal.AsBytes(numbers));
    }

    public void Add(in Fingerprint fingerprint)
    {
        Span<ulong> numbers = [fingerprint.A, fingerprint.B, fingerprint.C, fingerprint.D];
        Add(MemoryMarshal.AsBytes(numbers));
    }

    /// <summary>Adds which object it is, whatever is in it.</summary>
    public void AddIdentity(object thing) =>
        Add((ulong)Numbers.GetValue(thing, static _ => new StrongBox<long>(Interlocked.Increment(ref s_lastNumber))).Value);

    public Fingerprint Build()
    {
        Flush();
        var numbers = MemoryMarshal.Cast<byte, ulong>(_hash.GetHashAndReset());
        return new Fingerprint(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    public void Dispose() => _hash.Dispose();

    private void Add(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_used == _buffer.Length)
                Flush();

            var part = bytes.Slice(0, Math.Min(bytes.Length, _buffer.Length - _used));
            part.CopyTo(_buffer.AsSpan(_used));
            _used += part.Length;
            bytes = bytes.Slice(part.Length);
        }
    }

    private void Flush()
    {
        _hash.AppendData(_buffer, 0, _used);
        _used = 0;
    }
}
