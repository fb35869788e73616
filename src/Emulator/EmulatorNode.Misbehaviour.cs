using Settee.Emulator.Protocol;

namespace Settee.Emulator;

/// <content>What goes wrong with a node as a whole, rather than with single requests.</content>
public sealed partial class EmulatorNode
{
    /// <summary>
    /// Whether the node serves vbuckets that the configuration gives to others, as one does that has not heard of a change yet. It reads and
    /// writes the same documents as their owner.
    /// </summary>
    public bool ServesForeignVBuckets
    {
        get => Server.ServesForeignVBuckets;
        set => Server.ServesForeignVBuckets = value;
    }

    /// <summary>Shows clients a certificate that is no longer valid, from the next TLS handshake on, until <see cref="RenewCertificate"/>.</summary>
    public void ExpireCertificate() => Tls.Certificate = _emulator.IssueNodeCertificate(expired: true);

    /// <summary>Shows clients another certificate of the same authority, from the next TLS handshake on.</summary>
    public void RenewCertificate() => Tls.Certificate = _emulator.IssueNodeCertificate(expired: false);

    /// <summary>
    /// Keeps notifications about new configurations back from now on. The object sends them in whatever order it is told to, or never;
    /// disposing it lets later ones through again.
    /// </summary>
    public EmulatorNotifications HoldNotifications()
    {
        var held = new EmulatorNotifications(Server);
        Server.HeldNotifications = held;
        return held;
    }

    /// <summary>Keeps all answers back from now on, so that a test can count how many times a client waits for one.</summary>
    public EmulatorAnswers HoldAnswers() => new(Server);

    /// <summary>Ends all faults and lies and grants all features again.</summary>
    public void ClearFaults()
    {
        Server.Faults.Clear();
        Server.OfferedFeatures = Features.Known;
        Server.HeldNotifications = null;
        Server.ServesForeignVBuckets = false;
        Server.HoldsAnswers = false;
    }

    private Security.NodeTls Tls => _tls ?? throw new InvalidOperationException("Certificates need an emulator that was started with Tls.");
}
