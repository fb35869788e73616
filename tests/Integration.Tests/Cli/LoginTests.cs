using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Settee.Emulator;

namespace Integration.Tests.Cli;

/// <summary>Doctor and ping log in as applications do, and take their secrets from where nobody sees them.</summary>
[Collection(nameof(CliCollection))]
public sealed class LoginTests : IAsyncLifetime
{
    private const string Secret = "hunter2-and-more";

    private readonly string _folder = Directory.CreateTempSubdirectory("settee-login").FullName;
    private CouchbaseEmulator _emulator = null!;

    /// <summary>Ways to log in that work. {x} stands for what <see cref="Fill"/> knows.</summary>
    public static TheoryData<string, string> Ways => new()
    {
        { "user \"app\"", "--username app --password {secret}" },
        { "user \"app\"", "-u app -p {secret}" },
        { "user \"app\"", "--username app --password-file {password-file}" },
        { "user \"app\"", "--username app SETTEE_PASSWORD={secret}" },
        { "user \"app\"", "--username app SETTEE_PASSWORD={secret} SETTEE_TOKEN=unknown" },
        { "user \"app\"", "--username app --password {secret} --certificate {p12}" },
        { "the JSON web token", "--token {token}" },
        { "the JSON web token", "--token-file {token-file}" },
        { "the JSON web token", "SETTEE_TOKEN={token}" },
        { "the JSON web token", "--token {token} SETTEE_PASSWORD=unused --certificate {p12}" },
        { "the client certificate", "--certificate {p12}" },
        { "the client certificate", "--certificate {pem}" },
        { "the client certificate", "--certificate {pem} SETTEE_CERTIFICATE_PASSWORD=of-another-file" },
        { "the client certificate", "--certificate {cert-only} --certificate-key {key}" },
        { "the client certificate", "--certificate {encrypted-p12} --certificate-password {secret}" },
        { "the client certificate", "--certificate {encrypted-pem} --certificate-password-file {password-file}" },
        { "the client certificate", "--certificate {encrypted-p12} SETTEE_CERTIFICATE_PASSWORD={secret} SETTEE_PASSWORD=unused SETTEE_TOKEN=unused" },
    };

    /// <summary>What cannot be meant, and what the one error says.</summary>
    public static TheoryData<string, string> Contradictions => new()
    {
        { "", "There is no user name; give --username, or log in with --token or --certificate." },
        { "--username app", "There is no password; give --password-file or --password, or set the environment variable SETTEE_PASSWORD." },
        { "--username '' --password {secret}", "There is no user name" },
        { "--username app --token {token}", "give --token, or --username with a password, but not both" },
        { "--password {secret} --token-file {token-file}", "give --token, or --username with a password, but not both" },
        { "--username app --password {secret} --password-file {password-file}", "--password and --password-file are two ways to give the same" },
        { "--token {token} --token-file {token-file}", "--token and --token-file are two ways to give the same" },
        { "--token ''", "--token is empty" },
        { "--token-file {empty}", "of --token-file is empty" },
        { "--token-file {folder}/nowhere", "The file of --token-file cannot be read" },
        { "--token {secret}\u00a0", "characters that a JSON web token cannot have" },
        { "--certificate {folder}/nowhere", "The client certificate cannot be read" },
        { "--certificate {password-file}", "cannot be used" },
        { "--certificate {cert-only}", "cannot be used" },
        { "--certificate {encrypted-p12}", "give --certificate-password-file or --certificate-password, or set the environment variable" },
        { "--certificate {encrypted-pem}", "Its private key is encrypted. If it is encrypted, give --certificate-password-file" },
        { "--certificate {encrypted-p12} --certificate-password {secret}x", "Check its password." },
        { "--certificate {p12} --certificate-key {key}", "leave --certificate-key out" },
        { "--certificate-key {key} --token {token}", "mean nothing without --certificate" },
        { "--username app --password {secret} --certificate-password {secret}", "mean nothing without --certificate" },
    };

    public async ValueTask InitializeAsync()
    {
        _emulator = await CouchbaseEmulator.StartAsync(new() { Tls = true, Users = [new EmulatorUser("app", Secret)] });
        _emulator.SetToken("token-of-app", "app");
        Save("ca", _emulator.CertificateAuthorityPem!);
        Save("password-file", Secret + "\r\n");
        Save("token-file", "token-of-app\n");
        Save("empty", "\n");
        Save("app", _emulator);
        Save("stranger", _emulator);
    }

