using System.Buffers.Binary;
using Settee;

namespace Runtime.Tests.Conformance;

/// <summary>The errors of SDK-RFC 58, written down once more.</summary>
internal static class ErrorTable
{
    /// <summary>Statuses that mean the same for every command.</summary>
    public static Dictionary<ushort, string> Common { get; } = new()
    {
        [0x01] = nameof(DocumentNotFoundException),
        [0x03] = nameof(ValueTooLargeException),
        [0x04] = nameof(InvalidArgumentException),
        [0x06] = nameof(DeltaInvalidException),
        [0x08] = nameof(BucketNotFoundException),
        [0x09] = nameof(DocumentLockedException),
        [0x0c] = nameof(TemporaryFailureException),
        [0x0e] = nameof(DocumentNotLockedException),
        [0x0f] = nameof(InvalidArgumentException),
        [0x20] = nameof(AuthenticationFailureException),
        [0x22] = nameof(InvalidArgumentException),
        [0x24] = nameof(AccessDeniedException),
        [0x25] = nameof(TemporaryFailureException),
        [0x27] = nameof(InternalServerFailureException),
        [0x28] = nameof(InvalidArgumentException),
        [0x29] = nameof(InvalidArgumentException),
        [0x30] = nameof(RateLimitedException),
        [0x31] = nameof(RateLimitedException),
        [0x32] = nameof(RateLimitedException),
        [0x33] = nameof(RateLimitedException),
        [0x34] = nameof(QuotaLimitedException),
        [0x35] = nameof(QuotaLimitedException),
        [0x36] = nameof(QuotaLimitedException),
        [0x37] = nameof(QuotaLimitedException),
        [0x38] = nameof(QuotaLimitedException),
        [0x50] = nameof(TemporaryFailureException),
        [0x51] = nameof(TemporaryFailureException),
        [0x80] = nameof(UnsupportedOperationException),
        [0x81] = nameof(UnsupportedOperationException),
        [0x82] = nameof(TemporaryFailureException),
        [0x83] = nameof(UnsupportedOperationException),
        [0x84] = nameof(InternalServerFailureException),
        [0x85] = nameof(TemporaryFailureException),
        [0x86] = nameof(TemporaryFailureException),
        [0x87] = nameof(InvalidArgumentException),
        [0x88] = nameof(CollectionNotFoundException),
        [0x8c] = nameof(ScopeNotFoundException),
        [0xa0] = nameof(DurabilityLevelNotAvailableException),
        [0xa1] = nameof(DurabilityImpossibleException),
        [0xa2] = nameof(DurableWriteInProgressException),
        [0xa3] = nameof(DurabilityAmbiguousException),
        [0xa4] = nameof(DurableWriteReCommitInProgressException),
        [0xa5] = nameof(RequestCanceledException),
        [0xa8] = nameof(MutationTokenOutdatedException),
        [0xc0] = nameof(PathNotFoundException),
        [0xc1] = nameof(PathMismatchException),
        [0xc2] = nameof(PathInvalidException),
        [0xc3] = nameof(PathTooBigException),
        [0xc4] = nameof(PathTooDeepException),
        [0xc5] = nameof(ValueInvalidException),
        [0xc6] = nameof(DocumentNotJsonException),
        [0xc7] = nameof(NumberTooBigException),
        [0xc8] = nameof(DeltaInvalidException),
        [0xc9] = nameof(PathExistsException),
        [0xca] = nameof(ValueTooDeepException),
        [0xcb] = nameof(InvalidArgumentException),
        [0xce] = nameof(XattrInvalidKeyCombinationException),
        [0xcf] = nameof(XattrInvalidKeyCombinationException),
        [0xd0] = nameof(XattrUnknownMacroException),
        [0xd1] = nameof(XattrUnknownVirtualAttributeException),
        [0xd2] = nameof(XattrCannotModifyVirtualAttributeException),
        [0xd4] = nameof(InvalidArgumentException),
        [0xd5] = nameof(XattrUnknownMacroException),
        [0xd6] = nameof(DocumentAlreadyAliveException),
        [0xd7] = nameof(InvalidArgumentException),
        [0xd8] = nameof(ValueInvalidException),
        [0x7777] = nameof(CouchbaseException),
    };

    /// <summary>The error of a status for a command; null when it is a result.</summary>
    public static string? For(ushort status, byte opcode, ulong cas, byte[] value) => (status, opcode) switch
    {
        (0x00, _) => null,
        (0x01, 0xa0) => null,
        (0x01, 0x83) => nameof(DocumentNotFoundOnReplicaException),
        (0x02, 0x02) => nameof(DocumentExistsException),
        (0x02, 0xd1) when cas == 0 => nameof(DocumentExistsException),
        (0x02, _) => nameof(CasMismatchException),
        (0x05, 0x0e or 0x0f) => nameof(DocumentNotFoundException),
        (0x05, _) => nameof(DocumentExistsException),
        (0x09, 0x95) => nameof(CasMismatchException),
        (0xcc or 0xcd or 0xd3, 0xd0) => null,
        (0xcd, 0xd1) => null,
        (0xcc or 0xd3, 0xd1) => value.Length < 3 ? nameof(CouchbaseException) : Common[BinaryPrimitives.ReadUInt16BigEndian(value.AsSpan(1))],
        _ => Common.GetValueOrDefault(status, nameof(CouchbaseException)),
    };

    /// <summary>The results of a lookup: hexadecimal content, or the name of the error.</summary>
    public static string[] ResultsOf(byte[] body)
    {
        List<string> results = [];
        for (ReadOnlySpan<byte> rest = body; rest.Length > 0;)
        {
            var status = BinaryPrimitives.ReadUInt16BigEndian(rest);
            var length = BinaryPrimitives.ReadInt32BigEndian(rest[2..]);
            results.Add(status == 0 ? Convert.ToHexString(rest.Slice(6, length)) : Common.GetValueOrDefault(status, nameof(CouchbaseException)));
            rest = rest[(6 + length)..];
        }

        return [.. results];
    }
}
