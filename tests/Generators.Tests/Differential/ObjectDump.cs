using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Settee.Generators.Tests.Differential;

/// <summary>Prints an object with all its fields, private ones too, so that two objects can be compared completely.</summary>
internal static class ObjectDump
{
    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Append(text, value, depth: 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, object? value, int depth)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                return;
            case DateTime instant:
                text.Append(CultureInfo.InvariantCulture, $"{instant:O} {instant.Kind}");
                return;
            case double or float or decimal or Half:
                text.Append(value.GetType().Name).Append(' ').Append(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                return;
            case string or Enum or Uri or Version or IFormattable:
                text.Append(value.GetType().Name).Append(' ').Append(Convert.ToString(value, CultureInfo.InvariantCulture));
                return;
            case System.Text.Json.JsonElement element:
                text.Append("JsonElement ").Append(element.GetRawText());
                return;
            case System.Text.Json.Nodes.JsonNode node:
                text.Append("JsonNode ").Append(node.GetValueKind()).Append(node.ToJsonString());
                return;
            case Memory<byte> memory:
                text.Append("Memory ").Append(Convert.ToHexString(memory.Span));
                return;
            case ReadOnlyMemory<byte> memory:
                text.Append("ReadOnlyMemory ").Append(Convert.ToHexString(memory.Span));
                return;
        }

        Assert.True(depth < 100, "The object is a cycle.");
        var type = value.GetType();
        text.Append(type.Name).Append('{');
        if (value is IEnumerable items)
        {
            if (type is { IsGenericType: true } && type.Name.StartsWith("ImmutableArray", StringComparison.Ordinal)
                && (bool)type.GetProperty("IsDefault")!.GetValue(value)!)
            {
                text.Append("default}");
                return;
            }

            foreach (var item in items)
            {
                Append(text, item, depth + 1);
                text.Append(',');
            }
        }

        if (type.Assembly == typeof(ObjectDump).Assembly || type.Namespace?.StartsWith("Settee", StringComparison.Ordinal) == true
            || type.Name.StartsWith("KeyValuePair", StringComparison.Ordinal))
        {
            for (var t = type; t is not null && t.Namespace?.StartsWith("System.Collections", StringComparison.Ordinal) != true || t == type; t = t!.BaseType)
            {
                foreach (var field in t!.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                {
                    text.Append(field.Name).Append('=');
                    Append(text, field.GetValue(value), depth + 1);
                    text.Append(';');
                }
            }
        }
        else if (value is not IEnumerable)
        {
            text.Append(value);
        }

        text.Append('}');
    }
}