    public async ValueTask DisposeAsync()
    {
        await _emulator.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void What_is_read_from_the_command_line_does_not_show_its_secrets()
    {
        var secret = new Settee.Cli.LoggingIn.Secret("--password", "SETTEE_PASSWORD", Secret, File: null);
        var login = new Settee.Cli.LoggingIn.LoginArguments("app", secret, secret, new(Path: null, KeyPath: null, secret));
        Assert.Contains("--password (redacted)", login.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, login.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Every_way_of_applications_logs_in(string who, string line)
    {
        foreach (var command in (string[])["doctor", "ping"])
        {
            var run = await RunAsync(command, _emulator.TlsConnectionString!, $"{line} --bucket default");
            Assert.True(run.ExitCode == 0, run.Output + run.Error);
            if (command == "doctor")
                Assert.Contains($"accepted as {who}", run.Output);
        }
    }

    [Theory]
    [MemberData(nameof(Contradictions))]
    public async Task What_cannot_be_meant_is_one_error_and_nothing_is_sent(string line, string problem)
    {
        var ping = await RunAsync("ping", _emulator.TlsConnectionString!, line);
        Assert.Equal((1, ""), (ping.ExitCode, ping.Output));
        Assert.Contains(problem, Assert.Single(ping.Error.TrimEnd().Split('\n')));

        var doctor = await RunAsync("doctor", _emulator.TlsConnectionString!, line);
        Assert.Equal(1, doctor.ExitCode);
        Assert.StartsWith("FAILED  connection string ", doctor.Output);
        Assert.Contains(problem, doctor.Output);
        Assert.Equal(0, _emulator.Node(0).ConnectionsAccepted);
    }

    [Theory]
    [InlineData("--token {token}", "JwtAuthenticator works only over TLS")]
    [InlineData("--certificate {p12}", "CertificateAuthenticator works only over TLS")]
    [InlineData("--username app --password {secret} --certificate {p12}", "TLS certificates are given")]
    public async Task What_needs_TLS_is_not_tried_without(string line, string problem)
    {
        var ping = await RunAsync("ping", _emulator.ConnectionString, line, trusts: false);
        Assert.Equal(1, ping.ExitCode);
        Assert.Contains(problem, ping.Error);
        Assert.Contains(problem, (await RunAsync("doctor", _emulator.ConnectionString, line, trusts: false)).Output);
        Assert.Equal(0, _emulator.Node(0).ConnectionsAccepted);
    }

    [Theory]
    [InlineData("--token unknown", "refused the token", "Check that the token has not expired")]
    [InlineData("--token unknown --bucket default", "refused the token", "Check that the token has not expired")]
    [InlineData("--certificate {stranger}", "has found no user in the client certificate", "find the name of a user")]
    [InlineData("--certificate {stranger} --bucket default", "has found no user in the client certificate", "find the name of a user")]
    [InlineData("--username app --password wrong", "refused the user name or password", "Check user name and password")]
    public async Task Who_is_refused_is_told_what_to_look_at(string line, string problem, string advice)
    {
        var doctor = await RunAsync("doctor", _emulator.TlsConnectionString!, line);
        Assert.Equal(1, doctor.ExitCode);
        Assert.Matches("(?m)^FAILED  login ", doctor.Output);
        Assert.Contains(problem, doctor.Output);
        Assert.Contains(advice, doctor.Output);
        Assert.DoesNotContain("unknown", doctor.Output);

        var ping = await RunAsync("ping", _emulator.TlsConnectionString!, line);
        Assert.Equal(1, ping.ExitCode);
        Assert.DoesNotContain(" ok ", ping.Output.Split("mgmt")[0]);
    }

    [Fact]
    public async Task A_certificate_of_another_authority_is_told()
    {
        await using var other = await CouchbaseEmulator.StartAsync(new() { Tls = true, Http = false });
        Save("other", other);
        var doctor = await RunAsync("doctor", _emulator.TlsConnectionString!, "--certificate {other}");
        Assert.Equal(1, doctor.ExitCode);
        Assert.Contains("The server may have refused the client certificate", doctor.Output);
    }

    [Theory]
    [InlineData("couchbase://localhost", "--username app --pasword {secret}", "--pasword")]
    [InlineData("couchbase://localhost", "--username app --pasword={secret}", "--pasword")]
    [InlineData("couchbase://localhost", "--username= --password {secret}", "Unrecognized")]
    [InlineData("couchbase://app:{secret}@localhost", "--username app --password {secret}", "passwords do not belong into connection strings")]
    public async Task A_secret_in_a_wrong_place_is_not_repeated(string connectionString, string line, string problem)
    {
        foreach (var command in (string[])["doctor", "doctor --json", "ping"])
        {
            var run = await RunAsync(command, connectionString, line, trusts: false);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains(problem, run.Output + run.Error);
        }
    }

    [Theory]
    [InlineData("doctor")]
    [InlineData("ping")]
    public async Task The_help_names_every_way(string command)
    {
        var help = (await SetteeTool.RunAsync(command, "--help")).Output;
        Assert.All(
            (string[])["--username", "--password", "--password-file", "--token", "--token-file", "--certificate", "--certificate-key", "--certificate-password",
                "--certificate-password-file", "SETTEE_PASSWORD", "SETTEE_TOKEN", "SETTEE_CERTIFICATE_PASSWORD"],
            name => Assert.Contains(name, help));
    }

    /// <summary>Runs a command line with the variables in it, and looks whether a secret comes out.</summary>
    private async Task<ToolRun> RunAsync(string command, string connectionString, string line, bool trusts = true)
    {
        var words = Array.ConvertAll(Fill(line).Split(' ', StringSplitOptions.RemoveEmptyEntries), word => word == "''" ? "" : word);
        var variables = Array.FindAll(words, word => word.StartsWith("SETTEE_", StringComparison.Ordinal)).Select(word => word.Split('=')).ToArray();
        var options = Array.FindAll(words, word => !word.StartsWith("SETTEE_", StringComparison.Ordinal));
        try
        {
            foreach (var variable in variables)
                Environment.SetEnvironmentVariable(variable[0], variable[1]);

            var run = await SetteeTool.RunAsync([.. command.Split(' '), SetteeTool.Patient(Fill(connectionString)), .. options, .. trusts ? ["--ca", InFolder("ca")] : (string[])[]]);
            Assert.DoesNotContain(Secret, run.Output + run.Error);
            Assert.DoesNotContain("token-of-app", run.Output + run.Error);
            return run;
        }
        finally
        {
            foreach (var variable in variables)
                Environment.SetEnvironmentVariable(variable[0], null);
        }
    }

    private string Fill(string line)
    {
        foreach (var file in Directory.GetFiles(_folder))
            line = line.Replace($"{{{Path.GetFileName(file)}}}", file, StringComparison.Ordinal);

        return line.Replace("{folder}", _folder, StringComparison.Ordinal)
            .Replace("{secret}", Secret, StringComparison.Ordinal)
            .Replace("{token}", "token-of-app", StringComparison.Ordinal);
    }

    /// <summary>The certificate of a user in one form under his name; that of "app" in every form.</summary>
    private void Save(string user, CouchbaseEmulator authority)
    {
        using var certificate = authority.IssueClientCertificate(user == "other" ? "Administrator" : user);
        File.WriteAllBytes(InFolder(user), certificate.Export(X509ContentType.Pkcs12));
        if (user != "app")
            return;

        using var key = certificate.GetECDsaPrivateKey()!;
        var (pem, keyPem) = (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
        var encrypted = key.ExportEncryptedPkcs8PrivateKeyPem(Secret, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 2000));
        File.WriteAllBytes(InFolder("p12"), certificate.Export(X509ContentType.Pkcs12));
        File.WriteAllBytes(InFolder("encrypted-p12"), certificate.Export(X509ContentType.Pkcs12, Secret));
        Save("pem", $"{pem}\n{keyPem}");
        Save("encrypted-pem", $"{pem}\n{encrypted}");
        Save("cert-only", pem);
        Save("key", keyPem);
    }

    private void Save(string name, string text) => File.WriteAllText(InFolder(name), text);

    private string InFolder(string name) => Path.Combine(_folder, name);
}
