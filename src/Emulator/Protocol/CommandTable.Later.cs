namespace Settee.Emulator.Protocol;

internal static partial class CommandTable
{
    private static void AddObservation(Command[] table) { }
    private static void AddWithMeta(Command[] table) { }
    private static void AddRangeScans(Command[] table) { }
    private static void AddPrivileged(Command[] table) { }
}
