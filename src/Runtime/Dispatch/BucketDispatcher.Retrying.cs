using Settee.Transport;
using Settee.Wire;

namespace Settee.Dispatch;

/// <content>What happens to a request that could not be sent or was not answered with a result.</content>
internal sealed partial class BucketDispatcher
{
    // SDK-RFC 49: delays for reasons that are always retried.
    private static readonly TimeSpan[] ControlledBackoff = [.. new[] { 1, 10, 50, 100, 500, 1000 }.Select(ms => TimeSpan.FromMilliseconds(ms))];

    /// <summary>Takes answers that mean "not here" or "not now"; false when the answer is the operation's own business.</summary>
    public bool TryHandleRetry(RoutedRequest request, Connection connection, in ResponseFrame frame)
    {
        switch (frame.Status)
        {
            case Status.Success:
                return false;

            case Status.NotMyVBucket:
                // The body is the map of someone who knows better, unless it was sent before. One that is still compressed was damaged.
                if ((frame.Header.DataType & DataType.Snappy) == 0)
                    MapWatch.Offer(frame.Value, connection.RemoteHost);
                else
                    MapWatch.RequestRefresh();

                request.RefusedBy = connection.RemoteName;
                Retry(request, RetryReason.NotMyVBucket);
                return true;

            case Status.ConfigOnly:
                MapWatch.RequestRefresh();
                Retry(request, RetryReason.NotMyVBucket);
                return true;

            case Status.UnknownCollection when !request.Collection.Keyspace.IsDefaultCollection:
                if (request.Collection.Id is { } outdated)
                    request.Collection.Forget(outdated);

                Retry(request, RetryReason.CollectionOutdated);
                return true;

            case Status.Locked when request.Opcode != Opcode.Unlock:
                Retry(request, RetryReason.Locked);
                return true;

            case Status.TemporaryFailure or Status.Busy or Status.OutOfMemory or Status.NotInitialized or Status.WouldThrottle or Status.Cancelled:
                Retry(request, RetryReason.TemporaryFailure);
                return true;

            case Status.SyncWriteInProgress:
                Retry(request, RetryReason.SyncWriteInProgress);
                return true;

            case Status.SyncWriteReCommitInProgress:
                Retry(request, RetryReason.SyncWriteReCommitInProgress);
                return true;

            case Status.AuthStale:
                connection.CloseAsStale();
                return false;

            default:
                return !Enum.IsDefined(frame.Status) && TryHandleByErrorMap(request, connection, frame.Status);
        }
    }

    /// <summary>A status that is newer than this client: the node's error map tells what to do (SDK-RFC 69).</summary>
    private bool TryHandleByErrorMap(RoutedRequest request, Connection connection, Status status)
    {
        if ((connection.Owner as NodeLink)?.ErrorMap.Find((ushort)status) is not { } entry)
            return false;

        request.ServerMessage ??= $"{entry.Name}: {entry.Description}";
        if (entry.MeansFetchMap)
            MapWatch.RequestRefresh();

        if (entry.InvalidatesConnection)
        {
            connection.Close(new CouchbaseException(
                $"{connection.RemoteName} answered {status.Describe()} ({entry.Name}), after which the connection cannot be used."));
        }

        if (entry.MeansAuthentication)
            request.Fail(new AuthenticationFailureException("the server does not accept the credentials any more", RequestErrors.ContextOf(request)));
        else if (entry.MayRetry)
            Retry(request, RetryReason.ErrorMapIndicated);
        else
            return false;

        return true;
    }

    /// <summary>Tries the request again later, or ends it if its strategy does not allow that. The caller must own the request.</summary>
    public void Retry(RoutedRequest request, RetryReason reason)
    {
        if (Cluster.Lifetime.IsCancellationRequested)
        {
            request.Fail(RequestErrors.Disposed(request));
            return;
        }

        TimeSpan? delay;
        try
        {
            delay = reason is RetryReason.NotMyVBucket or RetryReason.CollectionOutdated
                ? ControlledBackoff[Math.Clamp(request.Attempts - 1, 0, ControlledBackoff.Length - 1)]
                : request.RetryStrategy.DelayBefore(reason, request.Attempts, request.IsIdempotent);
        }
        catch (Exception e)
        {
            // A strategy may be the application's own code. Its failure is that of the operation, not of the connection that this runs on.
            request.Fail(e);
            return;
        }

        if (delay is null)
        {
            request.Fail(ErrorWithoutRetry(request, reason));
            return;
        }

        request.NoteRetry(reason);
        Cluster.Tasks.Track(DispatchPatientlyAsync(request, delay.Value, untilMapChanges: reason == RetryReason.NotMyVBucket));
    }

    private static Exception ErrorWithoutRetry(RoutedRequest request, RetryReason reason) => reason switch
    {
        RetryReason.SocketClosedWhileInFlight => RequestErrors.LostInFlight(request),
        RetryReason.NodeNotAvailable or RetryReason.BucketNotReady => new TemporaryFailureException(
            "the node that owns the document is not connected",
            RequestErrors.ContextOf(request),
            request.Obstacle),
        _ => StatusErrors.For(request, request.LastStatus!.Value),
    };

