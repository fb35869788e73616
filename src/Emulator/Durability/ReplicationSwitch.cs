namespace Settee.Emulator.Durability;

/// <summary>The durable writes of a bucket that wait for replicas, and the switch with which a test holds replicas back.</summary>
internal sealed class ReplicationSwitch
{
    private readonly Lock _gate = new();
    private readonly HashSet<SyncWrite> _waiting = [];

    public bool Paused { get; private set; }

    public void Pause()
    {
        lock (_gate)
            Paused = true;
    }

    /// <summary>Lets replicas acknowledge again, beginning with what waits.</summary>
    public void Resume()
    {
        lock (_gate)
            Paused = false;
        AcknowledgeWaiting();
    }

    /// <summary>Replicas have what waits for them.</summary>
    public void AcknowledgeWaiting()
    {
        SyncWrite[] waiting;
        lock (_gate)
            waiting = Paused ? [] : [.. _waiting];

        foreach (var write in waiting)
            write.Acknowledge();
    }

    public void Add(SyncWrite write)
    {
        lock (_gate)
            _waiting.Add(write);
    }

    public void Remove(SyncWrite write)
    {
        lock (_gate)
            _waiting.Remove(write);
    }
}
