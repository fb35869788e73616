using Settee.Emulator.Commands;
using Settee.Emulator.Security;
using Settee.Wire;

namespace Settee.Emulator.Protocol;

/// <summary>All commands by opcode. What is not here is unknown.</summary>
internal static partial class CommandTable
{
    private static readonly Command[] Commands = Build();

    public static Command Find(byte opcode) => Commands[opcode];

    private static Command[] Build()
    {
        var table = new Command[256];
        Array.Fill(table, Command.Unknown);
        AddConnection(table);
        AddCluster(table);
        AddReads(table);
        AddStores(table);
        AddCounters(table);
        AddExpiryAndLocks(table);
        AddCollections(table);
        AddObservation(table);
        AddWithMeta(table);
        AddSubdoc(table);
        AddRangeScans(table);
        AddPrivileged(table);
        return table;
    }

    private static void Set(this Command[] table, Opcode opcode, Command command) => table[(byte)opcode] = command;

    private static void AddConnection(Command[] table)
    {
        table.Set(Opcode.Hello, new("HELO", ConnectionCommands.Hello)
        {
            Key = Presence.Any, Value = Presence.Any, NeedsBucket = false, BeforeAuthentication = true,
            Validator = ConnectionCommands.ValidateHello,
        });
        var sasl = new Command("SASL_LIST_MECHS", SaslCommands.ListMechanisms) { NeedsBucket = false, BeforeAuthentication = true };
        table.Set(Opcode.SaslListMechanisms, sasl);
        table.Set(Opcode.SaslAuth, sasl with
        {
            Name = "SASL_AUTH", Handler = SaslCommands.Auth, Key = Presence.Required, Value = Presence.Any,
        });
        table.Set(Opcode.SaslStep, sasl with
        {
            Name = "SASL_STEP", Handler = SaslCommands.Step, Key = Presence.Required, Value = Presence.Any,
        });
        table.Set(Opcode.SelectBucket, new("SELECT_BUCKET", ConnectionCommands.SelectBucket)
        {
            Key = Presence.Any, Cas = Presence.Any, NeedsBucket = false,
        });
        table.Set(Opcode.ListBuckets, new("LIST_BUCKETS", ConnectionCommands.ListBuckets) { Cas = Presence.Any, NeedsBucket = false });
        table.Set(Opcode.Noop, new("NOOP", ConnectionCommands.Noop) { NeedsBucket = false });
        table.Set(Opcode.Version, new("VERSION", ConnectionCommands.Version) { NeedsBucket = false });
        table.Set(Opcode.Quit, new("QUIT", ConnectionCommands.Quit) { NeedsBucket = false });
        table.Set(Opcode.QuitQuiet, new("QUITQ", ConnectionCommands.Quit) { NeedsBucket = false, Quiet = true });
    }

    private static void AddCluster(Command[] table)
    {
        table.Set(Opcode.GetClusterConfig, new("GET_CLUSTER_CONFIG", ClusterCommands.GetClusterConfig)
        {
            ExtrasLength = -1, NeedsBucket = false, MayBeReordered = true, Validator = ClusterCommands.ValidateGetClusterConfig,
        });
        table.Set(Opcode.GetErrorMap, new("GET_ERROR_MAP", ClusterCommands.GetErrorMap)
        {
            Value = Presence.Any, NeedsBucket = false, BeforeAuthentication = true, Validator = ClusterCommands.ValidateGetErrorMap,
        });
        table[0x3e] = new("GET_VBUCKET", ClusterCommands.GetVBucket) { Key = Presence.Any };
    }

    private static void AddReads(Command[] table)
    {
        var get = new Command("GET", ReadCommands.Get)
        {
            Key = Presence.Required, HasDocumentKey = true, Privilege = Privilege.Read, MayBeReordered = true,
        };
        table.Set(Opcode.Get, get);
        table.Set(Opcode.GetQuiet, get with { Name = "GETQ", QuietMisses = true, MayBeReordered = false });
        table.Set(Opcode.GetWithKey, get with { Name = "GETK", EchoesKey = true, MayBeReordered = false });
        table.Set(Opcode.GetWithKeyQuiet, get with { Name = "GETKQ", EchoesKey = true, QuietMisses = true, MayBeReordered = false });
        table.Set(Opcode.GetReplica, get with { Name = "GET_REPLICA", Handler = ReadCommands.GetReplica });
        var meta = get with
        {
            Name = "GET_META", Handler = ReadCommands.GetMeta, ExtrasLength = -1, Validator = ReadCommands.ValidateGetMeta,
            MayBeReordered = false,
        };
        table.Set(Opcode.GetMeta, meta);
        table.Set(Opcode.GetMetaQuiet, meta with { Name = "GETQ_META", QuietMisses = true });
        var withAttributes = get with
        {
            Name = "GET_EX", Handler = KeyCommands.GetEx, Validator = KeyCommands.ValidateGetEx, Since = HelloFeature.RangeScanIncludeXattr,
        };
        table[0x49] = withAttributes;
        table[0x4a] = withAttributes with { Name = "GET_EX_REPLICA", Handler = KeyCommands.GetExReplica };
        table.Set(Opcode.GetKeys, get with
        {
            Name = "GET_KEYS", Handler = KeyCommands.GetKeys, ExtrasLength = -1, Validator = KeyCommands.ValidateGetKeys, MayBeReordered = false,
        });
        table.Set(Opcode.GetRandomKey, new("GET_RANDOM_KEY", ReadCommands.GetRandomKey)
        {
            ExtrasLength = -1, Privilege = Privilege.Read, Validator = ReadCommands.ValidateGetRandomKey,
        });
    }

