using Settee.Emulator.Security;
using Settee.Wire;

namespace Settee.Emulator.Protocol;

/// <summary>How a command went.</summary>
internal enum Outcome
{
    /// <summary>Answered, or nothing to answer.</summary>
    Done,

    /// <summary>It waits and goes on when its suspension is resumed.</summary>
    Suspended,

    /// <summary>The connection has to be closed, after what was answered so far.</summary>
    Close,
}

internal enum Presence
{
    Any,
    Required,
    Forbidden,
}

internal delegate Outcome CommandHandler(Connection connection, ref Request request);

/// <summary>Checks what the table cannot say; the connection answers a status other than success.</summary>
internal delegate Status CommandValidator(Connection connection, ref Request request);

/// <summary>Everything that is true of a command whoever sends it: the shape of its frame, who may send it, who works on it.</summary>
internal sealed record Command(string Name, CommandHandler? Handler)
{
    public static readonly Command Unknown = new("", null);

    /// <summary>Length of the extras; -1 if the command checks it itself.</summary>
    public int ExtrasLength { get; init; }

    public Presence Key { get; init; } = Presence.Forbidden;

    public Presence Value { get; init; } = Presence.Forbidden;

    public Presence Cas { get; init; } = Presence.Forbidden;

    public DataType DataTypes { get; init; }

    /// <summary>Whether the key is a document's, with the collection id in front if those were negotiated.</summary>
    public bool HasDocumentKey { get; init; }

    public Privilege Privilege { get; init; }

    /// <summary>Whether the command needs a selected bucket.</summary>
    public bool NeedsBucket { get; init; } = true;

    /// <summary>Whether it is allowed before authentication.</summary>
    public bool BeforeAuthentication { get; init; }

    /// <summary>Whether unordered execution may change its place.</summary>
    public bool MayBeReordered { get; init; }

    public bool AllowsDurability { get; init; }

    public bool AllowsPreserveTtl { get; init; }

    /// <summary>Whether success goes without saying.</summary>
    public bool Quiet { get; init; }

    /// <summary>Whether a missing document goes without saying.</summary>
    public bool QuietMisses { get; init; }

    public bool EchoesKey { get; init; }

    public bool Writes { get; init; }

    /// <summary>A feature of a later version that the command came with; a node that does not grant it does not know the command.</summary>
    public HelloFeature? Since { get; init; }

    public CommandValidator? Validator { get; init; }

    /// <summary>Set for commands that are known but never possible.</summary>
    public Status Refusal { get; init; }
}
