namespace Settee;

/// <summary>What every successful write tells.</summary>
internal interface IWriteResult
{
    Cas Cas { get; }

    MutationToken? Token { get; }
}

/// <summary>What a successful write tells.</summary>
/// <param name="Cas">The new version of the document.</param>
/// <param name="Token">Where the write stands in the history of its vbucket; null when the server was not asked for it.</param>
public readonly record struct MutationResult(Cas Cas, MutationToken? Token) : IWriteResult;

/// <summary>What a change of a counter tells.</summary>
/// <param name="Value">The counter after the change.</param>
/// <param name="Cas">The new version of the document.</param>
/// <param name="Token">Where the write stands in the history of its vbucket; null when the server was not asked for it.</param>
public readonly record struct CounterResult(ulong Value, Cas Cas, MutationToken? Token) : IWriteResult;

/// <summary>The place of one write in the history of its vbucket. Later reads and queries can be told to have seen it.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="VBucket">The vbucket of the document.</param>
/// <param name="VBucketUuid">The history that the sequence number counts in; changes when a failover lost writes.</param>
/// <param name="SequenceNumber">The number of the write.</param>
public readonly record struct MutationToken(string Bucket, ushort VBucket, ulong VBucketUuid, ulong SequenceNumber);
