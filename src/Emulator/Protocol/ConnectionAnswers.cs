using System.Buffers.Binary;
using Settee.Emulator.Cluster;
using Settee.Emulator.Durability;
using Settee.Emulator.Security;
using Settee.Emulator.Storage;
using Settee.Wire;

namespace Settee.Emulator.Protocol;

/// <summary>How a connection answers: what its features let the client understand decides what is sent.</summary>
internal sealed partial class Connection
{
    private long _toldEpoch;
    private long _toldRevision;

    /// <summary>Words for people that go with the next refusal.</summary>
    public string? ErrorContext { get; set; }

    public Outcome Answer(in Request request, in Response response)
    {
        ErrorContext = null;
        if (CompressesAnswers && Features.Snappy && !response.Value.IsEmpty && (response.DataType & DataType.Snappy) == 0)
        {
            var compressed = Snappy.Compress(response.Value);
            Responses.Write(Output, Features, request.Header, request.StartedAt, new Response
            {
                Status = response.Status, DataType = response.DataType | DataType.Snappy, Cas = response.Cas, Extras = response.Extras,
                Key = response.Key, Value = compressed,
            });
            return Outcome.Done;
        }

        Responses.Write(Output, Features, request.Header, request.StartedAt, response);
        return Outcome.Done;
    }

    public Outcome Answer(in Request request, Status status) => Answer(in request, new Response { Status = status });

    public Outcome Success(in Request request, in Response response) =>
        request.Command.Quiet ? Outcome.Done : Answer(in request, response);

    public Outcome Success(in Request request) => Success(in request, new Response());

    /// <summary>
    /// Answers a failure. Statuses that came after the first protocol need a client that asked for them: others get an old status in
    /// their place, or are disconnected where there is none.
    /// </summary>
    public Outcome Fail(in Request request, Status status, bool lockIsTemporary = false)
    {
        if (!Features.ExtendedErrors)
        {
            switch (status)
            {
                case Status.Locked:
                    status = lockIsTemporary ? Status.TemporaryFailure : Status.KeyExists;
                    break;
                case Status.NotLocked or Status.SyncWriteInProgress or Status.SyncWriteReCommitInProgress:
                    status = Status.TemporaryFailure;
                    break;
                case Status.UnknownCollection or Status.UnknownScope when !Features.Collections:
                    status = Status.InvalidArguments;
                    break;
                case Status.NoAccess or Status.NoBucket or Status.AuthStale or Status.DurabilityImpossible or Status.SyncWriteAmbiguous
                    or Status.RangeScanCancelled or Status.VBucketUuidNotEqual or Status.ConfigOnly:
                    return Outcome.Close;
                default:
                    break;
            }
        }

        var context = ErrorContext;
        return context is null ? Answer(in request, status) : AnswerError(in request, status, Responses.ErrorBody(context));
    }

    public Outcome Fail(in Request request, Status status, string context)
    {
        ErrorContext = context;
        return Fail(in request, status);
    }

    public Outcome AnswerError(in Request request, Status status, byte[] body) =>
        Answer(in request, new Response { Status = status, DataType = Features.Json ? DataType.Json : DataType.Raw, Value = body });

    public Outcome Refuse(in Request request, Privilege privilege)
    {
        if (!Features.ExtendedErrors)
            return Outcome.Close;

        var context = $"Authorization failure: can't execute {request.Command.Name} operation without the {privilege} privilege";
        return AnswerError(in request, Status.NoAccess, Responses.ErrorBody(context, Guid.NewGuid().ToString()));
    }

    public Outcome UnknownCollection(in Request request, Status status = Status.UnknownCollection)
    {
        if (!Features.ExtendedErrors && !Features.Collections)
            status = Status.InvalidArguments;

        var body = Responses.ErrorBody("Unknown scope or collection in operation", manifestUid: Bucket!.Manifest.UidText);
        return AnswerError(in request, status, body);
    }

    /// <summary>The answer to a request for a vbucket of another node: the configuration, so that the client finds the right one.</summary>
    public Outcome NotMyVBucket(in Request request)
    {
        var config = Cluster.ConfigOf(Bucket, Node.Index);
        if (Features.Has(HelloFeature.DedupeNotMyVBucketClusterMap) && !config.IsNewerThan(_toldEpoch, _toldRevision))
            return Answer(in request, Status.NotMyVBucket);

        return AnswerConfig(in request, Status.NotMyVBucket, config);
    }