    private async Task DispatchPatientlyAsync(RoutedRequest request, TimeSpan delay, bool untilMapChanges = false)
    {
        // The request may be reused as soon as it was sent, so what is needed afterwards is taken now.
        var userToken = request.CancellationToken;
        try
        {
            var remaining = request.Remaining;
            if (remaining <= TimeSpan.Zero)
                throw RequestErrors.TimedOut(request);

            using var deadline = new CancellationTokenSource(remaining, Time);
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, userToken, Cluster.Lifetime);
            await WaitAsync(delay, untilMapChanges, linked.Token).ConfigureAwait(false);
            for (var openings = 1; ; openings++)
            {
                var change = StateChanged.NextChange;
                if (!await TryOpenAsync(request, openings, linked.Token).ConfigureAwait(false))
                    continue;

                if (await TryResolveCollectionAsync(request, linked.Token).ConfigureAwait(false))
                {
                    if (TryDispatch(request, out var connection, out var opaque))
                    {
                        // A cancellation during the send found the request in no slot.
                        if (userToken.IsCancellationRequested && connection!.TryWithdraw(request, opaque))
                            throw new OperationCanceledException(userToken);

                        return;
                    }

                    if (connection is { IsClosed: false })
                    {
                        await connection.WaitForRoomAsync(linked.Token).ConfigureAwait(false);
                        continue;
                    }
                }

                NoteUnavailable(request);
                await change.WaitAsync(linked.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            request.Fail(userToken.IsCancellationRequested ? new OperationCanceledException(userToken)
                : Cluster.Lifetime.IsCancellationRequested ? RequestErrors.Disposed(request)
                : RequestErrors.TimedOut(request));
        }
        catch (Exception e)
        {
            request.Fail(e);
        }
    }

    /// <summary>Makes sure that the bucket is open; false after a wait when no node could be reached.</summary>
    private async ValueTask<bool> TryOpenAsync(RoutedRequest request, int attempt, CancellationToken token)
    {
        try
        {
            await EnsureOpenAsync(token).ConfigureAwait(false);
            return true;
        }
        catch (ConnectFailedException e)
        {
            request.Obstacle = e;
            if (request.RetryStrategy.DelayBefore(RetryReason.BucketNotReady, attempt, request.IsIdempotent) is not { } delay)
                throw;

            request.NoteRetry(RetryReason.BucketNotReady);
            await Task.Delay(delay, Time, token).ConfigureAwait(false);
            return false;
        }
    }

    private async ValueTask WaitAsync(TimeSpan delay, bool untilMapChanges, CancellationToken token)
    {
        if (delay <= TimeSpan.Zero)
            return;

        if (!untilMapChanges)
        {
            await Task.Delay(delay, Time, token).ConfigureAwait(false);
            return;
        }

        // The new map is usually a moment away; the delay is only for servers that sent none.
        await StateChanged.NextChange.WaitAsync(delay, Time, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        token.ThrowIfCancellationRequested();
    }

    private void NoteUnavailable(RoutedRequest request)
    {
        if (Routing is { } routing)
        {
            var vbucket = VBucketHash.VBucketOf(request.Key, routing.Map.VBucketCount);
            request.Obstacle = (request.Copy == 0 ? routing.OwnerOf(vbucket) : routing.ReplicaOf(vbucket, request.Copy)) is { } node
                ? node.LastFailure ?? new CouchbaseException($"The connection to {node.Endpoint} is still being made.")
                : new CouchbaseException(
                    $"No node {(request.Copy == 0 ? "owns" : $"holds replica {request.Copy} of")} vbucket {vbucket} in the cluster map {routing.Map.Version}.");
        }

        if (request.RetryStrategy.DelayBefore(RetryReason.NodeNotAvailable, request.Attempts + 1, request.IsIdempotent) is null)
            throw ErrorWithoutRetry(request, RetryReason.NodeNotAvailable);

        request.NoteRetry(RetryReason.NodeNotAvailable);
    }

    /// <summary>Makes sure that the collection's id is known; false when no node can be asked at the moment.</summary>
    private async ValueTask<bool> TryResolveCollectionAsync(RoutedRequest request, CancellationToken token)
    {
        var attempts = 0;
        while (request.Collection.Id is null)
        {
            if (Routing?.Nodes.FirstOrDefault(node => node.Connection is not null)?.Connection is not { } connection)
                return false;

            var status = await Collections.ResolveAsync(request.Collection, connection, token).ConfigureAwait(false);
            switch (status)
            {
                case Status.Success:
                    break;
                case Status.NotSupported or Status.UnknownCommand:
                    throw RequestErrors.FeatureMissing(request, HelloFeature.Collections, connection.RemoteName);
                case Status.TemporaryFailure or Status.NotInitialized or Status.Busy or Status.OutOfMemory:
                    await Task.Delay(ControlledBackoff[Math.Min(attempts++, ControlledBackoff.Length - 1)], Time, token).ConfigureAwait(false);
                    break;
                default:
                    throw StatusErrors.For(request, status);
            }
        }

        return true;
    }
}
