using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Runtime.Tests.Support;
using Settee;
using Settee.Connecting;
using Settee.Topology;
using Settee.Transport;
using Settee.Wire;

namespace Runtime.Tests.Connecting;

public sealed class HandshakeTests
{
    private static readonly Opcode[] BeforeLogin = [Opcode.Hello, Opcode.GetErrorMap, Opcode.SaslListMechanisms, Opcode.SaslAuth];
    private static readonly Opcode[] LastSteps = [Opcode.SelectBucket, Opcode.GetClusterConfig];

    private static HandshakeSettings Settings(
        bool tls = false, Authenticator? authenticator = null) => new(ResolvedOptions.From(
            ConnectionString.Parse(tls ? "couchbases://h" : "couchbase://h"),
            new ClusterOptions { Authenticator = authenticator ?? new PasswordAuthenticator("app", "secret") }));

    private static async Task<(HandshakeResult? Result, Exception? Error, ScriptedChannel Channel, ConnectStep Step)> RunAsync(
        FakeNode node, HandshakeSettings? settings = null, string? bucket = "travel")
    {
        var channel = new ScriptedChannel(node.Handle);
        var handshake = new Handshake(channel, settings ?? Settings(), new NodeEndpoint("10.0.0.1", 11210), bucket);
        try
        {
            return (await channel.RunAsync(() => handshake.RunAsync(CancellationToken.None)), null, channel, handshake.Step);
        }
        catch (Exception error) when (error is CouchbaseException or IOException)
        {
            return (null, error, channel, handshake.Step);
        }
    }

    [Fact]
    public async Task With_SCRAM_two_turns_are_enough()
    {
        var (result, _, channel, _) = await RunAsync(new FakeNode());

        Assert.Equal([BeforeLogin, [Opcode.SaslStep, .. LastSteps]], channel.Turns);
        Assert.Equal("""{"rev":1}""", Encoding.UTF8.GetString(result!.ClusterMap!));
        Assert.True(result.Features.Has(HelloFeature.Collections));
        Assert.Equal("KEY_ENOENT", result.ErrorMap.Find(1)!.Name);
    }

    [Fact]
    public async Task With_PLAIN_over_TLS_one_turn_is_enough()
    {
        var (result, _, channel, _) = await RunAsync(new FakeNode(), Settings(tls: true));

        Assert.NotNull(result);
        Assert.Equal([[.. BeforeLogin, .. LastSteps]], channel.Turns);
    }

    [Fact]
    public async Task With_a_token_one_turn_is_enough()
    {
        var (result, _, channel, _) = await RunAsync(new FakeNode(), Settings(tls: true, new JwtAuthenticator("a.b.c")));

        Assert.NotNull(result);
        Assert.Equal([[Opcode.Hello, Opcode.GetErrorMap, Opcode.SaslAuth, .. LastSteps]], channel.Turns);
    }

    [Fact]
    public async Task With_a_client_certificate_there_is_no_login()
    {
        using var key = ECDsa.Create();
        using var certificate = new CertificateRequest("CN=app", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);
        var node = new FakeNode { Overrides = { [Opcode.SelectBucket] = _ => FakeNode.Answer(Status.Success), [Opcode.GetClusterConfig] = _ => FakeNode.Answer(Status.Success, "{}") } };
        var (result, _, channel, _) = await RunAsync(node, Settings(tls: true, new CertificateAuthenticator(certificate)));

        Assert.NotNull(result);
        Assert.Equal([[Opcode.Hello, Opcode.GetErrorMap, .. LastSteps]], channel.Turns);
    }

    [Fact]
    public async Task Without_a_bucket_none_is_selected()
    {
        var (result, _, channel, _) = await RunAsync(new FakeNode(), bucket: null);

        Assert.NotNull(result!.ClusterMap);
        Assert.DoesNotContain(Opcode.SelectBucket, channel.Turns[1]);
    }

    [Fact]
    public async Task The_client_names_itself_and_its_connection()
    {
        var settings = Settings();
        var (result, _, channel, _) = await RunAsync(new FakeNode(), settings);

        var key = channel.Requests[0].Key;
        using var json = JsonDocument.Parse(key);
        Assert.Equal(settings.Options.Identity.Agent, json.RootElement.GetProperty("a").GetString());
        Assert.Equal(result!.ConnectionId, json.RootElement.GetProperty("i").GetString());
    }

