namespace Settee.Connecting;

/// <summary>
/// The one place that knows the current credentials; every handshake reads them here, so that replaced ones reach the next connection
/// even when no connection is open at that moment.
/// </summary>
internal sealed class CredentialSource
{
    private readonly bool _tls;
    private Snapshot _current;

    public CredentialSource(Authenticator authenticator, bool tls)
    {
        _tls = tls;
        Check(authenticator, tls);
        _current = new Snapshot(authenticator, Generation: 0);
    }

    /// <summary>Credentials and how often they were replaced before: derived keys of an older generation are worthless.</summary>
    public readonly record struct Credentials(Authenticator Authenticator, int Generation);

    public Credentials Current => Volatile.Read(ref _current) is var snapshot
        ? new Credentials(snapshot.Authenticator, snapshot.Generation)
        : default;

    /// <summary>Takes new credentials of the same kind.</summary>
    public void Replace(Authenticator authenticator)
    {
        Check(authenticator, _tls);
        Snapshot current, next;
        do
        {
            current = Volatile.Read(ref _current);
            if (current.Authenticator.GetType() != authenticator.GetType())
            {
                var (old, other) = (current.Authenticator.GetType().Name, authenticator.GetType().Name);
                throw new InvalidArgumentException($"A {old} cannot be replaced by a {other}; open another cluster instead.");
            }

            next = new Snapshot(authenticator, current.Generation + 1);
        }
        while (Interlocked.CompareExchange(ref _current, next, current) != current);
    }

    private static void Check(Authenticator authenticator, bool tls)
    {
        if (authenticator.RequiresTls && !tls)
            throw new InvalidArgumentException($"{authenticator.GetType().Name} works only over TLS; use couchbases:// in the connection string.");
    }

    private sealed record Snapshot(Authenticator Authenticator, int Generation);
}
