using System.ComponentModel;

namespace Settee.Documents;

/// <summary>
/// Stands where a type has no codec, in documents that the build refuses: code that patches or reads such a member has no errors beside the
/// one that says why.
/// </summary>
/// <typeparam name="T">The type of the values or keys.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct UnsupportedCodec<T> : IJsonCodec<T>, IJsonKeyCodec<T>
{
    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always.</exception>
    public static void Write(ref JsonWriter writer, T value) => throw Refused();

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always.</exception>
    public static T Read(ref JsonReader reader) => throw Refused();

    private static NotSupportedException Refused() => new($"Values of type {typeof(T)} have no JSON; the build reports why.");
}
