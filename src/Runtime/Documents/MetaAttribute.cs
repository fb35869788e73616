namespace Settee;

/// <summary>
/// Marks a member that carries metadata instead of content: it is filled on read and never serialized. Which metadata follows from the
/// member's type: <see cref="Cas"/> (also makes replaces conditional), <see cref="DocumentKey{T}"/> of the document, or a nullable
/// <see cref="DateTimeOffset"/> (expiry).
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class MetaAttribute : Attribute;
