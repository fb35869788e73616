using Settee.Emulator.Protocol;
using Settee.Emulator.Security;

namespace Settee.Emulator.Faults;

/// <summary>The faults of a node. Empty in the ordinary case, which costs one look.</summary>
internal sealed class FaultBox
{
    private readonly Lock _gate = new();
    private volatile EmulatorFault[] _faults = [];

    public bool Any => _faults.Length > 0;

    public ScramForgery? ScramForgery { get; set; }

    public void Add(EmulatorFault fault)
    {
        lock (_gate)
            _faults = [.. _faults, fault];
    }

    public void Remove(EmulatorFault fault)
    {
        lock (_gate)
            _faults = [.. _faults.Where(f => f != fault)];
    }

    public void Clear()
    {
        // Each takes itself out, and lets go what it holds back.
        foreach (var fault in _faults)
            fault.Dispose();

        ScramForgery = null;
    }

    /// <summary>Lets the first fault that fits strike; false if there is none.</summary>
    public bool TryStrike(Connection connection, ref Request request, out Outcome outcome)
    {
        foreach (var fault in _faults)
        {
            if (fault.Claim(connection, in request))
            {
                outcome = fault.Strike(connection, ref request);
                return true;
            }
        }

        outcome = Outcome.Done;
        return false;
    }
}
