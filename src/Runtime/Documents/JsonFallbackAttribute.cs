using System.Text.Json.Serialization;

namespace Settee;

/// <summary>
/// Names a context of System.Text.Json as the way out for types that generated codecs do not support. On an assembly or a document it
/// helps with the types that the context declares by <see cref="JsonSerializableAttribute"/>, where nothing else would; on a member it
/// writes and reads that member in any case. The context's own options count inside.
/// </summary>
/// <typeparam name="TContext">The context, whose code the generator of System.Text.Json makes.</typeparam>
[AttributeUsage(
    AttributeTargets.Assembly | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Property | AttributeTargets.Field,
    AllowMultiple = true,
    Inherited = false)]
public sealed class JsonFallbackAttribute<TContext> : Attribute
    where TContext : JsonSerializerContext, new();
