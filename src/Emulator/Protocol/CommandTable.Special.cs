using Settee.Emulator.Commands;
using Settee.Emulator.RangeScan;
using Settee.Emulator.Security;
using Settee.Wire;

namespace Settee.Emulator.Protocol;

internal static partial class CommandTable
{
    private static void AddObservation(Command[] table)
    {
        var observe = new Command("OBSERVE", ObserveCommands.Observe) { Value = Presence.Required, Privilege = Privilege.Read };
        table.Set(Opcode.Observe, observe);
        table.Set(Opcode.ObserveSeqno, observe with
        {
            Name = "OBSERVE_SEQNO", Handler = ObserveCommands.ObserveSeqno, Value = Presence.Any, Cas = Presence.Any,
            Validator = ObserveCommands.ValidateObserveSeqno,
        });
        table.Set(Opcode.GetFailoverLog, observe with
        {
            Name = "GET_FAILOVER_LOG", Handler = ObserveCommands.GetFailoverLog, Value = Presence.Forbidden,
        });
        table.Set(Opcode.GetAllVBucketSeqnos, observe with
        {
            Name = "GET_ALL_VB_SEQNOS", Handler = ObserveCommands.GetAllVBucketSeqnos, ExtrasLength = -1, Value = Presence.Forbidden,
            Validator = ObserveCommands.ValidateGetAllVBucketSeqnos, MayBeReordered = true,
        });
        table.Set(Opcode.Stat, new("STAT", StatCommands.Stat)
        {
            Key = Presence.Any, Value = Presence.Any, DataTypes = DataType.Json, Privilege = Privilege.SimpleStats,
        });
    }

    private static void AddWithMeta(Command[] table)
    {
        var set = new Command("SET_WITH_META", WithMetaCommands.Set)
        {
            ExtrasLength = -1, Key = Presence.Required, Value = Presence.Any, Cas = Presence.Any, HasDocumentKey = true,
            DataTypes = DataType.Json | DataType.Snappy | DataType.Xattr, Privilege = Privilege.MetaWrite, Writes = true,
            Validator = WithMetaCommands.Validate,
        };
        var add = set with { Name = "ADD_WITH_META", Handler = WithMetaCommands.Add };
        var delete = set with { Name = "DEL_WITH_META", Handler = WithMetaCommands.Delete };
        table.Set(Opcode.SetWithMeta, set);
        table.Set(Opcode.SetWithMetaQuiet, set with { Name = "SETQ_WITH_META", Quiet = true });
        table.Set(Opcode.AddWithMeta, add);
        table.Set(Opcode.AddWithMetaQuiet, add with { Name = "ADDQ_WITH_META", Quiet = true });
        table.Set(Opcode.DeleteWithMeta, delete);
        table.Set(Opcode.DeleteWithMetaQuiet, delete with { Name = "DELQ_WITH_META", Quiet = true });
    }

    private static void AddRangeScans(Command[] table)
    {
        var create = new Command("RANGE_SCAN_CREATE", RangeScanCommands.Create)
        {
            Value = Presence.Any, DataTypes = DataType.Json, Privilege = Privilege.RangeScan, MayBeReordered = true,
            Validator = RangeScanCommands.ValidateCreate,
        };
        table.Set(Opcode.RangeScanCreate, create);
        table.Set(Opcode.RangeScanContinue, new("RANGE_SCAN_CONTINUE", RangeScanCommands.Continue)
        {
            ExtrasLength = 28, Privilege = Privilege.RangeScan,
        });
        table.Set(Opcode.RangeScanCancel, new("RANGE_SCAN_CANCEL", RangeScanCommands.Cancel)
        {
            ExtrasLength = 16, Privilege = Privilege.RangeScan,
        });
    }

    /// <summary>Commands of the cluster manager: clients may know them, but nobody has the privilege.</summary>
    private static void AddPrivileged(Command[] table)
    {
        var supervisor = new Command("", Refuse)
        {
            ExtrasLength = -1, Key = Presence.Any, Value = Presence.Any, Cas = Presence.Any, NeedsBucket = false,
            DataTypes = DataType.Json, Privilege = Privilege.NodeSupervisor,
        };
        table.Set(Opcode.Flush, supervisor with { Name = "FLUSH" });
        table.Set(Opcode.FlushQuiet, supervisor with { Name = "FLUSHQ" });
        table.Set(Opcode.SeqnoPersistence, supervisor with { Name = "SEQNO_PERSISTENCE", ExtrasLength = 8 });
        table.Set(Opcode.EvictKey, supervisor with { Name = "EVICT_KEY", ExtrasLength = 0, Key = Presence.Required, HasDocumentKey = true });
        table[0x29] = supervisor with { Name = "SHUTDOWN" };
        table[0x3d] = supervisor with { Name = "SET_VBUCKET", ExtrasLength = 1 };
        table[0x3f] = supervisor with { Name = "DEL_VBUCKET", ExtrasLength = 0 };
        table[0x80] = supervisor with { Name = "STOP_PERSISTENCE" };
        table[0x81] = supervisor with { Name = "START_PERSISTENCE" };
        table[0x82] = supervisor with { Name = "SET_PARAM", ExtrasLength = 4, Key = Presence.Required, Value = Presence.Required };
        table[0x85] = supervisor with { Name = "CREATE_BUCKET", ExtrasLength = 0, Key = Presence.Required, Value = Presence.Required };
        table[0x86] = supervisor with { Name = "DELETE_BUCKET", ExtrasLength = 0, Key = Presence.Required };
        table[0xad] = supervisor with { Name = "ENABLE_TRAFFIC", ExtrasLength = 0 };
        table[0xae] = supervisor with { Name = "DISABLE_TRAFFIC", ExtrasLength = 0 };
        table[0xb3] = supervisor with { Name = "COMPACT_DB", ExtrasLength = 24 };
        table[0xb4] = supervisor with { Name = "SET_CLUSTER_CONFIG", ExtrasLength = 16, Value = Presence.Required };
        table[0xb9] = supervisor with { Name = "COLLECTIONS_SET_MANIFEST", ExtrasLength = 0, Key = Presence.Forbidden, Value = Presence.Required };

        var administrator = supervisor with { Privilege = Privilege.Administrator };
        table.Set(Opcode.Verbosity, administrator with
        {
            Name = "VERBOSITY", ExtrasLength = 4, Key = Presence.Forbidden, Value = Presence.Forbidden,
        });
        table[0x23] = administrator with { Name = "IOCTL_GET", ExtrasLength = 0, Key = Presence.Required, Value = Presence.Forbidden };
        table[0x24] = administrator with { Name = "IOCTL_SET", ExtrasLength = 0, Key = Presence.Required };
        table[0x25] = administrator with { Name = "CONFIG_VALIDATE", ExtrasLength = 0, Key = Presence.Forbidden, Value = Presence.Required };
        table[0x26] = administrator with { Name = "CONFIG_RELOAD", ExtrasLength = 0, Key = Presence.Forbidden, Value = Presence.Forbidden };

        // Of an older protocol: known by name, never possible.
        for (var opcode = 0x30; opcode <= 0x3c; opcode++)
            table[opcode] = new Command("", null) { Refusal = Status.NotSupported };
        for (var opcode = 0x40; opcode <= 0x47; opcode++)
            table[opcode] = new Command("", null) { Refusal = Status.NotSupported };
    }

    private static Outcome Refuse(Connection connection, ref Request request) => connection.Fail(in request, Status.NotSupported);
}
