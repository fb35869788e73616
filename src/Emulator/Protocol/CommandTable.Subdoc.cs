using Settee.Emulator.Commands;
using Settee.Emulator.Security;
using Settee.Emulator.SubDocument;
using Settee.Wire;

namespace Settee.Emulator.Protocol;

internal static partial class CommandTable
{
    private static void AddSubdoc(Command[] table)
    {
        var lookup = new Command("SUBDOC_GET", SubdocLookups.Single)
        {
            ExtrasLength = -1, Key = Presence.Required, Value = Presence.Any, Cas = Presence.Any, HasDocumentKey = true,
            Privilege = Privilege.Read, MayBeReordered = true, Validator = SubdocValidator.Single,
        };
        table.Set(Opcode.SubdocGet, lookup);
        table.Set(Opcode.SubdocExists, lookup with { Name = "SUBDOC_EXISTS" });
        table.Set(Opcode.SubdocGetCount, lookup with { Name = "SUBDOC_GET_COUNT" });
        table.Set(Opcode.SubdocMultiLookup, lookup with
        {
            Name = "SUBDOC_MULTI_LOOKUP", Handler = SubdocLookups.Multi, Validator = SubdocValidator.MultiLookup,
        });

        var mutation = lookup with
        {
            Handler = SubdocMutations.Single, Privilege = Privilege.Upsert, AllowsDurability = true, AllowsPreserveTtl = true, Writes = true,
        };
        table.Set(Opcode.SubdocDictAdd, mutation with { Name = "SUBDOC_DICT_ADD" });
        table.Set(Opcode.SubdocDictUpsert, mutation with { Name = "SUBDOC_DICT_UPSERT" });
        table.Set(Opcode.SubdocDelete, mutation with { Name = "SUBDOC_DELETE" });
        table.Set(Opcode.SubdocReplace, mutation with { Name = "SUBDOC_REPLACE" });
        table.Set(Opcode.SubdocArrayPushLast, mutation with { Name = "SUBDOC_ARRAY_PUSH_LAST" });
        table.Set(Opcode.SubdocArrayPushFirst, mutation with { Name = "SUBDOC_ARRAY_PUSH_FIRST" });
        table.Set(Opcode.SubdocArrayInsert, mutation with { Name = "SUBDOC_ARRAY_INSERT" });
        table.Set(Opcode.SubdocArrayAddUnique, mutation with { Name = "SUBDOC_ARRAY_ADD_UNIQUE" });
        table.Set(Opcode.SubdocCounter, mutation with { Name = "SUBDOC_COUNTER", Privilege = Privilege.Read | Privilege.Upsert });
        table.Set(Opcode.SubdocReplaceBodyWithXattr, mutation with { Name = "SUBDOC_REPLACE_BODY_WITH_XATTR" });
        table.Set(Opcode.SubdocMultiMutation, mutation with
        {
            Name = "SUBDOC_MULTI_MUTATION", Handler = SubdocMutations.Multi, Privilege = Privilege.Read | Privilege.Upsert,
            Validator = SubdocValidator.MultiMutation,
        });
    }
}
