using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Settee.Emulator.Security;

namespace Settee.Emulator.Http;

/// <summary>Groups of users by HTTP.</summary>
internal static class GroupEndpoints
{
    private const string Groups = "/settings/rbac/groups";

    public static void Map(WebApplication application, CouchbaseEmulator emulator)
    {
        var users = emulator.Cluster.Users;
        application.MapGet(Groups, context => Form.ManageAsync(context, _ => Answers.JsonAsync(context, json =>
        {
            json.WriteStartArray();
            foreach (var group in users.Groups)
                Write(json, group);
            json.WriteEndArray();
        })));
        application.MapGet(Groups + "/{group}", context => Form.ManageAsync(context, _ => users.FindGroup(NameOf(context)) is { } group
            ? Answers.JsonAsync(context, json => Write(json, group))
            : UnknownAsync(context)));
        application.MapPut(Groups + "/{group}", context => Form.ManageAsync(context, form =>
        {
            if (UserEndpoints.ReadRoles(form, emulator, out var problem) is not { } roles)
                return Answers.ErrorAsync(context, "roles", problem);

            users.Set(new GroupRecord(NameOf(context))
            {
                Description = form["description"].ToString(), LdapReference = form["ldap_group_ref"].ToString(), Roles = roles,
            });
            return Answers.JsonAsync(context, static json => json.WriteStringValue(""));
        }));
        application.MapDelete(Groups + "/{group}", context => Form.ManageAsync(
            context, _ => users.RemoveGroup(NameOf(context)) ? Task.CompletedTask : UnknownAsync(context)));
    }

    private static string NameOf(HttpContext context) => (string)context.Request.RouteValues["group"]!;

    private static Task UnknownAsync(HttpContext context) => Answers.JsonAsync(
        context, static json => json.WriteStringValue("Unknown group."), StatusCodes.Status404NotFound);

    private static void Write(Utf8JsonWriter json, GroupRecord group)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, group.Name);
        json.WriteStartArray("roles"u8);
        foreach (var role in group.Roles)
            UserEndpoints.WriteRole(json, role, null);
        json.WriteEndArray();
        json.WriteString("ldap_group_ref"u8, group.LdapReference);
        json.WriteString("description"u8, group.Description);
        json.WriteEndObject();
    }
}
