using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

using Settee;

namespace Runtime.Tests.Connecting;

public sealed class ConnectionStringTests
{
    private static string Describe(ConnectionString c)
    {
        var parameters = string.Concat(c.Parameters.Select(p => $" {p.Key}={p.Value}"));
        var user = c.User is null ? "" : $" user={c.User}";
        var bucket = c.Bucket is null ? "" : $" bucket={c.Bucket}";
        return $"{c.Scheme} {string.Join(' ', c.Hosts)}{user}{bucket}{parameters}{(c.MayUseDnsSrv ? " srv" : "")}";
    }

    [Theory]
    [InlineData("couchbase://10.0.0.1", "Couchbase 10.0.0.1")]
    [InlineData("couchbases://10.0.0.1", "Couchbases 10.0.0.1")]
    [InlineData("http://10.0.0.1", "Http 10.0.0.1")]
    [InlineData("couchbase2://gw.example.org", "Couchbase2 gw.example.org")]
    [InlineData("10.0.0.1", "None 10.0.0.1")]
    [InlineData("example.org", "None example.org srv")]
    [InlineData("10.0.0.1:8091", "None 10.0.0.1:8091")]
    [InlineData("example.org:11210", "None example.org:11210")]
    [InlineData("couchbase://example.org", "Couchbase example.org srv")]
    [InlineData("couchbases://example.org", "Couchbases example.org srv")]
    [InlineData("couchbase://example.org:11210", "Couchbase example.org:11210")]
    [InlineData("couchbase://example.org:12345", "Couchbase example.org:12345")]
    [InlineData("couchbases://example.org:11207", "Couchbases example.org:11207")]
    [InlineData("couchbases://example.org:11210", "Couchbases example.org:11210")]
    [InlineData("http://example.org:8091", "Http example.org:8091")]
    [InlineData("http://example.org:9000", "Http example.org:9000")]
    [InlineData("couchbase://h1,h2,h3", "Couchbase h1 h2 h3")]
    [InlineData("couchbase://h1;h2;h3", "Couchbase h1 h2 h3")]
    [InlineData("couchbase://h1,h2;h3:11210", "Couchbase h1 h2 h3:11210")]
    [InlineData("couchbases://10.0.0.1:11222,10.0.0.2,10.0.0.3:11207", "Couchbases 10.0.0.1:11222 10.0.0.2 10.0.0.3:11207")]
    [InlineData("couchbase://10.0.0.1;10.0.0.2:11210;10.0.0.3", "Couchbase 10.0.0.1 10.0.0.2:11210 10.0.0.3")]
    [InlineData("couchbase://h1,h2?network=external", "Couchbase h1 h2 network=external")]
    [InlineData("couchbase://h1?network=external&kv_timeout=2500", "Couchbase h1 network=external kv_timeout=2500 srv")]
    [InlineData("couchbase://h1/travel", "Couchbase h1 bucket=travel srv")]
    [InlineData("couchbase://h1/travel?network=auto", "Couchbase h1 bucket=travel network=auto srv")]
    [InlineData("couchbase://h1/a%2Fb%20%C3%A9", "Couchbase h1 bucket=a/b é srv")]
    [InlineData("couchbase://[::1]", "Couchbase [::1]")]
    [InlineData("couchbase://[::1]:11210", "Couchbase [::1]:11210")]
    [InlineData("couchbases://[3ffe:2a00:100:7031::1]", "Couchbases [3ffe:2a00:100:7031::1]")]
    [InlineData("couchbase://[::1],[::2]:12000", "Couchbase [::1] [::2]:12000")]
    [InlineData("couchbase://[::ffff:13.15.49.232]:11210", "Couchbase [::ffff:13.15.49.232]:11210")]
    [InlineData("couchbase://h1:11210=mcd", "Couchbase h1:11210=mcd")]
    [InlineData("couchbase://h1:8091=http", "Couchbase h1:8091=http")]
    [InlineData("couchbase://h1=http", "Couchbase h1=http srv")]
    [InlineData("couchbase://user@h1", "Couchbase h1 user=user srv")]
    [InlineData("couchbase://a%40b@h1,h2", "Couchbase h1 h2 user=a@b")]
    [InlineData("couchbase://h1?", "Couchbase h1 srv")]
    [InlineData("couchbase://h1?foo=", "Couchbase h1 foo= srv")]
    [InlineData("couchbase://h1?foo=bar=baz", "Couchbase h1 foo=bar=baz srv")]
    [InlineData("couchbase://h1?foo=bar&foo=qux", "Couchbase h1 foo=qux srv")]
    [InlineData("couchbase://h1?foo=bar&", "Couchbase h1 foo=bar srv")]
    [InlineData("couchbase://h1?a=b%20c", "Couchbase h1 a=b c srv")]
    [InlineData("couchbase://h1?a=b+c", "Couchbase h1 a=b+c srv")]
    [InlineData("couchbase://h1?certpath=/etc/c.pem", "Couchbase h1 certpath=/etc/c.pem srv")]
    [InlineData("couchbases://h1?truststorepath=/etc/ca.pem", "Couchbases h1 truststorepath=/etc/ca.pem srv")]
    [InlineData("couchbase://h1?a=b?c=d", "Couchbase h1 a=b?c=d srv")]
    [InlineData("h1?a=couchbase://x", "None h1 a=couchbase://x srv")]
    [InlineData("couchbase://256.1.1.1", "Couchbase 256.1.1.1 srv")]
    [InlineData("couchbase://my_host-1.example.org", "Couchbase my_host-1.example.org srv")]
    [InlineData("couchbase://h%41", "Couchbase h%41 srv")]
    [InlineData("couchbase://EXAMPLE.org", "Couchbase EXAMPLE.org srv")]
    [InlineData("couchbase://example.org.", "Couchbase example.org. srv")]
    [InlineData("couchbases://cb.abc123.cloud.couchbase.com", "Couchbases cb.abc123.cloud.couchbase.com srv")]
    [InlineData("couchbase://1.2.3.example", "Couchbase 1.2.3.example srv")]
    [InlineData("couchbase://1.2.3", "Couchbase 1.2.3 srv")]
    [InlineData("couchbase://h1?enable_dns_srv=false", "Couchbase h1 enable_dns_srv=false srv")]
    [InlineData("couchbase://h1,h2?enable_dns_srv=true", "Couchbase h1 h2 enable_dns_srv=true")]
    public void Reads(string text, string expected)
    {
        var parsed = ConnectionString.Parse(text);

        Assert.Equal(expected, Describe(parsed));
        Assert.Equal(parsed, ConnectionString.Parse(parsed.ToString()));
        Assert.True(ConnectionString.TryParse(text, out var again));
        Assert.Equal(parsed, again);
    }

