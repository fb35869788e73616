using System.Text;

namespace Settee;

/// <summary>What a mutation tells.</summary>
public sealed class MutateInResult : IWriteResult
{
    private readonly byte[]?[] _values;

    internal MutateInResult(Cas cas, MutationToken? token, byte[]?[] values)
    {
        Cas = cas;
        Token = token;
        _values = values;
    }

    /// <summary>The new version of the document.</summary>
    public Cas Cas { get; }

    /// <summary>Where the write stands in the history of its vbucket; null when the server was not asked for it.</summary>
    public MutationToken? Token { get; }

    /// <summary>How many changes there were.</summary>
    public int Count => _values.Length;

    /// <summary>What a change answered: counters tell their new value, others nothing.</summary>
    /// <param name="index">The change, from 0.</param>
    /// <exception cref="InvalidArgumentException">There is no such change.</exception>
    public ReadOnlyMemory<byte> ContentOf(int index) => (uint)index < (uint)_values.Length
        ? _values[index]
        : throw new InvalidArgumentException($"The mutation has {_values.Length} changes; there is none with the index {index}.");

    /// <summary>The new value of a counter.</summary>
    /// <param name="index">The change, from 0.</param>
    /// <exception cref="InvalidArgumentException">There is no such change.</exception>
    /// <exception cref="FormatException">The change was no counter.</exception>
    public long Int64Of(int index) => SubdocNumber.Parse(ContentOf(index).Span);
}
