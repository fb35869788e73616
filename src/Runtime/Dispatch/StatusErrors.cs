using Settee.Wire;

namespace Settee.Dispatch;

/// <summary>The error that each failure status means to a caller (SDK-RFC 58); a few depend on the command.</summary>
internal static class StatusErrors
{
    public static Exception For(RoutedRequest request, Status status)
    {
        var context = RequestErrors.ContextOf(request);
        return ForCommand(request, status, context) ?? For(status, context);
    }

    /// <summary>The error of a status for which the command makes no difference.</summary>
    public static Exception For(Status status, OperationContext context) =>
        ForDocument(status, context)
            ?? ForServer(status, context)
            ?? ForDurability(status, context)
            ?? ForPath(status, null, context)
            ?? new CouchbaseException(
                $"the server answered with the status {status.Describe()}{(Enum.IsDefined(status) ? "" : ", which this client does not know")}", context);

    /// <summary>The error of one path; null when the status is not about paths.</summary>
    public static Exception? ForPath(Status status, string? path, OperationContext context)
    {
        var where = path is null ? "a path" : $"the path '{context.Redaction.User(path)}'";
        return status switch
        {
            Status.SubdocPathNotFound => new PathNotFoundException($"{where} does not exist in the document", context),
            Status.SubdocPathMismatch => new PathMismatchException($"{where} leads through a value of another kind", context),
            Status.SubdocPathInvalid => new PathInvalidException($"{where} has no valid syntax", context),
            Status.SubdocPathTooBig => new PathTooBigException($"{where} is too long or has too many components", context),
            Status.SubdocDocumentTooDeep => new PathTooDeepException("the stored document is nested too deep to be patched", context),
            Status.SubdocValueTooDeep => new ValueTooDeepException($"the value for {where} would make the document too deep", context),
            Status.SubdocValueCannotInsert => new ValueInvalidException($"the value cannot stand at {where}", context),
            Status.SubdocNumberOutOfRange => new NumberTooBigException($"the number at {where} is outside 64 bits", context),
            Status.SubdocDeltaInvalid => new DeltaInvalidException($"{where} cannot be changed by that delta", context),
            Status.SubdocPathExists => new PathExistsException($"{where} is already there", context),
            Status.SubdocDocumentNotJson => new DocumentNotJsonException("the stored document is no JSON", context),
            Status.SubdocXattrInvalidKeyCombination or Status.SubdocXattrInvalidFlagCombination =>
                new XattrInvalidKeyCombinationException("the attributes, or their flags, cannot be used together in one request", context),
            Status.SubdocXattrUnknownMacro or Status.SubdocXattrUnknownVirtualAttributeMacro =>
                new XattrUnknownMacroException($"the server does not know the macro for {where}", context),
            Status.SubdocXattrUnknownVirtualAttribute =>
                new XattrUnknownVirtualAttributeException($"{where} is no virtual attribute of the server", context),
            Status.SubdocXattrCannotModifyVirtualAttribute =>
                new XattrCannotModifyVirtualAttributeException($"{where} is a virtual attribute, which cannot be changed", context),
            Status.SubdocFieldNotBinaryValue => new ValueInvalidException($"{where} does not hold a binary value", context),
            Status.NoAccess when path is not null => new AccessDeniedException($"the user may not use {where}", context),
            _ => null,
        };
    }

    private static Exception? ForCommand(RoutedRequest request, Status status, OperationContext context) => status switch
    {
        Status.KeyNotFound when request.Copy > 0 => new DocumentNotFoundOnReplicaException($"there is no such document on replica {request.Copy}", context),
        Status.NotStored when request.Opcode is Opcode.Append or Opcode.Prepend =>
            new DocumentNotFoundException("there is no such document to extend", context),
        Status.KeyExists => Conflict(request, context),
        Status.Locked when request.Opcode == Opcode.Unlock =>
            new CasMismatchException("the document is locked under another CAS than the given one", context),
        _ => null,
    };

