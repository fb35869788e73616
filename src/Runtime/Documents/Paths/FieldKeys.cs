using System.ComponentModel;

namespace Settee.Documents;

/// <summary>How the keys of a dictionary become parts of paths. Made by generated code.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class FieldKeys<TKey>
{
    private protected FieldKeys()
    {
    }

    internal abstract FieldPath Entry(FieldPath map, TKey key, JsonSettings settings);
}

/// <summary>Keys that become the names that their codec writes.</summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TKeyCodec">How they become names.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FieldKeys<TKey, TKeyCodec> : FieldKeys<TKey>
    where TKeyCodec : struct, IJsonKeyCodec<TKey>
{
    private FieldKeys()
    {
    }

    /// <summary>The only instance.</summary>
    public static FieldKeys<TKey> Instance { get; } = new FieldKeys<TKey, TKeyCodec>();

    internal override FieldPath Entry(FieldPath map, TKey key, JsonSettings settings) =>
        FieldPath.Entry<TKey, TKeyCodec>(map, key, settings);
}