    [Theory]
    [InlineData("", 1, "it is empty")]
    [InlineData("   ", 1, "it is empty")]
    [InlineData("couchbase://example.org:8091", 25, "8091 is the management port")]
    [InlineData("couchbases://example.org:18091", 26, "key-value port (11207)")]
    [InlineData("couchbase://h1/", 16, "the bucket after / is empty")]
    [InlineData("couchbase://h1/?network=auto", 16, "the bucket after / is empty")]
    [InlineData("couchbase://h1/bucket/foo", 22, "only a bucket may follow")]
    [InlineData("couchbases://[::ffff.192.168.0.1]:11207", 15, "is not an IPv6 address")]
    [InlineData("couchbase://::1", 13, "a host name is missing")]
    [InlineData("couchbase://fe80::1:11210", 13, "IPv6 addresses need brackets")]
    [InlineData("couchbase://[::1", 13, "is not closed")]
    [InlineData("couchbase://[]", 14, "is not an IPv6 address")]
    [InlineData("couchbase://[10.0.0.1]", 14, "is not an IPv6 address")]
    [InlineData("couchbase://[::1]x", 18, "unexpected \"x\"")]
    [InlineData("couchbase://h1:", 16, "the port is missing")]
    [InlineData("couchbase://:11210", 13, "a host name is missing")]
    [InlineData("couchbase://h1:port", 16, "is not a port")]
    [InlineData("couchbase://h1:99999", 16, "is not a port")]
    [InlineData("couchbase://h1:0", 16, "is not a port")]
    [InlineData("couchbase://h1:-1", 16, "is not a port")]
    [InlineData("couchbase://h1:+1", 16, "is not a port")]
    [InlineData("couchbase://", 13, "a host name is missing")]
    [InlineData("couchbase:///", 13, "a host name is missing")]
    [InlineData("couchbase://,h1", 13, "a host name is missing")]
    [InlineData("couchbase://h1,", 16, "a host name is missing")]
    [InlineData("couchbase://h1,,h2", 16, "a host name is missing")]
    [InlineData("couchbase://h1, h2", 16, "contains a space")]
    [InlineData("https://host2:8091,host3:8091", 1, "use couchbases://")]
    [InlineData("http://host1,http://host2", 19, "the port is missing")]
    [InlineData("couchbase://h1,couchbase://h2", 26, "the port is missing")]
    [InlineData("http://::ffff:00ee:2122", 8, "a host name is missing")]
    [InlineData("ftp://h1", 1, "\"ftp\" is not known")]
    [InlineData("COUCHBASE://h1", 1, "schemes are lower case")]
    [InlineData("couchbase:h1", 11, "is not a port")]
    [InlineData("couchbase:/h1", 11, "the port is missing")]
    [InlineData("://h1", 1, "the scheme is missing")]
    [InlineData("couchbase+dnssrv://example.org", 1, "DNS SRV records are looked up without it")]
    [InlineData("couchbase2://h1,h2", 14, "exactly one host")]
    [InlineData("couchbase://h1:11210=bogus", 22, "is not a protocol")]
    [InlineData("couchbase://user:pass@h1", 17, "passwords do not belong")]
    [InlineData("couchbase://@h1", 13, "is empty")]
    [InlineData("couchbase://h1?foo", 16, "\"foo\" has no value")]
    [InlineData("couchbase://h1?=1", 16, "has no name")]
    [InlineData("couchbase://h1?a=1&b=%2", 22, "two hexadecimal digits")]
    [InlineData("couchbase://h1?a=%ff", 18, "forming UTF-8")]
    [InlineData("couchbase://h1/a%zz", 17, "two hexadecimal digits")]
    [InlineData("couchbase://h1?kv_timeout=2,5", 27, "kv_timeout=2,5: expected milliseconds")]
    [InlineData("couchbase://h1?kv_timeout=0", 27, "expected more than zero")]
    [InlineData("couchbase://h1?kv_timeout=-1", 27, "expected milliseconds")]
    [InlineData("couchbase://h1?compression_min_ratio=0,5", 38, "with a point")]
    [InlineData("couchbase://h1?num_kv_connections=0", 35, "from 1 to 64")]
    [InlineData("couchbase://h1?enable_mutation_tokens=maybe", 39, "expected true or false")]
    [InlineData("couchbase://h1?tls_verify=off", 27, "expected one of full, peer, none")]
    public void Refuses(string text, int column, string reason)
    {
        var error = Assert.Throws<InvalidConnectionStringException>(() => ConnectionString.Parse(text));

        Assert.Contains(reason, error.Message);
        Assert.Equal(column, error.Column);
        Assert.False(ConnectionString.TryParse(text, out _));
    }

