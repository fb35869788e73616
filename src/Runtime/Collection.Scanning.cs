using Settee.Operations;
using Settee.Operations.Scans;

namespace Settee;

/// <content>Scans: all documents, or those of a range of keys, without an index.</content>
public sealed partial class Collection<T>
{
    /// <summary>
    /// Reads the documents of a range of keys, in no particular order. For indexed access use queries; a scan is for exports and small
    /// collections. Needs a server from 7.6 and a bucket that is kept on disk.
    /// </summary>
    /// <param name="range">Which documents, for example <c>ScanRange.Prefix("airline::")</c>.</param>
    /// <param name="options">Options; see <see cref="ScanOptions"/>.</param>
    /// <param name="cancellationToken">Ends the scan.</param>
    /// <exception cref="FeatureNotAvailableException">The bucket cannot be scanned.</exception>
    /// <exception cref="DecodingFailureException">A document does not fit <typeparamref name="T"/>.</exception>
    public IAsyncEnumerable<Document<T>> ScanAsync(ScanRange range, ScanOptions options = default, CancellationToken cancellationToken = default) =>
        new RangeScan(_address, range, options, keysOnly: false, "Scan").RunAsync(
            static (RangeScan scan, scoped in ScanItem item) => ScanResults.Decode<DocumentKey<T>, Document<T>, TypedShape<T>>(
                scan, new DocumentKey<T>(item.Key), item),
            cancellationToken);

    /// <summary>Reads the keys of a range, in no particular order. Needs a server from 7.6 and a bucket that is kept on disk.</summary>
    /// <param name="range">Which documents, for example <c>ScanRange.Prefix("airline::")</c>.</param>
    /// <param name="options">Options; see <see cref="ScanOptions"/>.</param>
    /// <param name="cancellationToken">Ends the scan.</param>
    /// <exception cref="FeatureNotAvailableException">The bucket cannot be scanned.</exception>
    public IAsyncEnumerable<DocumentKey<T>> ScanKeysAsync(ScanRange range, ScanOptions options = default, CancellationToken cancellationToken = default) =>
        new RangeScan(_address, range, options, keysOnly: true, "ScanKeys").RunAsync(
            static (RangeScan _, scoped in ScanItem item) => new DocumentKey<T>(item.Key), cancellationToken);
}
