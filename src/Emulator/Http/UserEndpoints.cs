using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Settee.Emulator.Security;

namespace Settee.Emulator.Http;

/// <summary>Users and roles by HTTP. External users can be listed and dropped like local ones; nobody authenticates them.</summary>
internal static class UserEndpoints
{
    private const string Users = "/settings/rbac/users";
    private const string User = Users + "/{domain}/{user}";

    public static void Map(WebApplication application, CouchbaseEmulator emulator)
    {
        var users = emulator.Cluster.Users;
        application.MapGet("/whoami", context => Answers.JsonAsync(context, json => WriteSelf(json, users, BasicAuthentication.UserOf(context)!)));
        application.MapGet("/settings/rbac/roles", context => Form.ManageAsync(context, _ => Answers.JsonAsync(context, WriteRoles)));
        application.MapGet(Users, context => Form.ManageAsync(context, _ => Answers.JsonAsync(context, json => WriteAll(json, users))));
        application.MapGet(Users + "/{domain}", context => Form.ManageAsync(context, _ => Answers.JsonAsync(
            context, json => WriteAll(json, users, (string)context.Request.RouteValues["domain"]!))));
        application.MapGet(User, context => Form.ManageAsync(context, _ => Find(context, users) is { } record
            ? Answers.JsonAsync(context, json => Write(json, users, record))
            : UnknownAsync(context)));
        application.MapPut(User, context => Form.ManageAsync(context, form => SetAsync(context, emulator, form)));
        application.MapDelete(User, context => Form.ManageAsync(context, _ =>
        {
            if (Find(context, users) is not { } record)
                return UnknownAsync(context);

            users.Remove(record.Name);
            return Task.CompletedTask;
        }));
        application.MapPost("/controller/changePassword", context => ChangePasswordAsync(context, emulator));
        application.MapPost("/settings/developerPreview", context => Form.ManageAsync(context, _ => Task.CompletedTask));
    }