    [Fact]
    public void Errors_never_repeat_a_password() =>
        Assert.DoesNotContain("pass", Assert.Throws<InvalidConnectionStringException>(() => ConnectionString.Parse("couchbase://me:pass@h1"))
            .Message.Replace("passwords", "", StringComparison.Ordinal));

    [Fact]
    public void A_wrong_value_is_named_with_its_parameter()
    {
        var error = Assert.Throws<InvalidConnectionStringException>(() => ConnectionString.Parse("couchbase://h?network=x&kv_timeout=soon"));

        Assert.Equal(("kv_timeout", "soon"), (error.Key, error.Value));
    }

    [Theory]
    [InlineData("couchbase://h1?kv_timeot=1", "kv_timeot", 16, "did you mean kv_timeout?")]
    [InlineData("couchbase://h1?compresion=on", "compresion", 16, "did you mean compression?")]
    [InlineData("couchbase://h1?zzzzzzzz=on", "zzzzzzzz", 16, "is not known and has no effect.")]
    [InlineData("couchbase://h1?a=1&search_timeout=1", "search_timeout", 20, "known to other Couchbase clients")]
    [InlineData("couchbase://h1?network=a&network=b", "network", 26, "given twice")]
    [InlineData("couchbase://h1,h2?enable_dns_srv=true", "enable_dns_srv", 1, "exactly one host name")]
    [InlineData("couchbase://cb.x.cloud.couchbase.com", null, 1, "only TLS")]
    public void Warns(string text, string? key, int column, string message)
    {
        var warning = ConnectionString.Parse(text).Warnings[^1];

        Assert.Equal((key, column), (warning.Key, warning.Column));
        Assert.Contains(message, warning.Message);
    }

