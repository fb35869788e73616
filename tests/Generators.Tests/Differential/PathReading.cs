using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Settee.Documents;
using Settee.Wire;

namespace Settee.Generators.Tests.Differential;

/// <summary>Reads each member of a document through its field, as a lookup does, and compares it with the same member of the whole document.</summary>
internal static class PathReading
{
    public static void Compare<T>(byte[] json, T whole)
        where T : IDocument<T>
    {
        // What callbacks change, or reading adds to what is there, says nothing.
        if (typeof(T).GetNestedType("Fields") is not { } fields || whole is null or IJsonOnDeserialized or IJsonOnSerialized
            || T.Schema.Json.Options.PreferredObjectCreationHandling == JsonObjectCreationHandling.Populate)
        {
            return;
        }

        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        foreach (var property in fields.GetProperties(BindingFlags.Static | BindingFlags.Public))
        {
            // All but what stands for no value of its own: the members that are not declared.
            var name = property.Name;
            if (property.GetValue(null) is not Field<T> field || !IsKept(name) || !field.Path.IsPossible || !document.RootElement.TryGetProperty(field.ToString(), out var member))
                continue;

            var probe = (IProbe<T>)Activator.CreateInstance(typeof(Probe<,>).MakeGenericType(typeof(T), ValueOf(field.GetType())))!;
            Assert.Equal(
                $"{typeof(T).Name}.{name} {ObjectDump.Of(MemberOf(name)!.GetValue(whole))}",
                $"{typeof(T).Name}.{name} {ObjectDump.Of(probe.Read(field, Encoding.UTF8.GetBytes(member.GetRawText())))}");
        }

        // Nor does what is not set when a document is read.
        bool IsKept(string name) => MemberOf(name) is { SetMethod.IsPublic: true } property
            && property.GetCustomAttributesData().All(static a => a.AttributeType.Name is not ("JsonIgnoreAttribute" or "JsonObjectCreationHandlingAttribute"));

        static PropertyInfo? MemberOf(string name) => typeof(T).GetProperty(name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly);
    }

    private static Type ValueOf(Type field) =>
        field is { IsGenericType: true } && field.GetGenericTypeDefinition() == typeof(Field<,>) ? field.GetGenericArguments()[1] : ValueOf(field.BaseType!);

    private interface IProbe<T>
        where T : IDocument<T>
    {
        object? Read(Field<T> field, byte[] json);
    }

    private sealed class Probe<T, TValue> : IProbe<T>
        where T : IDocument<T>
    {
        public object? Read(Field<T> field, byte[] json) => FieldAnswers.Read((Field<T, TValue>)field, Status.Success, json, null!);
    }
}
