using System.Text;

namespace Settee.Connecting;

/// <summary>
/// Salted passwords by what they depend on. Deriving one takes milliseconds by design; all connections of a cluster to the same user
/// record share it, so that a storm of reconnects costs one derivation.
/// </summary>
internal sealed class SaltedPasswordCache
{
    /// <summary>Servers invent a fresh salt for unknown users; without a limit each wrong login would stay here.</summary>
    private const int MaxEntries = 32;

    private readonly Lock _gate = new();
    private readonly Dictionary<Key, Lazy<byte[]>> _entries = [];

    private int _derivations;
    private int _generation;

    /// <summary>How many passwords were derived.</summary>
    public int Derivations => Volatile.Read(ref _derivations);

    public byte[] GetOrDerive(ScramHash hash, string password, int generation, ReadOnlySpan<byte> salt, int iterations)
    {
        var key = new Key(hash.Mechanism, Convert.ToHexString(salt), iterations, generation);
        Lazy<byte[]>? entry;
        lock (_gate)
        {
            // A replaced password makes all older entries useless, and they are secrets: out with them.
            if (generation > _generation || _entries.Count >= MaxEntries)
            {
                _entries.Clear();
                _generation = Math.Max(generation, _generation);
            }

            if (!_entries.TryGetValue(key, out entry))
            {
                var saltCopy = salt.ToArray();
                entry = new Lazy<byte[]>(() =>
                {
                    Interlocked.Increment(ref _derivations);
                    return hash.DeriveSaltedPassword(Encoding.UTF8.GetBytes(password), saltCopy, iterations);
                });
                _entries.Add(key, entry);
            }
        }

        return entry.Value;
    }

    private readonly record struct Key(string Mechanism, string Salt, int Iterations, int Generation);
}
