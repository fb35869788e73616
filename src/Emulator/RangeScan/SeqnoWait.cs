using Settee.Emulator.Storage;

namespace Settee.Emulator.RangeScan;

/// <summary>Waits for a change that has not been made yet, but not for ever.</summary>
internal sealed class SeqnoWait : IDisposable
{
    private readonly VBucket _vbucket;
    private readonly ITimer _timer;
    private readonly Action _ended;

    /// <summary>The caller holds the vbucket's gate.</summary>
    public SeqnoWait(VBucket vbucket, ulong seqno, TimeProvider time, TimeSpan timeout, Action ended)
    {
        _vbucket = vbucket;
        _ended = ended;
        vbucket.SeqnoWaits.Add(seqno, ended);
        _timer = time.CreateTimer(static state => ((SeqnoWait)state!)._ended(), this, timeout, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_vbucket.Gate)
            _vbucket.SeqnoWaits.Remove(_ended);
    }
}
