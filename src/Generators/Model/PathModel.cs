namespace Settee.Generators.Model;

/// <summary>A member as a step of paths: in patches and among the fields.</summary>
/// <param name="Name">Its name there, escaped.</param>
/// <param name="JsonName">Its name in JSON.</param>
/// <param name="PatchType">What can be done with it in a patch, fully qualified.</param>
/// <param name="Field">What can be read there.</param>
/// <param name="IsOptional">Whether it may be missing.</param>
/// <param name="Segment">Its part of the path.</param>
/// <param name="IsPublic">Whether it is public; internal otherwise.</param>
internal sealed record PathMemberModel(
    string Name, string JsonName, string PatchType, FieldModel Field, bool IsOptional, SegmentModel Segment, bool IsPublic);

/// <summary>A component of a path.</summary>
/// <param name="Text">The component, quoted where it must be, or else the name.</param>
/// <param name="IsFinished">Whether it is the component; otherwise the runtime makes it of the name.</param>
internal sealed record SegmentModel(string Text, bool IsFinished);

/// <summary>What stands at the end of a path, and what a path leads to from there.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Type">Its type.</param>
/// <param name="Node">The emitted fields of an object.</param>
/// <param name="Key">The keys of a map.</param>
/// <param name="Item">The elements of a list, or the values of a map.</param>
internal sealed record FieldModel(FieldKind Kind, TypeModel Type, NodeModel? Node = null, KeyTypeModel? Key = null, FieldModel? Item = null);

/// <summary>The patch and field types of a plain type.</summary>
/// <param name="Namespace">Their namespace: that of the type, or that of the codecs if the type is of another assembly.</param>
/// <param name="Name">What their names begin with.</param>
/// <param name="TypeName">The type, fully qualified, without a nullable annotation.</param>
/// <param name="IsValueType">Whether it has no null.</param>
internal sealed record PathNodeModel(string Namespace, string Name, string TypeName, bool IsValueType);

/// <summary>The emitted fields of an object.</summary>
/// <param name="Prefix">Its namespace in code, with a dot.</param>
/// <param name="Name">Its name; that of the optional ones begins with <c>Optional</c>.</param>
/// <param name="IsNullable">Whether it is the nullable form of a value type, of which there are only optional ones.</param>
internal sealed record NodeModel(string Prefix, string Name, bool IsNullable = false);

/// <summary>The type of the keys of a dictionary.</summary>
/// <param name="Name">Fully qualified.</param>
/// <param name="Codec">How they become names.</param>
internal sealed record KeyTypeModel(string Name, string Codec);

internal enum FieldKind
{
    /// <summary>A value, in which no path leads anywhere.</summary>
    Value,

    Object,

    List,

    Map,
}
