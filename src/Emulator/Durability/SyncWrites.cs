using Settee.Emulator.Storage;

namespace Settee.Emulator.Durability;

/// <summary>The durable writes of a vbucket that still wait for replicas. Guarded by the vbucket's gate.</summary>
internal sealed class SyncWrites
{
    private readonly Dictionary<byte[], SyncWrite> _pending = new(KeyComparer.Instance);

    /// <summary>Whether a durable write of the key is under way; nothing else may change the document meanwhile.</summary>
    public bool IsPending(ReadOnlySpan<byte> key) =>
        _pending.Count > 0 && _pending.GetAlternateLookup<ReadOnlySpan<byte>>().ContainsKey(key);

    public void Begin(byte[] key, SyncWrite write) => _pending.Add(key, write);

    public void End(ReadOnlySpan<byte> key) => _pending.GetAlternateLookup<ReadOnlySpan<byte>>().Remove(key);
}
