using System.Globalization;
using System.Text;
using Settee.Documents;
using Settee.TestTypes.Zoo;

namespace Settee.Generators.Tests;

/// <summary>JSON has one spelling of a number, whoever runs the program.</summary>
public sealed class CultureTests
{
    [Theory]
    [InlineData("de-DE")]
    [InlineData("fa-IR")]
    [InlineData("tr-TR")]
    [InlineData("sv-SE")]
    public void Nothing_depends_on_the_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            var expected = Written();
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Assert.Equal(expected, Written());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Written()
    {
        var numbers = DocumentJson.Serialize(new TextNumbers { Id = -1, Double = -1.5, Decimal = 1.50m, Half = (Half)(-0.5), Int128 = -1, Map = new() { [-1] = -2.5m } });
        var keys = DocumentJson.Serialize(new DictionaryKeys { Ints = new() { [-1] = -1 }, Doubles = new() { [-1.5] = -1 }, Spans = new() { [TimeSpan.FromHours(-1)] = 1 } });
        var times = DocumentJson.Serialize(new Times { DateTime = new DateTime(2024, 1, 2, 3, 4, 5, 6), TimeSpan = TimeSpan.FromMilliseconds(-1), DateOnly = new(2024, 1, 2) });
        _ = DocumentJson.Deserialize<TextNumbers>(numbers);
        _ = DocumentJson.Deserialize<DictionaryKeys>(keys);
        _ = DocumentJson.Deserialize<Times>(times);
        return Encoding.UTF8.GetString([.. numbers, .. keys, .. times]);
    }
}
