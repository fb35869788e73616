namespace Settee;

/// <summary>
/// The version of a stored document ("compare and swap" value). The server gives every mutation a new, larger one; an operation
/// that carries a CAS succeeds only while the stored document still has it.
/// </summary>
/// <param name="Value">The 64-bit value as on the wire; zero means "no condition".</param>
public readonly record struct Cas(ulong Value)
{
    /// <summary>No version: an operation with it is unconditional.</summary>
    public static Cas None => default;

    /// <summary>Whether this is no version at all.</summary>
    public bool IsNone => Value == 0;

    /// <summary>The value in hexadecimal, as server logs print it.</summary>
    public override string ToString() => $"0x{Value:x16}";
}
