using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Settee;

namespace Runtime.Tests.PublicApi;

/// <summary>
/// What users can see, as a committed text: a change of it shows in review. After an intended change run the tests with
/// SETTEE_UPDATE_SNAPSHOTS=1 and commit the file.
/// </summary>
public sealed class PublicApiTests
{
    private static readonly Assembly Runtime = typeof(Cluster).Assembly;

    [Fact]
    public void The_public_surface_is_as_committed()
    {
        var actual = Describe();
        if (Environment.GetEnvironmentVariable("SETTEE_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(SnapshotFile(), actual);

        Assert.True(
            File.ReadAllText(SnapshotFile()).ReplaceLineEndings("\n") == actual,
            "The public surface differs from tests/Runtime.Tests/PublicApi/Settee.txt; if that is intended, run the tests with SETTEE_UPDATE_SNAPSHOTS=1.");
    }

    [Fact]
    public void Simple_type_names_are_unique()
    {
        var repeated = Runtime.GetExportedTypes().GroupBy(type => type.Name).Where(group => group.Count() > 1).Select(group => group.Key);
        Assert.Empty(repeated);
    }

    [Fact]
    public void Nothing_that_an_operation_returns_has_to_be_disposed()
    {
        Type[] owners = [typeof(Cluster)];
        Assert.Empty(Runtime.GetExportedTypes()
            .Where(type => typeof(IDisposable).IsAssignableFrom(type) || typeof(IAsyncDisposable).IsAssignableFrom(type))
            .Except(owners));
    }

    [Fact]
    public void Asynchronous_methods_are_named_so_and_take_a_cancellation_token_last()
    {
        foreach (var method in Runtime.GetExportedTypes().SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)))
        {
            if (method.Name == nameof(IAsyncDisposable.DisposeAsync) || !IsAsynchronous(method.ReturnType))
                continue;

            Assert.EndsWith("Async", method.Name);
            Assert.True(
                method.GetParameters() is [.., { ParameterType: var last }] && last == typeof(CancellationToken),
                $"{method.DeclaringType!.Name}.{method.Name} takes no cancellation token last.");
        }
    }

    private static bool IsAsynchronous(Type type) =>
        typeof(Task).IsAssignableFrom(type)
        || type == typeof(ValueTask)
        || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(ValueTask<>) || type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)));

    private static string Describe()
    {
        var text = new StringBuilder();
        foreach (var type in Runtime.GetExportedTypes().Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute))).OrderBy(NameOf, StringComparer.Ordinal))
        {
            text.Append(KindOf(type)).Append(' ').Append(NameOf(type)).Append('\n');
            var members = type
                .GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                .Where(IsVisible)
                .Select(Describe)
                .Order(StringComparer.Ordinal);
            foreach (var member in members)
                text.Append("    ").Append(member).Append('\n');
        }

        return text.ToString();
    }

    private static bool IsVisible(MemberInfo member) => !member.Name.Contains('<') && member switch
    {
        MethodBase { IsSpecialName: true, IsConstructor: false } method => method.Name.StartsWith("op_", StringComparison.Ordinal) && method.IsPublic,
        MethodBase method => (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) && !IsOfObject(method),
        FieldInfo field => field.IsPublic && !field.IsSpecialName,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(accessor => accessor.IsPublic || accessor.IsFamily),
        Type => false,
        _ => true,
    };

    // What every record and struct has.
    private static bool IsOfObject(MethodBase method) =>
        method.Name is "ToString" or "GetHashCode" or "Equals" or "Deconstruct" or "PrintMembers" || method.IsDefined(typeof(CompilerGeneratedAttribute));

    private static string Describe(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        MethodInfo method => $"{(method.IsStatic ? "static " : "")}{NameOf(method.ReturnType)} {method.Name}{Generics(method)}({Parameters(method)})",
        PropertyInfo property => $"{(property.GetAccessors(nonPublic: true)[0].IsStatic ? "static " : "")}{NameOf(property.PropertyType)} {property.Name} {{{(property.CanRead ? " get;" : "")}{Setter(property)} }}",
        FieldInfo { IsLiteral: true } field => $"{field.Name} = {field.GetRawConstantValue()}",
        FieldInfo field => $"{NameOf(field.FieldType)} {field.Name}",
        _ => member.Name,
    };

    private static string Setter(PropertyInfo property) => property.SetMethod is not { IsPublic: true } setter ? ""
        : setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init;"
        : " set;";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter => $"{NameOf(parameter.ParameterType)} {parameter.Name}{(parameter.IsOptional ? " = default" : "")}"));

    private static string Generics(MethodInfo method) => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(NameOf))}>" : "";

    private static string KindOf(Type type) => type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct" : type is { IsAbstract: true, IsSealed: true } ? "static class" : type.IsSealed ? "sealed class" : type.IsAbstract ? "abstract class" : "class";

    private static string NameOf(Type type)
    {
        if (type.IsByRef)
            return "ref " + NameOf(type.GetElementType()!);
        if (type.IsArray)
            return NameOf(type.GetElementType()!) + "[]";
        if (type.IsGenericParameter)
            return type.Name;

        var name = type.Namespace?.StartsWith("Settee", StringComparison.Ordinal) == true ? type.FullName ?? $"{type.Namespace}.{type.Name}" : type.Name;
        name = name.Split('[')[0];
        return type.IsGenericType ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>" : name;
    }

    private static string SnapshotFile()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Toolkit.sln")))
            folder = folder.Parent;

        return Path.Combine(folder.FullName, "tests", "Runtime.Tests", "PublicApi", "Settee.txt");
    }
}
