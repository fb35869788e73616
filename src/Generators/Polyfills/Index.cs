namespace System;

/// <summary>Lets the compiler accept list patterns and indexes from the end on netstandard2.0.</summary>
internal readonly struct Index(int value, bool fromEnd = false)
{
    public int GetOffset(int length) => fromEnd ? length - value : value;
}
