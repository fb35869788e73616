using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Runtime.Tests.Support;
using Settee;
using Settee.Connecting;
using Settee.Topology;

namespace Runtime.Tests.Connecting;

public sealed class ResolvedOptionsTests
{
    private static readonly PasswordAuthenticator Password = new("app", "secret");

    private static ResolvedOptions Resolve(string connectionString, ClusterOptions? options = null) =>
        ResolvedOptions.From(ConnectionString.Parse(connectionString), options ?? new ClusterOptions { Authenticator = Password });

    private static string Refusal(string connectionString, ClusterOptions options) =>
        Assert.ThrowsAny<InvalidArgumentException>(() => Resolve(connectionString, options)).Message;

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=app", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(90));
    }

    [Fact]
    public void Defaults_apply_where_nothing_is_said()
    {
        var options = Resolve("couchbase://h1,h2:7000");

        Assert.Equal([new NodeEndpoint("h1", 11210), new NodeEndpoint("h2", 7000)], options.Seeds);
        Assert.Equal(TimeSpan.FromSeconds(2.5), options.KeyValueTimeout);
        Assert.Equal(TimeSpan.FromSeconds(10), options.KeyValueDurableTimeout);
        Assert.Equal(TimeSpan.FromSeconds(10), options.ConnectTimeout);
        Assert.Equal("auto", options.Network);
        Assert.Equal(1, options.NumKvConnections);
        Assert.False(options.UseTls);
        Assert.Null(options.DnsSrvName);
        Assert.Empty(options.Warnings);
    }

    [Fact]
    public void Code_comes_before_the_connection_string_and_that_before_the_defaults()
    {
        var options = Resolve("couchbase://h?kv_timeout=3s&kv_durable_timeout=4s&network=external&compression=off", new ClusterOptions
        {
            Authenticator = Password,
            Network = "default",
            Timeouts = new TimeoutOptions { KeyValue = TimeSpan.FromSeconds(1) },
        });

        Assert.Equal(TimeSpan.FromSeconds(1), options.KeyValueTimeout);
        Assert.Equal(TimeSpan.FromSeconds(4), options.KeyValueDurableTimeout);
        Assert.Equal(TimeSpan.FromSeconds(10), options.ConnectTimeout);
        Assert.Equal("default", options.Network);
        Assert.False(options.Compression);
    }

    [Fact]
    public void Every_parameter_reaches_the_options()
    {
        var blank = Resolve("couchbases://h");
        string ValueFor(ConnectionParameter parameter) => parameter.Name switch
        {
            "enable_tls" => "true",
            "trust_certificate" => "/dev/null",
            "tls_verify" => "none",
            "ip_protocol" => "force_ipv6",
            "compression_min_ratio" => "0.25",
            _ => parameter.Type switch { "duration" => "1234", "boolean" => parameter.Default == "true" ? "off" : "on", "integer" => "7", _ => "x" },
        };

        foreach (var parameter in ConnectionParameters.All.Where(p => p.Name is not ("enable_tls" or "trust_certificate")))
        {
            foreach (var name in parameter.Names)
            {
                var filled = Resolve($"couchbases://h?{name}={ValueFor(parameter)}");
                Assert.NotEqual(Comparable(blank), Comparable(filled));
            }
        }

        static string Comparable(ResolvedOptions o) => (o with { ConnectionString = ConnectionString.Parse("h"), Credentials = null!, Identity = new ClientIdentity(o.Identity.Agent, 0) }).ToString()
            + o.Identity.Agent;
    }

    [Theory]
    [InlineData("couchbase://example.org", "_couchbase._tcp.example.org")]
    [InlineData("couchbases://example.org", "_couchbases._tcp.example.org")]
    [InlineData("couchbase://example.org?enable_dns_srv=false", null)]
    [InlineData("couchbase://example.org:11210", null)]
    [InlineData("couchbase://10.0.0.1", null)]
    [InlineData("couchbase://a,b", null)]
    [InlineData("http://example.org", null)]
    public void An_SRV_lookup_is_due_only_for_one_name_without_a_port(string connectionString, string? name) =>
        Assert.Equal(name, Resolve(connectionString).DnsSrvName);

    [Theory]
    [InlineData("h:8091", 11210)]
    [InlineData("http://h", 11210)]
    [InlineData("http://h:8091", 11210)]
    [InlineData("couchbases://h", 11207)]
    [InlineData("couchbases://h:11210", 11210)]
    [InlineData("couchbase://h:8091=mcd", 8091)]
    public void Seeds_have_key_value_ports(string connectionString, int port) =>
        Assert.Equal(port, Resolve(connectionString).Seeds[0].Port);

    [Theory]
    [InlineData("couchbase2://h", "gRPC")]
    [InlineData("http://h:9000", "management protocol")]
    [InlineData("couchbase://h:8091=http", "management protocol")]
    [InlineData("couchbase://h?enable_tls=true", "contradicts the scheme")]
    [InlineData("couchbases://h?enable_tls=off", "contradicts the scheme")]
    [InlineData("couchbase://other@h", "names the user \"other\", the authenticator \"app\"")]
    [InlineData("couchbases://h?trust_certificate=/no/such/file.pem", "/no/such/file.pem")]
    public void Contradictions_in_the_connection_string_are_refused(string connectionString, string reason) =>
        Assert.Contains(reason, Refusal(connectionString, new ClusterOptions { Authenticator = Password }));

    [Fact]
    public void The_user_of_the_connection_string_may_repeat_the_authenticators() =>
        Assert.Same(Password, Resolve("couchbase://app@h").Credentials.Current.Authenticator);

    [Fact]
    public void Contradictions_in_the_options_are_refused()
    {
        using var certificate = Certificate();
        using var publicOnly = X509CertificateLoader.LoadCertificate(certificate.RawData);
        var trust = TlsTrust.FromCertificates(certificate);

        Assert.Contains("Authenticator is not set", Refusal("couchbase://h", new ClusterOptions()));
        Assert.Contains("only over TLS", Refusal("couchbase://h", new ClusterOptions { Authenticator = new JwtAuthenticator("a.b.c") }));
        Assert.Contains("only over TLS", Refusal("couchbase://h", new ClusterOptions { Authenticator = new CertificateAuthenticator(certificate) }));
        Assert.Contains("given twice", Refusal("couchbases://h", new ClusterOptions
        {
            Authenticator = new CertificateAuthenticator(certificate), Tls = new TlsOptions { ClientCertificate = certificate },
        }));
        Assert.Contains("no private key", Refusal("couchbases://h", new ClusterOptions
        {
            Authenticator = Password, Tls = new TlsOptions { ClientCertificate = publicOnly },
        }));
        Assert.Contains("TlsVerify.None", Refusal("couchbases://h", new ClusterOptions
        {
            Authenticator = Password, Tls = new TlsOptions { Verify = TlsVerify.None, TrustedCertificates = trust },
        }));
        Assert.Contains("does not use TLS", Refusal("couchbase://h", new ClusterOptions
        {
            Authenticator = Password, Tls = new TlsOptions { TrustedCertificates = trust },
        }));
        Assert.Contains("Timeouts.KeyValue", Refusal("couchbase://h", new ClusterOptions
        {
            Authenticator = Password, Timeouts = new TimeoutOptions { KeyValue = TimeSpan.Zero },
        }));
        Assert.Contains("NumKvConnections", Refusal("couchbase://h", new ClusterOptions { Authenticator = Password, NumKvConnections = 0 }));
    }

    [Fact]
    public void Unsafe_settings_and_mistyped_parameters_are_warned_about()
    {
        var warnings = Resolve("couchbases://h?tls_verify=none&kv_timeot=1").Warnings;

        Assert.Contains(warnings, w => w.Contains("kv_timeout", StringComparison.Ordinal));
        Assert.Contains(warnings, w => w.Contains("not verified", StringComparison.Ordinal));
    }

    [Fact]
    public void The_poll_interval_is_never_below_its_floor() =>
        Assert.Equal(TimeSpan.FromMilliseconds(50), Resolve("couchbase://h?config_poll_interval=10").ConfigPollInterval);

    [Fact]
    public void Secrets_are_not_printed()
    {
        Assert.DoesNotContain("secret", Password.ToString());
        Assert.DoesNotContain("a.b.c", new JwtAuthenticator("a.b.c").ToString());
        Assert.DoesNotContain("secret", new ClusterOptions { Authenticator = Password }.ToString());
        Assert.DoesNotContain("secret", Resolve("couchbase://h").ToString());
    }

    [Fact]
    public void Replaced_credentials_keep_their_kind_and_count_up()
    {
        using var certificate = Certificate();
        var credentials = Resolve("couchbases://h").Credentials;
        var renewed = new PasswordAuthenticator("app", "other");

        credentials.Replace(renewed);

        Assert.Equal((renewed, 1), (credentials.Current.Authenticator, credentials.Current.Generation));
        Assert.Contains("cannot be replaced", Assert.Throws<InvalidArgumentException>(() => credentials.Replace(new JwtAuthenticator("x"))).Message);
    }

    [Fact]
    public void The_hello_key_fits_into_250_bytes_whatever_is_added()
    {
        foreach (var extra in new[] { null, "app", new string('x', 500), new string('é', 190), string.Concat(Enumerable.Repeat("😀", 90)), "a\"b\\c" })
        {
            var identity = ClientIdentity.Create(extra);
            var id = identity.NewConnectionId();
            var key = identity.HelloKey(id);

            Assert.InRange(key.Length, 40, 250);
            using var json = System.Text.Json.JsonDocument.Parse(key);
            Assert.Equal(id, json.RootElement.GetProperty("i").GetString());
            Assert.StartsWith("settee/", json.RootElement.GetProperty("a").GetString());
            Assert.DoesNotContain("\ufffd", Encoding.UTF8.GetString(key));
            Assert.Matches("^[0-9a-f]{16}/[0-9a-f]{16}$", id);
            Assert.StartsWith(identity.ClientId, id);
        }
    }

    [Fact]
    public void Trust_takes_every_certificate_of_a_bundle()
    {
        using var one = Certificate();
        using var two = Certificate();
        var trust = TlsTrust.FromPem("some text\n" + one.ExportCertificatePem() + "\n\n" + two.ExportCertificatePem());

        Assert.Equal([one.Thumbprint, two.Thumbprint], trust.Certificates.Select(c => c.Thumbprint));
        Assert.Contains("no certificate", Assert.Throws<InvalidArgumentException>(() => TlsTrust.FromPem("nothing")).Message);
        Assert.Contains("no certificate", Assert.Throws<InvalidArgumentException>(() => TlsTrust.FromCertificates()).Message);
    }

    [Fact]
    public void Trust_survives_the_disposal_of_the_certificate_it_was_made_from()
    {
        var certificate = Certificate();
        var thumbprint = certificate.Thumbprint;
        var trust = TlsTrust.FromCertificates(certificate);
        certificate.Dispose();

        Assert.Equal(thumbprint, trust.Certificates[0].Thumbprint);
    }

    [Fact]
    public void The_order_in_which_options_are_set_does_not_matter()
    {
        Func<ClusterOptions, ClusterOptions>[] steps =
        [
            o => o with { Authenticator = Password },
            o => o with { Tls = o.Tls with { Verify = TlsVerify.None } },
            o => o with { Timeouts = o.Timeouts with { KeyValue = TimeSpan.FromSeconds(9) } },
            o => o with { Timeouts = o.Timeouts with { Connect = TimeSpan.FromSeconds(8) } },
        ];
        static string Print(ResolvedOptions o) => (o with { Credentials = null!, Identity = null! }).ToString();
        var resolved = Permutations([0, 1, 2, 3])
            .Select(order => Print(Resolve("couchbases://h?kv_timeout=1s", order.Aggregate(new ClusterOptions(), (o, step) => steps[step](o)))))
            .ToHashSet();

        Assert.Single(resolved);
        Assert.Contains("KeyValueTimeout = 00:00:09", resolved.Single());
    }

    private static IEnumerable<int[]> Permutations(int[] items) => items.Length == 0
        ? [[]]
        : items.SelectMany(first => Permutations([.. items.Where(item => item != first)]).Select(rest => (int[])[first, .. rest]));

    [Fact]
    public void Warnings_are_written_into_the_log()
    {
        var log = new CapturedLog();
        Resolve("couchbases://h?tls_verify=none", new ClusterOptions { Authenticator = Password, LoggerFactory = log }).LogWarnings();

        Assert.Contains("not verified", Assert.Single(log.Entries).Message);
    }
}