    [Fact]
    public async Task Only_features_that_were_asked_for_and_acknowledged_are_used()
    {
        var node = new FakeNode { Overrides = { [Opcode.Hello] = _ => FakeNode.Answer(Status.Success, [0x00, 0x12, 0x00, 0x16, 0x00, 0x12, 0x7f, 0xff, 0x00]) } };
        var (result, _, _, _) = await RunAsync(node);

        Assert.Equal(FeatureSet.Of(HelloFeature.Collections), result!.Features);
    }

    [Fact]
    public async Task A_refused_HELLO_is_the_end()
    {
        var node = new FakeNode { Overrides = { [Opcode.Hello] = _ => FakeNode.Answer(Status.UnknownCommand) } };
        var (_, error, channel, step) = await RunAsync(node);

        Assert.Equal(ConnectStep.Hello, step);
        Assert.Contains("too old", error!.Message);
        Assert.Single(channel.Turns);
    }

    [Theory]
    [InlineData(nameof(Status.UnknownCommand), "")]
    [InlineData(nameof(Status.Success), "")]
    [InlineData(nameof(Status.Success), "not json")]
    [InlineData(nameof(Status.Success), """{"version":2,"errors":{"1":{"name":"A","attrs":["x"]},"2":{"na""")]
    [InlineData(nameof(Status.Success), """{"version":"two","errors":{"zz":{"name":"A"},"3":null,"4":[],"5":{"name":7,"attrs":[1,{},"ok"],"retry":{"strategy":"??"}}}}""")]
    public async Task A_missing_or_broken_error_map_does_not_matter(string status, string map)
    {
        var node = new FakeNode { Overrides = { [Opcode.GetErrorMap] = _ => FakeNode.Answer(Enum.Parse<Status>(status), map) } };
        var (result, _, _, _) = await RunAsync(node);

        Assert.NotNull(result);
    }

    [Fact]
    public async Task A_missing_mechanism_list_does_not_matter()
    {
        var node = new FakeNode { Overrides = { [Opcode.SaslListMechanisms] = _ => FakeNode.Answer(Status.UnknownCommand) } };

        Assert.NotNull((await RunAsync(node)).Result);
    }

    [Fact]
    public async Task A_refused_mechanism_is_replaced_on_the_same_connection_and_the_choice_is_kept()
    {
        var settings = Settings();
        var node = new FakeNode { Mechanisms = ["SCRAM-SHA1", "SCRAM-SHA256"] };
        var (first, _, channel, _) = await RunAsync(node, settings);
        var (second, _, next, _) = await RunAsync(node, settings);

        Assert.NotNull(first);
        Assert.Equal([BeforeLogin, [Opcode.SaslAuth], [Opcode.SaslStep, .. LastSteps]], channel.Turns);
        Assert.NotNull(second);
        Assert.Equal(2, next.Turns.Count);
        Assert.Equal("SCRAM-SHA256", Encoding.ASCII.GetString(next.Requests[3].Key.Span));
    }

    [Fact]
    public async Task Over_TLS_a_server_without_PLAIN_gets_SCRAM()
    {
        var (result, _, channel, _) = await RunAsync(new FakeNode { Mechanisms = ["SCRAM-SHA512"] }, Settings(tls: true));

        Assert.NotNull(result);
        Assert.Equal([[.. BeforeLogin, .. LastSteps], [Opcode.SaslAuth], [Opcode.SaslStep, .. LastSteps]], channel.Turns);
    }

