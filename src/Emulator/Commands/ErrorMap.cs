using System.Text.Json;

namespace Settee.Emulator.Commands;

/// <summary>Describes the statuses to clients that do not know them. The entries are written in one table: code, name, attributes.</summary>
internal static class ErrorMap
{
    private const int NewestVersion = 2;
    private const int Revision = 5;

    /// <summary>Attributes that came with the second version; the first leaves them out.</summary>
    private static readonly string[] SecondVersionAttributes = ["rate-limit", "system-constraint", "no-retry"];

    private static readonly Lazy<byte[]> First = new(() => Write(1));
    private static readonly Lazy<byte[]> Second = new(() => Write(NewestVersion));

    private static readonly (int Code, string Name, string Attributes)[] Entries =
    [
        (0x00, "SUCCESS", "success"),
        (0x01, "KEY_ENOENT", "item-only"),
        (0x02, "KEY_EEXISTS", "item-only"),
        (0x03, "E2BIG", "item-only invalid-input"),
        (0x04, "EINVAL", "internal invalid-input"),
        (0x05, "NOT_STORED", "internal item-only"),
        (0x06, "DELTA_BADVAL", "item-only invalid-input"),
        (0x07, "NOT_MY_VBUCKET", "fetch-config invalid-input"),
        (0x08, "NO_BUCKET", "conn-state-invalidated"),
        (0x09, "LOCKED", "item-locked item-only retry-now"),
        (0x0a, "STREAM_NOT_FOUND", "conn-state-invalidated"),
        (0x0b, "OPAQUE_NO_MATCH", "conn-state-invalidated"),
        (0x0c, "EWOULD_THROTTLE", "temp retry-later rate-limit"),
        (0x0d, "ECONFIG_ONLY", "fetch-config retry-now"),
        (0x0e, "NOT_LOCKED", "item-only"),
        (0x0f, "CAS_VALUE_INVALID", "item-only"),
        (0x1f, "AUTH_STALE", "conn-state-invalidated auth"),
        (0x20, "AUTH_ERROR", "conn-state-invalidated auth"),
        (0x21, "AUTH_CONTINUE", "special-handling"),
        (0x22, "ERANGE", "invalid-input"),
        (0x23, "ROLLBACK", "dcp special-handling"),
        (0x24, "EACCESS", "support"),
        (0x25, "NOT_INITIALIZED", "conn-state-invalidated"),
        (0x30, "RATE_LIMITED_NETWORK_INGRESS", "temp retry-later rate-limit"),
        (0x31, "RATE_LIMITED_NETWORK_EGRESS", "temp retry-later rate-limit"),
        (0x32, "RATE_LIMITED_MAX_CONNECTIONS", "conn-state-invalidated rate-limit"),
        (0x33, "RATE_LIMITED_MAX_COMMANDS", "temp retry-later rate-limit"),
        (0x34, "SCOPE_SIZE_LIMIT_EXCEEDED", "item-only rate-limit"),
        (0x35, "BUCKET_SIZE_LIMIT_EXCEEDED", "item-only system-constraint no-retry"),
        (0x36, "BUCKET_RESIDENT_RATIO_TOO_LOW", "item-only system-constraint no-retry"),
        (0x37, "BUCKET_DATA_SIZE_TOO_BIG", "item-only system-constraint no-retry"),
        (0x38, "BUCKET_DISK_SPACE_TOO_LOW", "item-only system-constraint no-retry"),
        (0x50, "BUCKET_PAUSED", "support"),
        (0x51, "CANCELLED", "item-only retry-now"),
        (0x80, "UNKNOWN_FRAME_INFO", "support"),
        (0x81, "UNKNOWN_COMMAND", "support"),
        (0x82, "ENOMEM", "temp retry-later"),
        (0x83, "NOT_SUPPORTED", "support"),
        (0x84, "EINTERNAL", "internal conn-state-invalidated"),
        (0x85, "EBUSY", "temp retry-now"),
        (0x86, "ETMPFAIL", "temp retry-now"),
        (0x87, "XATTR_EINVAL", "invalid-input"),
        (0x88, "UNKNOWN_COLLECTION", "invalid-input"),
        (0x89, "NO_COLLECTIONS_MANIFEST", "retry-later"),
        (0x8a, "CANNOT_APPLY_COLLECTIONS_MANIFEST", "invalid-input"),
        (0x8c, "UNKNOWN_SCOPE", "invalid-input"),
        (0x8d, "DCP stream-ID invalid", "invalid-input"),
        (0xa0, "DurabilityInvalidLevel", "invalid-input"),
        (0xa1, "DurabilityImpossible", "item-only invalid-input"),
        (0xa2, "SyncWriteInProgress", "item-only retry-later"),
        (0xa3, "SyncWriteAmbiguous", "item-only"),
        (0xa4, "SyncWriteReCommitInProgress", "item-only retry-later"),
        (0xa5, "RangeScanCancelled", "success"),
        (0xa6, "RangeScanMore", "success"),
        (0xa7, "RangeScanComplete", "success"),
        (0xa8, "VbUuidNotEqual", "invalid-input"),
        (0xc0, "SUBDOC_PATH_ENOENT", "subdoc item-only"),
        (0xc1, "SUBDOC_PATH_MISMATCH", "subdoc item-only"),
        (0xc2, "SUBDOC_PATH_EINVAL", "subdoc invalid-input"),
        (0xc3, "SUBDOC_PATH_E2BIG", "subdoc invalid-input"),
        (0xc4, "SUBDOC_PATH_E2DEEP", "subdoc invalid-input"),
        (0xc5, "SUBDOC_VALUE_CANTINSERT", "subdoc invalid-input"),
        (0xc6, "SUBDOC_DOC_NOTJSON", "subdoc item-only"),
        (0xc7, "SUBDOC_NUM_ERANGE", "subdoc item-only"),
        (0xc8, "SUBDOC_DELTA_EINVAL", "subdoc item-only"),
        (0xc9, "SUBDOC_PATH_EEXISTS", "subdoc item-only"),
        (0xca, "SUBDOC_VALUE_ETOODEEP", "subdoc invalid-input item-only"),
        (0xcb, "SUBDOC_INVALID_COMBO", "subdoc invalid-input"),
        (0xcc, "SUBDOC_MULTI_PATH_FAILURE", "subdoc special-handling"),
        (0xcd, "SUBDOC_SUCCESS_DELETED", "item-deleted success subdoc"),
        (0xce, "SUBDOC_XATTR_INVALID_FLAG_COMBO", "subdoc invalid-input"),
        (0xcf, "SUBDOC_XATTR_INVALID_KEY_COMBO", "subdoc invalid-input"),
        (0xd0, "SUBDOC_XATTR_UNKNOWN_MACRO", "subdoc invalid-input"),
        (0xd1, "SUBDOC_XATTR_UNKNOWN_VATTR", "subdoc invalid-input"),
        (0xd2, "SUBDOC_XATTR_CANT_MODIFY_VATTR", "subdoc invalid-input"),
        (0xd3, "SUBDOC_MULTI_PATH_FAILURE_DELETED", "item-deleted subdoc special-handling"),
        (0xd4, "SUBDOC_INVALID_XATTR_ORDER", "subdoc invalid-input"),
        (0xd5, "SUBDOC_XATTR_UNKNOWN_VATTR_MACRO", "subdoc invalid-input"),
        (0xd6, "SUBDOC_CAN_ONLY_REVIVE_DELETED_DOCUMENTS", "subdoc item-only"),
        (0xd7, "SUBDOC_DELETED_DOCUMENT_CANT_HAVE_VALUE", "subdoc item-only"),
        (0xd8, "SUBDOC_FIELD_NOT_BINARY_VALUE", "subdoc item-only"),
    ];

    /// <summary>The newest map that the client understands; null if it understands none.</summary>
    public static byte[]? Of(int version) => version switch
    {
        0 => null,
        1 => First.Value,
        _ => Second.Value,
    };

    private static byte[] Write(int version)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("version"u8, version);
            json.WriteNumber("revision"u8, Revision);
            json.WriteStartObject("errors"u8);
            foreach (var (code, name, attributes) in Entries)
            {
                json.WriteStartObject(code.ToString("x", null));
                json.WriteString("name"u8, name);
                json.WriteString("desc"u8, $"The status {name} of the emulator");
                json.WriteStartArray("attrs"u8);
                foreach (var attribute in attributes.Split(' '))
                {
                    if (version >= NewestVersion || !SecondVersionAttributes.Contains(attribute))
                        json.WriteStringValue(attribute);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
