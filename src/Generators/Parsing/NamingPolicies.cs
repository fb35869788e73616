using System.Globalization;
using System.Text;
using Settee.Generators.Model;

namespace Settee.Generators.Parsing;

/// <summary>The naming policies of System.Text.Json, applied while code is generated.</summary>
internal static class NamingPolicies
{
    public static string Apply(NamingPolicy policy, string name) => policy switch
    {
        NamingPolicy.CamelCase => Names.Camel(name),
        NamingPolicy.SnakeCaseLower => Separated(name, '_', isUpper: false),
        NamingPolicy.SnakeCaseUpper => Separated(name, '_', isUpper: true),
        NamingPolicy.KebabCaseLower => Separated(name, '-', isUpper: false),
        NamingPolicy.KebabCaseUpper => Separated(name, '-', isUpper: true),
        _ => name,
    };

    /// <summary>
    /// Words in one case with separators between them. A word begins at a capital after a small letter or digit, at the last of
    /// several capitals when a small letter follows, and after spaces; any other character stands for itself and ends a word.
    /// </summary>
    private static string Separated(string name, char separator, bool isUpper)
    {
        var text = new StringBuilder(name.Length + 4);
        var previous = Previous.Nothing;
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            switch (char.GetUnicodeCategory(c))
            {
                case UnicodeCategory.UppercaseLetter:
                    var endsCapitals = previous == Previous.Capital && i + 1 < name.Length && char.IsLower(name[i + 1]);
                    if (previous is Previous.Small or Previous.Space || endsCapitals)
                        text.Append(separator);
                    text.Append(isUpper ? c : char.ToLowerInvariant(c));
                    previous = Previous.Capital;
                    break;
                case UnicodeCategory.LowercaseLetter or UnicodeCategory.DecimalDigitNumber:
                    if (previous == Previous.Space)
                        text.Append(separator);
                    text.Append(isUpper ? char.ToUpperInvariant(c) : c);
                    previous = Previous.Small;
                    break;
                case UnicodeCategory.SpaceSeparator:
                    if (previous != Previous.Nothing)
                        previous = Previous.Space;
                    break;
                default:
                    text.Append(c);
                    previous = Previous.Nothing;
                    break;
            }
        }

        return text.ToString();
    }

    private enum Previous
    {
        Nothing,
        Capital,

        /// <summary>A small letter or a digit.</summary>
        Small,

        Space,
    }
}
