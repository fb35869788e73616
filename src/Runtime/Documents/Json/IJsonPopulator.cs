using System.ComponentModel;

namespace Settee.Documents;

/// <summary>Reads a JSON value into an instance that is there already.</summary>
/// <typeparam name="T">The type of the instance.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IJsonPopulator<T>
{
    /// <summary>Reads one JSON value that is not null; the reader stands on its first token.</summary>
    /// <param name="reader">Positioned on the first token of the value; afterwards on its last.</param>
    /// <param name="value">The instance.</param>
    static abstract void Populate(ref JsonReader reader, ref T value);
}

/// <summary>Fills members of instances. Called by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JsonPopulation
{
    /// <summary>Fills the value of a member that can also be set: null clears it, and where it is null a new one is made.</summary>
    /// <typeparam name="T">The type of the member.</typeparam>
    /// <typeparam name="TCodec">Its codec.</typeparam>
    /// <typeparam name="TPopulator">What fills it.</typeparam>
    /// <param name="reader">Stands on the value.</param>
    /// <param name="value">The value of the member.</param>
    public static void Fill<T, TCodec, TPopulator>(ref JsonReader reader, ref T value)
        where TCodec : struct, IJsonCodec<T>
        where TPopulator : struct, IJsonPopulator<T>
    {
        if (reader.IsNull || value is null)
            value = TCodec.Read(ref reader);
        else
            TPopulator.Populate(ref reader, ref value);
    }

    /// <summary>Fills the value of a member that cannot be set.</summary>
    /// <typeparam name="T">The type of the member.</typeparam>
    /// <typeparam name="TCodec">Its codec.</typeparam>
    /// <typeparam name="TPopulator">What fills it.</typeparam>
    /// <param name="reader">Stands on the value.</param>
    /// <param name="value">The value of the member.</param>
    public static void FillReadOnly<T, TCodec, TPopulator>(ref JsonReader reader, T value)
        where TCodec : struct, IJsonCodec<T>
        where TPopulator : struct, IJsonPopulator<T>
    {
        if (reader.IsNull)
            throw new InvalidOperationException($"A member of the type {typeof(T)} has no setter, so that it cannot become null.");
        if (value is null)
            TCodec.Read(ref reader);
        else
            TPopulator.Populate(ref reader, ref value);
    }
}
