namespace Settee.Transport;

/// <summary>
/// The requests in flight on one connection, found by opaque: the low 16 bits are the slot, the high 16 bits count the slot's uses,
/// so that a late answer to an earlier use is recognised. Not thread-safe: used under the connection's lock.
/// </summary>
internal sealed class SlotTable
{
    public const int MaxSlots = 1 << 16;

    private Slot[] _slots = new Slot[64];
    private int _used;
    private int _firstFree = -1;

    public int Count { get; private set; }

    public bool IsFull => Count == MaxSlots;

    /// <summary>Places a request and returns its opaque. The table must not be full.</summary>
    public uint Add(PendingRequest request)
    {
        int index;
        if (_firstFree >= 0)
        {
            index = _firstFree;
            _firstFree = _slots[index].NextFree;
        }
        else
        {
            if (_used == _slots.Length)
                Array.Resize(ref _slots, _slots.Length * 2);

            index = _used++;
        }

        ref var slot = ref _slots[index];
        slot.Request = request;
        slot.Deadline = request.Deadline;
        Count++;
        return (uint)slot.Generation << 16 | (uint)index;
    }

    /// <summary>The request with this opaque, which stays; null when it is no longer there.</summary>
    public PendingRequest? Find(uint opaque)
    {
        var index = (int)(opaque & 0xffff);
        return index < _used && _slots[index].Generation == opaque >> 16 ? _slots[index].Request : null;
    }

    /// <summary>Takes the request with this opaque out; null when it is no longer there.</summary>
    public PendingRequest? Remove(uint opaque)
    {
        var index = (int)(opaque & 0xffff);
        if (index >= _used)
            return null;

        ref var slot = ref _slots[index];
        if (slot.Request is null || slot.Generation != opaque >> 16)
            return null;

        return Free(ref slot, index);
    }

    /// <summary>Takes exactly this request out; false when the slot holds another one by now.</summary>
    public bool Remove(uint opaque, PendingRequest expected)
    {
        var index = (int)(opaque & 0xffff);
        return index < _used && ReferenceEquals(_slots[index].Request, expected) && Remove(opaque) is not null;
    }

    /// <summary>Takes out all requests whose deadline is at or before <paramref name="now"/>.</summary>
    public void RemoveExpired(long now, List<PendingRequest> expired)
    {
        for (var index = 0; index < _used; index++)
        {
            ref var slot = ref _slots[index];
            if (slot.Request is not null && slot.Deadline <= now)
                expired.Add(Free(ref slot, index));
        }
    }

    public void RemoveAll(List<PendingRequest> removed)
    {
        for (var index = 0; index < _used; index++)
        {
            ref var slot = ref _slots[index];
            if (slot.Request is not null)
                removed.Add(Free(ref slot, index));
        }
    }

    private PendingRequest Free(ref Slot slot, int index)
    {
        var request = slot.Request!;
        slot.Request = null;
        slot.Generation++;
        slot.NextFree = _firstFree;
        _firstFree = index;
        Count--;
        return request;
    }

    private struct Slot
    {
        public PendingRequest? Request;
        public long Deadline;
        public int NextFree;
        public ushort Generation;
    }
}
