using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Settee.Generators.Parsing;

/// <summary>Framework types that JSON cannot hold, and what to use instead.</summary>
internal static class ForeignTypes
{
    private const string Generic = "System.Collections.Generic.";
    private const string Concurrent = "System.Collections.Concurrent.";
    private const string Specialized = "System.Collections.Specialized.";
    private const string ObjectModel = "System.Collections.ObjectModel.";

    // What of the value is worth keeping.
    private static readonly Dictionary<string, string> Advice = new()
    {
        ["System.Text.StringBuilder"] = "keep its text in a string",
        ["System.Type"] = "keep its name in a string",
        ["System.DBNull"] = "make the member nullable",
        ["System.Exception"] = "keep its message in a string",
        ["System.TimeZoneInfo"] = "keep its Id in a string",
        ["System.Globalization.CultureInfo"] = "keep its Name in a string",
        ["System.Globalization.RegionInfo"] = "keep its Name in a string",
        ["System.Text.Encoding"] = "keep its WebName in a string",
        ["System.Text.RegularExpressions.Regex"] = "keep its pattern in a string",
        ["System.Net.IPAddress"] = "keep its text in a string",
        ["System.Net.IPEndPoint"] = "keep its text in a string",
        ["System.Net.Mail.MailAddress"] = "keep its text in a string",
        ["System.Xml.XmlDocument"] = "keep its text in a string",
        ["System.Xml.Linq.XDocument"] = "keep its text in a string",
        ["System.Xml.Linq.XElement"] = "keep its text in a string",
        ["System.IO.Stream"] = "keep its content in a byte[]",
        ["System.IO.MemoryStream"] = "keep its content in a byte[]",
        ["System.Data.DataTable"] = "keep its rows in a list of a type of your own",
        ["System.Threading.Tasks.Task"] = "keep its outcome in a member of its own",
        ["System.Threading.Tasks.Task`1"] = "keep its result",
        ["System.Threading.Tasks.ValueTask`1"] = "keep its result",
        ["System.Lazy`1"] = "keep its value",
    };

    // System.Text.Json writes their properties, and cannot make the value from them again.
    private static readonly Dictionary<string, string> Numbers = new()
    {
        ["System.Numerics.BigInteger"] = "use Int128, decimal or a string",
        ["System.Numerics.Complex"] = "use two members of type double",
        ["System.Text.Rune"] = "use a string, or an int with its Value",
        ["System.Index"] = "use an int",
        ["System.Range"] = "use two members of type int",
    };

    // {0} and {1} are the type arguments.
    private static readonly Dictionary<string, string> Collections = new()
    {
        [Generic + "IAsyncEnumerable`1"] = Generic + "List<{0}>",
        [Generic + "PriorityQueue`2"] = Generic + "List<({0} Element, {1} Priority)>",
        [Concurrent + "ConcurrentBag`1"] = Concurrent + "ConcurrentQueue<{0}>",
        [Concurrent + "BlockingCollection`1"] = Concurrent + "ConcurrentQueue<{0}>",
        [ObjectModel + "ReadOnlyObservableCollection`1"] = Generic + "IReadOnlyList<{0}>",
        ["System.Linq.ILookup`2"] = Generic + "Dictionary<{0}, " + Generic + "List<{1}>>",
        ["System.ArraySegment`1"] = "{0}[]",
        ["System.Collections.BitArray"] = Generic + "List<bool>",
        [Specialized + "StringCollection"] = Generic + "List<string>",
        [Specialized + "StringDictionary"] = Generic + "Dictionary<string, string>",
        [Specialized + "NameValueCollection"] = Generic + "Dictionary<string, string>",
    };

    /// <summary>Why a framework type is refused; null when nothing is known of it.</summary>
    public static Refusal? Find(INamedTypeSymbol type)
    {
        for (var t = type; t is { SpecialType: not SpecialType.System_Object }; t = t.BaseType)
        {
            if (!TypeMapper.IsFromFramework(t))
                continue;

            var name = ScalarTypes.FullName(t);
            if (Advice.TryGetValue(name, out var advice))
                return new Refusal(Problem.UnsupportedFrameworkType, type, advice);
            if (Numbers.TryGetValue(name, out advice))
                return new Refusal(Problem.NumberWithoutJson, type, advice);
        }

        return Collections.TryGetValue(ScalarTypes.FullName(type), out var template)
            ? new Refusal(Problem.UnreadableCollection, type, "use " + ForPeople(template, type), template)
            : null;
    }

    private static string ForPeople(string template, INamedTypeSymbol type)
    {
        object[] arguments = [.. type.TypeArguments.Select(Names.ForPeople)];
        var text = string.Format(template, arguments);
        foreach (var space in new[] { Generic, Concurrent, "System.Collections.Immutable." })
            text = text.Replace(space, "");
        return text;
    }
}
