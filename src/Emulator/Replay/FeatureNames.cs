using System.Globalization;

namespace Settee.Emulator.Replay;

/// <summary>The names that recordings have for the features of HELLO.</summary>
internal static class FeatureNames
{
    private static readonly string[] Names =
    [
        "Datatype", "TLS", "TCPNODELAY", "MUTATION_SEQNO", "TCPDELAY", "XATTR", "XERROR", "SELECT_BUCKET", "Invalid2", "SNAPPY", "JSON",
        "Duplex", "ClustermapChangeNotification", "UnorderedExecution", "Tracing", "AltRequestSupport", "SyncReplication", "Collections",
        "SnappyEverywhere", "PreserveTtl", "VAttr", "PiTR", "SubdocCreateAsDeleted", "SubdocDocumentMacroSupport",
        "SubdocReplaceBodyWithXattr", "ReportUnitUsage", "NonBlockingThrottlingMode", "SubdocReplicaRead",
        "GetClusterConfigWithKnownVersion", "DedupeNotMyVbucketClustermap", "ClustermapChangeNotificationBrief",
        "SubdocAllowsAccessOnMultipleXattrKeys", "SubdocBinaryXattr",
    ];

    public static ushort CodeOf(string name) => name.StartsWith("0x", StringComparison.Ordinal)
        ? ushort.Parse(name.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
        : (ushort)(Array.IndexOf(Names, name) + 1);

    public static string NameOf(ushort code) => code >= 1 && code <= Names.Length ? Names[code - 1] : $"0x{code:x4}";
}
