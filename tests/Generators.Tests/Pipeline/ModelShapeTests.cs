using System.Reflection;
using Settee.Generators.Model;

namespace Settee.Generators.Tests.Pipeline;

/// <summary>Models are plain data with equality by value: anything of the compiler in them would keep compilations alive and never be equal.</summary>
public sealed class ModelShapeTests
{
    public static TheoryData<Type> Models =>
        [.. typeof(DocumentModel).Assembly.GetTypes().Where(static t => t.Namespace == typeof(DocumentModel).Namespace && !t.IsNested)];

    [Theory]
    [MemberData(nameof(Models))]
    public void Models_hold_plain_data_only(Type model)
    {
        foreach (var field in model.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            Assert.True(model.IsEnum || IsPlain(field.FieldType), $"{model.Name}.{field.Name} is a {field.FieldType}.");
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Models_are_equatable(Type model)
    {
        if (model is { IsAbstract: true, IsSealed: true } || model.IsEnum)
            return;

        Assert.Contains(model.GetInterfaces(), i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEquatable<>));
    }

    private static bool IsPlain(Type type)
    {
        if (type.IsGenericParameter || type == typeof(string) || type.IsPrimitive || type.IsEnum)
            return true;
        if (type.IsArray)
            return type.GetElementType() is { IsGenericParameter: true };
        if (type.IsGenericType)
            return (type.GetGenericTypeDefinition() == typeof(EquatableArray<>) || type.GetGenericTypeDefinition() == typeof(Nullable<>))
                && IsPlain(type.GetGenericArguments()[0]);
        return type.Namespace == typeof(DocumentModel).Namespace;
    }
}
