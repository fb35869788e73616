using System.Text;
using Settee.Dispatch;
using Settee.Wire;

namespace Settee.Operations.Scans;

/// <summary>Makes documents of the items of a scan.</summary>
internal static class ScanResults
{
    public static TDocument Decode<TKey, TDocument, TShape>(RangeScan scan, TKey key, scoped in ScanItem item)
        where TDocument : struct
        where TShape : IDocumentShape<TKey, TDocument>
    {
        var value = item.Value;
        var subject = new Subject(scan, item.Key.ToArray());

        // Each value says for itself whether it is compressed.
        if ((item.DataType & DataType.Snappy) != 0)
        {
            value = Snappy.Decompress(value, ProtocolLimits.MaxBodyLength)
                ?? throw new DecodingFailureException("the value is marked as compressed but is no Snappy block", subject.Describe());
        }

        return TShape.Decode(subject, key, new StoredValue(value, item.Flags, (item.DataType & DataType.Json) != 0, item.Cas, item.Expiry));
    }

    private sealed class Subject(RangeScan scan, byte[] key) : IOperationSubject
    {
        public OperationContext Describe() => scan.Describe(Encoding.UTF8.GetString(key));
    }
}
