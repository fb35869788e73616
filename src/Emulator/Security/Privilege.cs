namespace Settee.Emulator.Security;

/// <summary>What a user may be allowed to do; the names appear in refusals.</summary>
[Flags]
internal enum Privilege
{
    None = 0,
    Read = 1 << 0,
    Insert = 1 << 1,
    Upsert = 1 << 2,
    Delete = 1 << 3,
    SimpleStats = 1 << 4,
    MetaWrite = 1 << 5,
    RangeScan = 1 << 6,
    SystemXattrRead = 1 << 7,
    SystemXattrWrite = 1 << 8,
    SystemCollectionLookup = 1 << 9,
    SystemCollectionMutation = 1 << 10,
    SystemSettings = 1 << 11,

    /// <summary>Privileges of the cluster manager itself. Nobody has them here.</summary>
    NodeSupervisor = 1 << 20,
    Administrator = 1 << 21,
    Impersonate = 1 << 22,

    ReadData = Read | SimpleStats | RangeScan | SystemXattrRead | SystemCollectionLookup,
    WriteData = ReadData | Insert | Upsert | Delete | MetaWrite | SystemXattrWrite | SystemCollectionMutation,
}

/// <summary>The answer to "may this user".</summary>
internal enum PrivilegeCheck
{
    Allowed,

    /// <summary>The user may do something there, but not this.</summary>
    Denied,

    /// <summary>The user may do nothing there and must not even learn that it exists.</summary>
    Hidden,
}