    [Fact]
    public void What_is_fine_gives_no_warning() =>
        Assert.Empty(ConnectionString.Parse("couchbases://cb.x.cloud.couchbase.com?kv_timeout=1s&network=auto").Warnings);

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    public void The_culture_changes_nothing(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            var parsed = ConnectionString.Parse("couchbase://INDIA.example:11210?compression_min_ratio=0.5&kv_timeout=2.5s&tls_verify=full");
            Assert.Equal("couchbase://INDIA.example:11210?compression_min_ratio=0.5&kv_timeout=2.5s&tls_verify=full", parsed.ToString());
            Assert.Throws<InvalidConnectionStringException>(() => ConnectionString.Parse("couchbase://h?compression_min_ratio=0,5"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Printing_and_parsing_gives_the_same_string()
    {
        var hosts = Gen.Elements("h1", "10.0.0.1", "::1", "my_host.example.org", "EXAMPLE");
        var ports = Gen.Elements<int?>(null, 1, 11210, 65535);
        var text = ArbMap.Default.GeneratorFor<NonNull<string>>().Select(s => s.Get).Where(s => s.Length > 0 && IsWellFormed(s));
        var strings =
            from scheme in Gen.Elements("", "couchbase://", "couchbases://", "http://")
            from list in Gen.NonEmptyListOf(from host in hosts from port in ports select new ConnectionHost(host, port))
            from bucket in text
            from withBucket in Gen.Elements(true, false)
            from values in Gen.ListOf(text)
            select scheme + string.Join(';', list)
                + (withBucket ? "/" + Uri.EscapeDataString(bucket) : "")
                + "?" + string.Join('&', values.Select((v, i) => $"p{i}={Uri.EscapeDataString(v)}"));

        Prop.ForAll(strings.ToArbitrary(), s =>
        {
            var parsed = ConnectionString.Parse(s);
            return ConnectionString.Parse(parsed.ToString()).Equals(parsed) && parsed.ToString() == ConnectionString.Parse(parsed.ToString()).ToString();
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_text_is_read_or_refused_with_the_one_error() =>
        Prop.ForAll<NonNull<string>>(s =>
        {
            ConnectionString.TryParse(s.Get, out _);
            ConnectionString.TryParse("couchbase://" + s.Get, out _);
            ConnectionString.TryParse("couchbase://h?" + s.Get, out _);
        }).QuickCheckThrowOnFailure();

    private static bool IsWellFormed(string text) =>
        !text.Where((c, i) => char.IsHighSurrogate(c) ? i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])
            : char.IsLowSurrogate(c) && (i == 0 || !char.IsHighSurrogate(text[i - 1]))).Any();
}
