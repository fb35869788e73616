using Settee.Emulator.Protocol;
using Settee.Emulator.Security;

namespace Settee.Emulator.Faults;

/// <summary>The faults of a node. Empty in the ordinary case, which costs one look.</summary>
internal sealed class FaultBox
{
    public bool Any => false;

    public ScramForgery? ScramForgery { get; set; }

    public bool TryStrike(Connection connection, ref Request request, out Outcome outcome)
    {
        outcome = Outcome.Done;
        return false;
    }
}