    /// <summary>Writes roles with where they come from: the user, or groups.</summary>
    public static void WriteRole(Utf8JsonWriter json, EmulatorRole role, IEnumerable<string?>? origins)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, role.Name);
        if (role.Bucket is not null)
            json.WriteString("bucket_name"u8, role.Bucket);
        if (role.Bucket is not null && Role.Find(role.Name) is { Scoped: true })
        {
            json.WriteString("scope_name"u8, role.Scope ?? "*");
            json.WriteString("collection_name"u8, role.Collection ?? "*");
        }

        if (origins is not null)
        {
            json.WriteStartArray("origins"u8);
            foreach (var group in origins)
            {
                json.WriteStartObject();
                json.WriteString("type"u8, group is null ? "user" : "group");
                if (group is not null)
                    json.WriteString("name"u8, group);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>Reads roles; null and the words for it if one is wrong.</summary>
    public static EmulatorRole[]? ReadRoles(IFormCollection form, CouchbaseEmulator emulator, out string problem)
    {
        problem = "";
        var result = new List<EmulatorRole>();
        foreach (var text in Form.ReadList(form, "roles") ?? [])
        {
            if (EmulatorRole.TryParse(text, out var role)
                && (role.Bucket is null or "*" || emulator.Cluster.FindBucket(role.Bucket) is not null)
                && Role.Find(role.Name)!.PerBucket == role.Bucket is not null)
            {
                result.Add(role);
                continue;
            }

            problem = $"Cannot assign roles to user because the following roles are unknown, malformed or role parameters are undefined: [{text}]";
            return null;
        }

        return [.. result];
    }

    private static Task SetAsync(HttpContext context, CouchbaseEmulator emulator, IFormCollection form)
    {
        var users = emulator.Cluster.Users;
        var name = (string)context.Request.RouteValues["user"]!;
        var before = users.FindRecord(name);
        var password = form["password"].ToString();
        if (password.Length == 0 && before is null && (string)context.Request.RouteValues["domain"]! == "local")
            return Answers.ErrorAsync(context, "password", "Password is required for new user.");
        if (password.Length is > 0 and < 6)
            return Answers.ErrorAsync(context, "password", "The password must be at least 6 characters long.");
        if (name.AsSpan().ContainsAny("()<>@,;:\\\"/[]?={}") || name.Length > 128)
            return Answers.ErrorAsync(context, "_", "The username must not contain spaces, control or any of ()<>@,;:\\\"/[]?={} characters and must be valid utf8");

        if (ReadRoles(form, emulator, out var problem) is not { } roles)
            return Answers.ErrorAsync(context, "roles", problem);

        var groups = Form.ReadList(form, "groups") ?? [];
        if (groups.FirstOrDefault(g => users.FindGroup(g) is null) is { } missing)
            return Answers.ErrorAsync(context, "groups", $"Groups do not exist: {missing}");

        users.Set(new UserRecord(name, password.Length > 0 ? password : before?.Password ?? "")
        {
            DisplayName = form["name"].ToString(),
            Roles = roles,
            Groups = groups,
            PasswordChanged = password.Length > 0 || before is null ? emulator.Cluster.Clock.Time.GetUtcNow() : before.PasswordChanged,
        });
        return Answers.JsonAsync(context, static json => json.WriteStringValue(""));
    }

    private static async Task ChangePasswordAsync(HttpContext context, CouchbaseEmulator emulator)
    {
        var form = await Form.ReadAsync(context).ConfigureAwait(false);
        var password = form["password"].ToString();
        if (password.Length < 6)
        {
            await Answers.ErrorAsync(context, "password", "The password must be at least 6 characters long.").ConfigureAwait(false);
            return;
        }

        var self = BasicAuthentication.UserOf(context)!;
        var users = emulator.Cluster.Users;
        if (users.FindRecord(self.Name) is { } record)
            users.Set(record with { Password = password, PasswordChanged = emulator.Cluster.Clock.Time.GetUtcNow() });
        else
            users.Set(self.WithPassword(password));
    }

    private static UserRecord? Find(HttpContext context, UserDirectory users) => (string)context.Request.RouteValues["domain"]! == "local"
        ? users.FindRecord((string)context.Request.RouteValues["user"]!)
        : null;

    private static Task UnknownAsync(HttpContext context) => Answers.JsonAsync(
        context, static json => json.WriteStringValue("Unknown user."), StatusCodes.Status404NotFound);

    private static void WriteAll(Utf8JsonWriter json, UserDirectory users, string domain = "local")
    {
        json.WriteStartArray();
        foreach (var record in domain == "local" ? users.Records : [])
            Write(json, users, record);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, UserDirectory users, UserRecord record)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, record.Name);
        json.WriteString("domain"u8, "local");
        json.WriteStartArray("roles"u8);
        var granted = record.Roles.Select(static r => (Role: r, Group: (string?)null))
            .Concat(users.GroupRolesOf(record).Select(static g => (g.Role, Group: (string?)g.Group)));
        foreach (var role in granted.GroupBy(static g => g.Role))
            WriteRole(json, role.Key, role.Select(static g => g.Group));
        json.WriteEndArray();
        json.WriteStartArray("groups"u8);
        foreach (var group in record.Groups)
            json.WriteStringValue(group);
        json.WriteEndArray();
        json.WriteStartArray("external_groups"u8);
        json.WriteEndArray();
        json.WriteString("name"u8, record.DisplayName);
        json.WriteString("password_change_date"u8, record.PasswordChanged.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    private static void WriteSelf(Utf8JsonWriter json, UserDirectory users, UserAccess self)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, self.Name);
        json.WriteString("domain"u8, users.FindRecord(self.Name) is null && self.MayManage ? "admin" : "local");
        json.WriteStartArray("roles"u8);
        if (users.FindRecord(self.Name) is { } record)
        {
            foreach (var role in record.Roles)
                WriteRole(json, role, null);
        }
        else if (self.MayManage)
        {
            WriteRole(json, new EmulatorRole("admin"), null);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRoles(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var role in Role.Known)
        {
            json.WriteStartObject();
            json.WriteString("role"u8, role.Name);
            json.WriteString("name"u8, role.Title);
            json.WriteString("desc"u8, $"{role.Title}, as far as the emulator knows it.");
            if (role.PerBucket)
                json.WriteString("bucket_name"u8, "*");
            if (role.Scoped)
            {
                json.WriteString("scope_name"u8, "*");
                json.WriteString("collection_name"u8, "*");
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
