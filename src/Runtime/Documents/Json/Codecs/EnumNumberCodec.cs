using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Settee.Documents;

/// <summary>An enum as the number behind it, whether or not it has a name.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
/// <typeparam name="TNumber">Its underlying type.</typeparam>
/// <typeparam name="TCodec">The codec of that.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct EnumNumberCodec<TEnum, TNumber, TCodec> : IJsonCodec<TEnum>
    where TEnum : struct, Enum
    where TNumber : struct
    where TCodec : struct, IJsonCodec<TNumber>
{
    /// <inheritdoc/>
    public static void Write(ref JsonWriter writer, TEnum value) => TCodec.Write(ref writer, Unsafe.BitCast<TEnum, TNumber>(value));

    /// <inheritdoc/>
    public static TEnum Read(ref JsonReader reader) => Unsafe.BitCast<TNumber, TEnum>(TCodec.Read(ref reader));
}
