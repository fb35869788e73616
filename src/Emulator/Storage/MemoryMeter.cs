namespace Settee.Emulator.Storage;

/// <summary>The bytes that the documents of a bucket take: keys, bodies and attributes, without what keeping them costs.</summary>
internal sealed class MemoryMeter
{
    private long _used;

    public long Used => Interlocked.Read(ref _used);

    public void Change(Document? before, Document? after)
    {
        var difference = SizeOf(after) - SizeOf(before);
        if (difference != 0)
            Interlocked.Add(ref _used, difference);
    }

    private static long SizeOf(Document? document)
    {
        if (document is null)
            return 0;

        var size = (long)document.Key.Length + document.Body.Length;
        if (document.Xattrs is { } xattrs)
        {
            foreach (var (name, value) in xattrs.Entries)
                size += name.Length + value.Length;
        }

        return size;
    }
}