    private static Exception? ForDocument(Status status, OperationContext context) => status switch
    {
        Status.KeyNotFound => new DocumentNotFoundException("there is no such document", context),
        Status.NotStored => new DocumentExistsException("the document is already there", context),
        Status.TooBig => new ValueTooLargeException("the server refuses a value of this size", context),
        Status.Locked => new DocumentLockedException("the document is locked by someone else", context),
        Status.NotLocked => new DocumentNotLockedException("the document is not locked", context),
        Status.DeltaBadValue => new DeltaInvalidException("the stored value is no number", context),
        Status.InvalidArguments or Status.XattrInvalid or Status.OutOfRange or Status.CasValueInvalid
            or Status.ExpiryOverflow or Status.LockExpiryOverflow
            or Status.SubdocInvalidCombination or Status.SubdocInvalidXattrOrder or Status.SubdocDeletedDocumentCannotHaveValue =>
            new InvalidArgumentException("the server refuses the request as malformed", context),
        Status.SubdocCanOnlyReviveDeletedDocuments => new DocumentAlreadyAliveException("the document is not deleted, so it cannot be revived", context),
        Status.VBucketUuidNotEqual => new MutationTokenOutdatedException("the mutation token belongs to a history that a failover has ended", context),
        Status.RangeScanCancelled => new RequestCanceledException("the server has cancelled the scan", context),
        Status.UnknownCollection => new CollectionNotFoundException("the collection does not exist", context),
        Status.UnknownScope => new ScopeNotFoundException("the scope does not exist", context),
        _ => null,
    };

    private static Exception? ForServer(Status status, OperationContext context) => status switch
    {
        Status.NoBucket => new BucketNotFoundException("the connection has lost its bucket", context),
        Status.AuthError or Status.AuthStale => new AuthenticationFailureException("the server does not accept the credentials any more", context),
        Status.NoAccess => new AccessDeniedException("the user may not do this", context),
        Status.NotInitialized or Status.OutOfMemory or Status.Busy or Status.TemporaryFailure or Status.WouldThrottle or Status.Cancelled
            or Status.BucketPaused =>
            new TemporaryFailureException("the server cannot do it at the moment", context),
        >= Status.RateLimitedNetworkIngress and <= Status.RateLimitedMaxCommands =>
            new RateLimitedException($"the server's limit was exceeded: {status}", context),
        >= Status.ScopeSizeLimitExceeded and <= Status.BucketDiskSpaceTooLow =>
            new QuotaLimitedException($"the server refuses writes: {status}", context),
        Status.UnknownCommand or Status.NotSupported or Status.UnknownFrameInfo =>
            new UnsupportedOperationException("the server does not support this here", context),
        Status.InternalError or Status.ChecksumMismatch => new InternalServerFailureException("the server reported an internal failure", context),
        _ => null,
    };

    private static Exception? ForDurability(Status status, OperationContext context) => status switch
    {
        Status.DurabilityInvalidLevel => new DurabilityLevelNotAvailableException("the bucket does not take this durability level", context),
        Status.DurabilityImpossible => new DurabilityImpossibleException("there are not enough replicas for this durability level", context),
        Status.SyncWriteInProgress => new DurableWriteInProgressException("another durable write of the document is pending", context),
        Status.SyncWriteAmbiguous => new DurabilityAmbiguousException("the server gave up waiting for the durability level", context),
        Status.SyncWriteReCommitInProgress =>
            new DurableWriteReCommitInProgressException("a durable write of the document is being re-committed", context),
        _ => null,
    };

    private static Exception Conflict(RoutedRequest request, OperationContext context) => request.Opcode switch
    {
        Opcode.Add => new DocumentExistsException("the document is already there", context),
        Opcode.SubdocMultiMutation when request.Cas == 0 => new DocumentExistsException("the document is already there", context),
        _ => new CasMismatchException($"the stored document has another version than {new Cas(request.Cas)}", context),
    };
}
