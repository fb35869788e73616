using System.Text;
using Settee.Connecting;

namespace Runtime.Tests.Connecting;

public sealed class ErrorMapTests
{
    private const string Sample = """
        {"version":2,"revision":4,"note":[{"a":1}],"errors":{
          "0":{"name":"SUCCESS","desc":"Success","attrs":["success"],"retry":{"strategy":0,"interval":0,"ceil":null}},
          "1f":{"name":"AUTH_STALE","desc":"Reauthenticate","attrs":["conn-state-invalidated","auth"]},
          "86":{"name":"ETMPFAIL","desc":"Busy","attrs":["temp","retry-later","unknown-attribute"],"retry":{"strategy":"linear","interval":10}},
          "7ff0":{"name":"DUMMY","desc":"","attrs":["fetch-config"]}}}
        """;

    private static ErrorMap Parse(string json) => ErrorMap.Parse(Encoding.UTF8.GetBytes(json));

    [Fact]
    public void Codes_are_hexadecimal_and_attributes_are_kept()
    {
        var map = Parse(Sample);

        Assert.Equal((2, 4, 4), (map.Version, map.Revision, map.Count));
        Assert.True(map.Find(0x1f)!.InvalidatesConnection);
        Assert.True(map.Find(0x86)!.MayRetry);
        Assert.False(map.Find(0)!.MayRetry);
        Assert.True(map.Find(0x7ff0)!.MeansFetchMap);
        Assert.Null(map.Find(0x99));
    }

    [Fact]
    public void Malformed_entries_are_left_out_one_by_one()
    {
        var map = Parse("""
            {"version":1.5,"revision":null,"errors":{"xyz":{"name":"A"},"12345":{"name":"B"},"1":5,"2":{"name":["x"],"desc":{},"attrs":"none"},
             "3":{"attrs":[null,1,["x"],{"y":1},"item-only"],"name":"GOOD"}}}
            """);

        Assert.Equal((0, 0, 2), (map.Version, map.Revision, map.Count));
        Assert.Equal("", map.Find(2)!.Name);
        Assert.Equal("GOOD", map.Find(3)!.Name);
        Assert.Equal(["item-only"], map.Find(3)!.Attributes);
    }

    [Fact]
    public void Damage_anywhere_never_throws_and_keeps_what_came_before()
    {
        var bytes = Encoding.UTF8.GetBytes(Sample);
        for (var length = 0; length < bytes.Length; length++)
            ErrorMap.Parse(bytes.AsSpan(0, length));

        var random = new Random(58);
        for (var round = 0; round < 3_000; round++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            ErrorMap.Parse(damaged);
        }

        Assert.Equal("SUCCESS", Parse(Sample[..(Sample.IndexOf("ETMPFAIL", StringComparison.Ordinal) + 3)]).Find(0)!.Name);
    }
}
