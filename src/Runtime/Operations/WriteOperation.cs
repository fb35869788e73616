using Settee.Wire;

namespace Settee.Operations;

/// <summary>
/// What all writes have in common: durability and preserve-TTL in front of everything else, and, for a durability that the client
/// observes, the wait for other nodes after the server has reported success.
/// </summary>
internal abstract class WriteOperation<TResult> : KeyValueOperation<TResult>
    where TResult : IWriteResult
{
    private Durability _durability;

    public sealed override bool IsIdempotent => false;

    public sealed override ValueTask<TResult> Start() => _durability.IsObserved ? StartObservedAsync(new Observation(this, _durability)) : base.Start();

    /// <summary>Writes durability and preserve-TTL and notes what they need.</summary>
    protected void WriteFramingExtras(Durability durability, bool preserveExpiry)
    {
        _durability = durability;
        RequiredFeatures = MutationFrame.Write(Body, durability, preserveExpiry, Timeout);
        if (durability.IsObserved)
        {
            RequiredFeatures = RequiredFeatures.With(HelloFeature.MutationSeqno);
            RequiredReplicas = durability.NeededReplicas;
        }

        EndFramingExtras();
    }

    // This object belongs to the next caller as soon as its result is taken, so the observation holds what is needed afterwards.
    private async ValueTask<TResult> StartObservedAsync(Observation observation)
    {
        var result = await base.Start().ConfigureAwait(false);
        await observation.WaitAsync(result.Cas, result.Token).ConfigureAwait(false);
        return result;
    }
}
