namespace System.Diagnostics.CodeAnalysis;

/// <summary>Missing on netstandard2.0; the compiler looks it up by name.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class NotNullWhenAttribute(bool returnValue) : Attribute
{
    public bool ReturnValue { get; } = returnValue;
}
