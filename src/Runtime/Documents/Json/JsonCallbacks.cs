using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Settee.Documents;

/// <summary>Calls what types want to do around their serialization. Through references, so that structs are not copied.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JsonCallbacks
{
    /// <summary>Before the members are written.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="value">The instance.</param>
    public static void OnSerializing<T>(ref T value)
        where T : IJsonOnSerializing => value.OnSerializing();

    /// <summary>After the members were written.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="value">The instance.</param>
    public static void OnSerialized<T>(ref T value)
        where T : IJsonOnSerialized => value.OnSerialized();

    /// <summary>Before the members are set.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="value">The instance.</param>
    public static void OnDeserializing<T>(ref T value)
        where T : IJsonOnDeserializing => value.OnDeserializing();

    /// <summary>After the members were set.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="value">The instance.</param>
    public static void OnDeserialized<T>(ref T value)
        where T : IJsonOnDeserialized => value.OnDeserialized();
}