    /// <summary>Notes which configuration the client has, so that the same one is not sent twice where that was agreed.</summary>
    public void KnowsConfig(long epoch, long revision) => (_toldEpoch, _toldRevision) = (epoch, revision);

    public Outcome AnswerConfig(in Request request, Status status, ClusterConfig config)
    {
        KnowsConfig(config.Epoch, config.Revision);
        var compress = Features.Has(HelloFeature.SnappyEverywhere) && Features.Snappy;
        var type = (Features.Json ? DataType.Json : DataType.Raw) | (compress ? DataType.Snappy : DataType.Raw);
        return Answer(in request, new Response { Status = status, DataType = type, Value = compress ? config.Compressed : config.Json });
    }

    /// <summary>Answers a change of a document: its CAS, and the token if the client asked for tokens.</summary>
    public Outcome Mutated(in Request request, VBucket vbucket, Document document, Status status = Status.Success,
        ReadOnlySpan<byte> value = default, DataType type = DataType.Raw)
    {
        DurableWrites.Replicate(this, in request, vbucket);
        if (request.Command.Quiet && status == Status.Success)
            return Outcome.Done;

        Span<byte> token = stackalloc byte[16];
        var length = 0;
        if (Features.MutationSeqno)
        {
            BinaryPrimitives.WriteUInt64BigEndian(token, vbucket.Uuid);
            BinaryPrimitives.WriteUInt64BigEndian(token[8..], document.Seqno);
            length = token.Length;
        }

        return Answer(in request, new Response
        {
            Status = status, Cas = document.Cas, Extras = token[..length], Value = value, DataType = type,
        });
    }

    /// <summary>How far this node's copy of a vbucket has come: a replica may lag behind.</summary>
    public ulong SeqnoOf(VBucket vbucket) => Bucket!.StateOf(vbucket.Id, Node.Index) == VBucketState.Replica
        ? vbucket.SeqnoOn(Node.Index)
        : vbucket.HighSeqno;

    /// <summary>Answers with a document: flags in the extras, and the body as the client can read it.</summary>
    public Outcome AnswerDocument(in Request request, Document document, ulong cas)
    {
        Span<byte> flags = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(flags, document.Flags);
        var body = document.Body;
        var type = document.DataType;
        if (document.IsCompressed && !Features.Snappy)
        {
            body = Bodies.Plain(document);
            type &= ~DataType.Snappy;
        }

        if (!Features.Json)
            type &= ~DataType.Json;

        return Answer(in request, new Response
        {
            DataType = type, Cas = cas, Extras = flags, Key = request.Command.EchoesKey ? request.Key : default, Value = body,
        });
    }

    /// <summary>Tells the client about a new configuration, if it asked to be told.</summary>
    public Task NotifyAsync(Bucket? changed, CancellationToken cancellationToken)
    {
        var features = Features;
        var brief = features.Has(HelloFeature.ClusterMapChangeNotificationBrief);
        if (!features.Has(HelloFeature.Duplex) || (!brief && !features.Has(HelloFeature.ClusterMapChangeNotification)) || User is null)
            return Task.CompletedTask;

        var bucket = Bucket;
        if (changed is not null && changed != bucket)
            return Task.CompletedTask;

        var config = Cluster.ConfigOf(bucket, Node.Index);
        var name = bucket?.NameBytes ?? [];
        var compress = !brief && features.Has(HelloFeature.SnappyEverywhere) && features.Snappy;
        var value = brief ? [] : compress ? config.Compressed : config.Json;
        var frame = new byte[FrameHeader.Size + 16 + name.Length + value.Length];
        new FrameHeader
        {
            Magic = Magic.ServerRequest,
            RawOpcode = (byte)ServerOpcode.ClusterMapChangeNotification,
            KeyLength = name.Length,
            ExtrasLength = 16,
            DataType = brief ? DataType.Raw : compress ? DataType.Json | DataType.Snappy : DataType.Json,
            BodyLength = frame.Length - FrameHeader.Size,
        }.Write(frame);
        BinaryPrimitives.WriteInt64BigEndian(frame.AsSpan(FrameHeader.Size), config.Epoch);
        BinaryPrimitives.WriteInt64BigEndian(frame.AsSpan(FrameHeader.Size + 8), config.Revision);
        name.CopyTo(frame, FrameHeader.Size + 16);
        value.CopyTo(frame, FrameHeader.Size + 16 + name.Length);
        if (Node.HeldNotifications is { } held)
        {
            held.Add(this, frame);
            return Task.CompletedTask;
        }

        Output.Append(frame);
        return Output.FlushAsync(cancellationToken);
    }
}