    private static void AddStores(Command[] table)
    {
        var set = new Command("SET", StoreCommands.Set)
        {
            ExtrasLength = 8, Key = Presence.Required, Value = Presence.Any, Cas = Presence.Any, HasDocumentKey = true,
            DataTypes = DataType.Json | DataType.Snappy, Privilege = Privilege.Upsert, MayBeReordered = true,
            AllowsDurability = true, AllowsPreserveTtl = true, Writes = true,
        };
        var add = set with
        {
            Name = "ADD", Handler = StoreCommands.Add, Cas = Presence.Forbidden, Privilege = Privilege.Insert, AllowsPreserveTtl = false,
        };
        var replace = set with { Name = "REPLACE", Handler = StoreCommands.Replace };
        var append = set with { Name = "APPEND", Handler = StoreCommands.Append, ExtrasLength = 0 };
        var prepend = append with { Name = "PREPEND", Handler = StoreCommands.Prepend };
        var delete = append with
        {
            Name = "DELETE", Handler = StoreCommands.Delete, Value = Presence.Forbidden, DataTypes = DataType.Raw,
            Privilege = Privilege.Delete, AllowsPreserveTtl = false,
        };
        table.Set(Opcode.Set, set);
        table.Set(Opcode.SetQuiet, Quiet(set));
        table.Set(Opcode.Add, add);
        table.Set(Opcode.AddQuiet, Quiet(add));
        table.Set(Opcode.Replace, replace);
        table.Set(Opcode.ReplaceQuiet, Quiet(replace));
        table.Set(Opcode.Delete, delete);
        table.Set(Opcode.DeleteQuiet, Quiet(delete));
        table.Set(Opcode.Append, append);
        table.Set(Opcode.Prepend, prepend);

        // These two are quiet by name only.
        table.Set(Opcode.AppendQuiet, Quiet(append) with { Quiet = false });
        table.Set(Opcode.PrependQuiet, Quiet(prepend) with { Quiet = false });
    }

    private static void AddCounters(Command[] table)
    {
        var increment = new Command("INCREMENT", CounterCommands.Increment)
        {
            ExtrasLength = 20, Key = Presence.Required, HasDocumentKey = true, Privilege = Privilege.Read | Privilege.Upsert,
            MayBeReordered = true, AllowsDurability = true, AllowsPreserveTtl = true, Writes = true,
        };
        var decrement = increment with { Name = "DECREMENT", Handler = CounterCommands.Decrement };
        table.Set(Opcode.Increment, increment);
        table.Set(Opcode.IncrementQuiet, Quiet(increment));
        table.Set(Opcode.Decrement, decrement);
        table.Set(Opcode.DecrementQuiet, Quiet(decrement));
    }

    private static void AddExpiryAndLocks(Command[] table)
    {
        var touch = new Command("TOUCH", ExpiryAndLockCommands.Touch)
        {
            ExtrasLength = 4, Key = Presence.Required, HasDocumentKey = true, Privilege = Privilege.Upsert,
            MayBeReordered = true, AllowsDurability = true, Writes = true,
        };
        var gat = touch with
        {
            Name = "GAT", Handler = ExpiryAndLockCommands.GetAndTouch, Privilege = Privilege.Read | Privilege.Upsert,
        };
        table.Set(Opcode.Touch, touch);
        table.Set(Opcode.GetAndTouch, gat);
        table.Set(Opcode.GetAndTouchQuiet, gat with { Name = "GATQ", QuietMisses = true, AllowsDurability = false, MayBeReordered = false });

        var locked = new Command("GET_LOCKED", ExpiryAndLockCommands.GetLocked)
        {
            ExtrasLength = -1, Key = Presence.Required, HasDocumentKey = true, Privilege = Privilege.Read, MayBeReordered = true,
            Validator = ExpiryAndLockCommands.ValidateGetLocked,
        };
        table.Set(Opcode.GetLocked, locked);
        table.Set(Opcode.Unlock, locked with
        {
            Name = "UNLOCK_KEY", Handler = ExpiryAndLockCommands.Unlock, ExtrasLength = 0, Cas = Presence.Required, Validator = null,
        });
    }

    private static void AddCollections(Command[] table)
    {
        var manifest = new Command("COLLECTIONS_GET_MANIFEST", CollectionCommands.GetManifest)
        {
            Validator = CollectionCommands.ValidateVBucketZero,
        };
        table.Set(Opcode.GetCollectionsManifest, manifest);
        table.Set(Opcode.GetCollectionId, manifest with
        {
            Name = "COLLECTIONS_GET_COLLECTION_ID", Handler = CollectionCommands.GetCollectionId, Key = Presence.Any,
            Value = Presence.Any, Validator = CollectionCommands.ValidatePath,
        });
        table.Set(Opcode.GetScopeId, manifest with
        {
            Name = "COLLECTIONS_GET_SCOPE_ID", Handler = CollectionCommands.GetScopeId, Key = Presence.Any,
            Value = Presence.Any, Validator = CollectionCommands.ValidatePath,
        });
    }

    private static Command Quiet(Command command) => command with
    {
        Name = command.Name + "Q", Quiet = true, AllowsDurability = false, MayBeReordered = false,
    };
}
