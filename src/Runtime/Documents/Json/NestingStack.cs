namespace Settee.Documents;

/// <summary>Which of the open containers are objects. The innermost 64 are the bits of a number; deeper ones need a setting, and an array.</summary>
internal struct NestingStack
{
    private const int BitsPerWord = 64;

    private ulong _innermost;
    private ulong[]? _outer;

    /// <summary>How many containers are open.</summary>
    public int Depth { get; private set; }

    /// <summary>Whether the innermost container is an object.</summary>
    public readonly bool InObject => (_innermost & 1) != 0;

    public void Push(bool isObject)
    {
        if (Depth > 0 && Depth % BitsPerWord == 0)
            Save();

        _innermost = (_innermost << 1) | (isObject ? 1UL : 0UL);
        Depth++;
    }

    public void Pop()
    {
        Depth--;
        _innermost >>= 1;
        if (Depth > 0 && Depth % BitsPerWord == 0)
            _innermost = _outer![(Depth / BitsPerWord) - 1];
    }

    private void Save()
    {
        var word = (Depth / BitsPerWord) - 1;
        if (_outer is null || word >= _outer.Length)
            Array.Resize(ref _outer, word + 4);
        _outer[word] = _innermost;
    }
}
