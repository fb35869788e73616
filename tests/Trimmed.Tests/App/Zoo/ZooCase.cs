using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Settee.Documents;

namespace Settee.Generators.Tests
{
    /// <summary>The conventions of the documents, which are Settee's own.</summary>
    internal static class Conventions
    {
        public static readonly JsonSerializerOptions Options = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };

        public static string Rename(string json) => json;
    }
}

namespace Settee.Generators.Tests.Differential
{
    /// <summary>One document type of the zoo, written and read without anything to compare with but its own text.</summary>
    public abstract class ZooCase
    {
        /// <summary>What every document of the zoo becomes, one line for each value and each text.</summary>
        public static string DescribeAll()
        {
            var text = new StringBuilder();
            foreach (var each in Zoo.Cases)
                each.Describe(text);
            return text.ToString();
        }

        protected abstract void Describe(StringBuilder text);
    }

    internal sealed class ZooCase<T>(T[] values, string[] texts, JsonSerializerOptions options) : ZooCase
        where T : IDocument<T>
    {
        public bool ComparesPaths { get; init; } = true;

        protected override void Describe(StringBuilder text)
        {
            text.Append(typeof(T).Name).Append(' ').Append(options.PropertyNamingPolicy is not null).Append('\n');
            foreach (var value in values)
            {
                var json = Outcome(() => Encoding.UTF8.GetString(DocumentJson.Serialize(value)));
                text.Append("  ").Append(json).Append('\n');
                Read(text, json);
            }

            foreach (var json in texts)
                Read(text, json);
        }

        private static void Read(StringBuilder text, string json) =>
            text.Append("  > ")
                .Append(Outcome(() => Encoding.UTF8.GetString(DocumentJson.Serialize(DocumentJson.Deserialize<T>(Encoding.UTF8.GetBytes(json))))))
                .Append('\n');

        private static string Outcome(Func<string> run)
        {
            try
            {
                return run();
            }
            catch (JsonException e)
            {
                return $"JsonException {e.Path}";
            }
            catch (Exception e)
            {
                return e.GetType().Name;
            }
        }
    }
}