    [Fact]
    public async Task Without_TLS_the_password_is_never_sent_even_when_only_PLAIN_is_offered()
    {
        var (_, error, channel, _) = await RunAsync(new FakeNode { Mechanisms = ["PLAIN"] });

        Assert.Contains("clear text", Assert.IsType<AuthenticationFailureException>(error).Message);
        Assert.DoesNotContain(channel.Requests, r => Encoding.UTF8.GetString(r.Value.Span).Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_TLS_PLAIN_is_used_last_and_only_when_allowed()
    {
        HandshakeSettings Allowed() => Settings(authenticator: new PasswordAuthenticator("app", "secret") { AllowPlainWithoutTls = true });
        var (only, _, _, _) = await RunAsync(new FakeNode { Mechanisms = ["PLAIN"] }, Allowed());
        var (_, _, both, _) = await RunAsync(new FakeNode(), Allowed());

        Assert.NotNull(only);
        Assert.DoesNotContain(both.Requests, r => Encoding.UTF8.GetString(r.Value.Span).Contains("secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_wrong_password_names_user_and_node_but_not_the_password(bool tls)
    {
        var (_, error, channel, step) = await RunAsync(new FakeNode { Password = "right" }, Settings(tls));

        Assert.Equal(ConnectStep.Authenticate, step);
        var message = Assert.IsType<AuthenticationFailureException>(error).Message;
        Assert.Contains("\"app\"", message);
        Assert.Contains("10.0.0.1:11210", message);
        Assert.DoesNotContain("secret", message);
        Assert.Equal(tls ? 1 : 2, channel.Turns.Count);
    }

    [Fact]
    public async Task A_refused_token_is_an_authentication_failure()
    {
        var (_, error, _, _) = await RunAsync(new FakeNode { Token = "other" }, Settings(tls: true, new JwtAuthenticator("a.b.c")));

        Assert.Contains("the token", Assert.IsType<AuthenticationFailureException>(error).Message);
        Assert.DoesNotContain("a.b.c", error!.Message);
    }

    public static TheoryData<string> Forgeries => ["nonce", "short nonce", "iterations", "no signature", "wrong signature", "error", "no challenge", "another challenge"];

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_forged_server_is_refused_and_nothing_more_is_sent(string forgery)
    {
        var node = forgery switch
        {
            "nonce" => new FakeNode { Challenge = text => "r=0123456789abcdef0123456789abcdef" + text[34..] },
            "short nonce" => new FakeNode { Challenge = text => text.Replace("serverpart", "", StringComparison.Ordinal) },
            "iterations" => new FakeNode { Iterations = 4095 },
            "no signature" => new FakeNode { Proof = _ => "" },
            "wrong signature" => new FakeNode { Proof = text => "v=" + Convert.ToBase64String(new byte[64]) },
            "error" => new FakeNode { Proof = _ => "e=other-error" },
            "no challenge" => new FakeNode { Overrides = { [Opcode.SaslAuth] = _ => FakeNode.Answer(Status.Success) } },
            _ => new FakeNode { Overrides = { [Opcode.SaslStep] = _ => FakeNode.Answer(Status.AuthContinue, "v=x") } },
        };
        var (result, error, channel, step) = await RunAsync(node);

        Assert.Null(result);
        Assert.Equal(ConnectStep.Authenticate, step);
        Assert.IsType<AuthenticationFailureException>(error);
        var refusedChallenge = forgery is "nonce" or "short nonce" or "iterations" or "no challenge";
        Assert.Equal(refusedChallenge ? [BeforeLogin] : [BeforeLogin, [Opcode.SaslStep, .. LastSteps]], channel.Turns);
    }

    [Theory]
    [InlineData(nameof(Status.TemporaryFailure))]
    [InlineData(nameof(Status.NotInitialized))]
    [InlineData(nameof(Status.InternalError))]
    public async Task A_server_that_cannot_authenticate_now_is_no_authentication_failure(string status)
    {
        var node = new FakeNode { Overrides = { [Opcode.SaslAuth] = _ => FakeNode.Answer(Enum.Parse<Status>(status), """{"error":{"context":"provider died"}}""") } };
        var (_, error, _, _) = await RunAsync(node);

        Assert.IsNotType<AuthenticationFailureException>(error);
        Assert.Contains("provider died", error!.Message);
    }

    [Fact]
    public async Task An_unknown_bucket_is_named()
    {
        var (_, error, _, step) = await RunAsync(new FakeNode(), bucket: "nope");

        Assert.Equal(ConnectStep.SelectBucket, step);
        Assert.Contains("nope", Assert.IsType<BucketNotFoundException>(error).Message);
    }

    [Theory]
    [InlineData(nameof(Status.NoBucket))]
    [InlineData(nameof(Status.NoAccess))]
    [InlineData(nameof(Status.NotSupported))]
    public async Task Without_a_bucket_a_server_may_have_no_map(string status)
    {
        var node = new FakeNode { Overrides = { [Opcode.GetClusterConfig] = _ => FakeNode.Answer(Enum.Parse<Status>(status)) } };

        Assert.Null((await RunAsync(node, bucket: null)).Result!.ClusterMap);
    }

    [Theory]
    [InlineData(nameof(Status.NotSupported))]
    [InlineData(nameof(Status.UnknownCommand))]
    [InlineData(nameof(Status.NoAccess))]
    public async Task With_a_bucket_a_server_that_has_no_map_may_have_one_over_HTTP(string status)
    {
        var node = new FakeNode { Overrides = { [Opcode.GetClusterConfig] = _ => FakeNode.Answer(Enum.Parse<Status>(status)) } };

        Assert.Equal(new OfferedMap(null, IsOverHttpOnly: true), (await RunAsync(node)).Result!.Map);
    }

    [Fact]
    public async Task With_a_bucket_a_server_that_fails_to_give_its_map_is_of_no_use()
    {
        var node = new FakeNode { Overrides = { [Opcode.GetClusterConfig] = _ => FakeNode.Answer(Status.InternalError) } };
        var (_, error, _, step) = await RunAsync(node);

        Assert.Equal(ConnectStep.ClusterMap, step);
        Assert.Contains("InternalError (0x84)", error!.Message);
    }

    [Theory]
    [InlineData(nameof(Status.KeyNotFound), true)]
    [InlineData(nameof(Status.NoBucket), true)]
    [InlineData(nameof(Status.TemporaryFailure), false)]
    [InlineData(nameof(Status.NotInitialized), false)]
    public async Task A_bucket_still_being_created_has_no_map_yet_and_may_never_have_one_here(string status, bool mayBeOverHttp)
    {
        var node = new FakeNode { Overrides = { [Opcode.GetClusterConfig] = _ => FakeNode.Answer(Enum.Parse<Status>(status)) } };

        Assert.Equal(new OfferedMap(null, MayBeOverHttp: mayBeOverHttp), (await RunAsync(node)).Result!.Map);
    }

    [Theory]
    [InlineData(nameof(Opcode.Hello), nameof(ConnectStep.Hello))]
    [InlineData(nameof(Opcode.GetErrorMap), nameof(ConnectStep.ErrorMap))]
    [InlineData(nameof(Opcode.SaslListMechanisms), nameof(ConnectStep.Authenticate))]
    [InlineData(nameof(Opcode.SaslAuth), nameof(ConnectStep.Authenticate))]
    [InlineData(nameof(Opcode.SaslStep), nameof(ConnectStep.Authenticate))]
    [InlineData(nameof(Opcode.SelectBucket), nameof(ConnectStep.SelectBucket))]
    [InlineData(nameof(Opcode.GetClusterConfig), nameof(ConnectStep.ClusterMap))]
    public async Task A_lost_connection_is_reported_with_its_step(string opcode, string expected)
    {
        var (_, error, _, step) = await RunAsync(new FakeNode { Overrides = { [Enum.Parse<Opcode>(opcode)] = _ => null } });

        Assert.IsType<IOException>(error);
        Assert.Equal(expected, step.ToString());
    }

    [Fact]
    public async Task The_password_is_derived_once_for_many_connections()
    {
        var settings = Settings();
        for (var i = 0; i < 20; i++)
            Assert.NotNull((await RunAsync(new FakeNode(), settings)).Result);

        Assert.Equal(1, settings.SaltedPasswords.Derivations);
    }

    [Fact]
    public async Task Replaced_credentials_reach_the_next_connection()
    {
        var settings = Settings();
        settings.Options.Credentials.Replace(new PasswordAuthenticator("app", "renewed"));

        Assert.NotNull((await RunAsync(new FakeNode { Password = "renewed" }, settings)).Result);
    }

    [Fact]
    public async Task A_replaced_token_is_presented_once_on_connections_in_use()
    {
        var settings = Settings(tls: true, new JwtAuthenticator("old"));
        settings.Options.Credentials.Replace(new JwtAuthenticator("new"));
        var endpoint = new NodeEndpoint("h", 1);
        var accepting = new ScriptedChannel(new FakeNode { Token = "new" }.Handle);
        var refusing = new ScriptedChannel(new FakeNode { Token = "old" }.Handle);
        async Task<bool> Again(ScriptedChannel channel)
        {
            await Handshake.ReauthenticateAsync(channel, settings, endpoint, CancellationToken.None);
            return true;
        }

        Assert.True(await accepting.RunAsync(() => Again(accepting)));
        Assert.Equal([[Opcode.SaslAuth]], accepting.Turns);
        await Assert.ThrowsAsync<AuthenticationFailureException>(() => refusing.RunAsync(() => Again(refusing)));
    }

    [Fact]
    public async Task A_replaced_password_does_not_touch_connections_in_use()
    {
        var channel = new ScriptedChannel(new FakeNode().Handle);
        await Handshake.ReauthenticateAsync(channel, Settings(), new NodeEndpoint("h", 1), CancellationToken.None);

        Assert.Empty(channel.Requests);
    }
}
