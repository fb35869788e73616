using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace Settee.Emulator.Control;

/// <summary>Users, and what they log in with.</summary>
internal sealed class AccessOperations(CouchbaseEmulator emulator)
{
    public ControlOperation[] All =>
    [
        ControlOperation.Do("set-user", "name password roles", SetUser, Of(nameof(CouchbaseEmulator.SetUser))),
        ControlOperation.Do("remove-user", "name", body => emulator.RemoveUser(body.NeedText("name")), Of(nameof(CouchbaseEmulator.RemoveUser))),
        ControlOperation.Do(
            "set-token",
            "token name expires",
            body => emulator.SetToken(body.NeedText("token"), body.NeedText("name"), body.Time("expires")),
            Of(nameof(CouchbaseEmulator.SetToken))),
        ControlOperation.Do("remove-token", "token", body => emulator.RemoveToken(body.NeedText("token")), Of(nameof(CouchbaseEmulator.RemoveToken))),
        ControlOperation.Tell("issue-certificate", "name", Issue, Of(nameof(CouchbaseEmulator.IssueClientCertificate))),
    ];

    private static string Of(string member) => ControlOperation.Of<CouchbaseEmulator>(member);

    private void SetUser(JsonObject body) => emulator.SetUser(new EmulatorUser(body.NeedText("name"), body.NeedText("password"))
    {
        Roles = [.. body["roles"]?.AsArray().Select(r => EmulatorRole.Parse((string)r!)) ?? []],
    });

    private JsonObject Issue(JsonObject body)
    {
        using var certificate = emulator.IssueClientCertificate(body.NeedText("name"));
        using var key = certificate.GetECDsaPrivateKey()!;
        return new JsonObject { ["certificate"] = certificate.ExportCertificatePem(), ["key"] = key.ExportPkcs8PrivateKeyPem() };
    }
}
