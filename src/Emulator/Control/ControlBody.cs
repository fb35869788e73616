using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Settee.Emulator.Control;

/// <summary>Reads the members of a body. What is missing or cannot be meant is an <see cref="ArgumentException"/> that names it.</summary>
internal static class ControlBody
{
    extension(JsonObject body)
    {
        public JsonNode Need(string name) => body[name] ?? throw new ArgumentException($"\"{name}\" is missing.");

        public string NeedText(string name) => (string)body.Need(name)!;

        public int NeedInteger(string name) => (int)body.Need(name);

        /// <summary>A number, or text such as "0x86", as documentation has codes.</summary>
        public ushort NeedCode(string name)
        {
            var node = body.Need(name);
            return node.GetValueKind() == JsonValueKind.String ? Convert.ToUInt16((string)node!, 16) : (ushort)node;
        }

        /// <summary>A value of an enumeration by its name, in any case.</summary>
        public T NeedName<T>(string name)
            where T : struct, Enum
        {
            var text = body.NeedText(name);
            return Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase)
                ? Enum.Parse<T>(text, ignoreCase: true)
                : throw new ArgumentException($"\"{name}\" is none of {string.Join(", ", Enum.GetNames<T>())}.");
        }

        public TimeSpan? Milliseconds => (double?)body["milliseconds"] is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;

        /// <summary>A time as in "2030-01-31T12:00:00Z"; null if missing.</summary>
        public DateTimeOffset? Time(string name) => (string?)body[name] is { } text
            ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
            : null;

        public string? Bucket => (string?)body["bucket"];

        public EmulatorNode NodeOf(CouchbaseEmulator emulator)
        {
            var (index, nodes) = (body.NeedInteger("node"), emulator.Nodes);
            return index >= 0 && index < nodes.Count ? nodes[index] : throw new ArgumentException($"There is no node {index}.");
        }

        /// <summary>A member that nobody reads is a typing error, and would change what is done without a word.</summary>
        public void AllowOnly(IReadOnlyCollection<string> names, string what)
        {
            foreach (var (name, _) in body)
            {
                if (!names.Contains(name))
                    throw new ArgumentException($"\"{name}\" means nothing to {what}, which takes {(names.Count == 0 ? "no members" : string.Join(", ", names))}.");
            }
        }
    }
}
