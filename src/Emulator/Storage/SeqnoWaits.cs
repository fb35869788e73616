namespace Settee.Emulator.Storage;

/// <summary>Calls back when a vbucket reaches a seqno. Guarded by the vbucket's gate.</summary>
internal sealed class SeqnoWaits
{
    private readonly List<(ulong Seqno, Action Reached)> _waiting = [];

    public void Add(ulong seqno, Action reached) => _waiting.Add((seqno, reached));

    public void Remove(Action reached) => _waiting.RemoveAll(w => w.Reached == reached);

    public void Reached(ulong seqno)
    {
        for (var i = _waiting.Count - 1; i >= 0; i--)
        {
            if (_waiting[i].Seqno > seqno)
                continue;

            var reached = _waiting[i].Reached;
            _waiting.RemoveAt(i);
            reached();
        }
    }
}
