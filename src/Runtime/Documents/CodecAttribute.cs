using Settee.Documents;

namespace Settee;

/// <summary>
/// Names a hand-written codec: on the assembly for all members of a type, on a member for that one. For types of others whose JSON is
/// not what their members tell. It goes before converters that the type itself names, and behind one on the member.
/// </summary>
/// <typeparam name="T">The type that is written and read.</typeparam>
/// <typeparam name="TCodec">A struct without fields that does it.</typeparam>
[AttributeUsage(AttributeTargets.Assembly | AttributeTargets.Property | AttributeTargets.Field, AllowMultiple = true)]
public sealed class CodecAttribute<T, TCodec> : Attribute
    where TCodec : struct, IJsonCodec<T>;
