namespace Settee.Generators.Model;

/// <summary>How documents become JSON: what can be said with the JsonDefaults attribute.</summary>
internal sealed record JsonConventions
{
    /// <summary>What holds without the attribute.</summary>
    public static readonly JsonConventions Settee = new() { Naming = NamingPolicy.CamelCase, IsRelaxed = true };

    /// <summary>System.Text.Json without options.</summary>
    public static readonly JsonConventions General = new();

    /// <summary>System.Text.Json as web frameworks use it.</summary>
    public static readonly JsonConventions Web =
        new() { Naming = NamingPolicy.CamelCase, IgnoresCase = true, Numbers = NumberHandling.AllowReadingFromString };

    /// <summary>System.Text.Json at its strictest.</summary>
    public static readonly JsonConventions Strict =
        new() { RefusesUnmapped = true, RefusesDuplicates = true, RespectsNullability = true, RequiresParameters = true };

    public NamingPolicy Naming { get; init; }

    public NamingPolicy KeyNaming { get; init; }

    public bool IsRelaxed { get; init; }

    public IgnoreCondition Condition { get; init; }

    public NumberHandling Numbers { get; init; }

    public bool Populates { get; init; }

    public bool IncludesFields { get; init; }

    public bool EnumsByName { get; init; }

    public bool IgnoresCase { get; init; }

    public bool RefusesUnmapped { get; init; }

    public bool RefusesDuplicates { get; init; }

    public bool IgnoresReadOnlyProperties { get; init; }

    public bool IgnoresReadOnlyFields { get; init; }

    public bool RespectsNullability { get; init; }

    public bool RequiresParameters { get; init; }

    public bool TakesTagsAnywhere { get; init; }

    public bool ReadsNodes { get; init; }

    public bool SkipsComments { get; init; }

    public bool TakesTrailingCommas { get; init; }

    public int MaxDepth { get; init; }

    /// <summary>Whether a character stands for itself in JSON text.</summary>
    public bool IsPlain(char c) =>
        c is >= ' ' and < '\u007f' and not ('"' or '\\') && (IsRelaxed || c is not ('<' or '>' or '&' or '\'' or '+' or '`'));
}

/// <summary>The values of System.Text.Json's JsonKnownNamingPolicy.</summary>
internal enum NamingPolicy
{
    None = 0,
    CamelCase = 1,
    SnakeCaseLower = 2,
    SnakeCaseUpper = 3,
    KebabCaseLower = 4,
    KebabCaseUpper = 5,
}

/// <summary>The values of System.Text.Json's JsonIgnoreCondition.</summary>
internal enum IgnoreCondition
{
    Never = 0,
    Always = 1,
    WhenWritingDefault = 2,
    WhenWritingNull = 3,
    WhenWriting = 4,
    WhenReading = 5,
}

/// <summary>The values of System.Text.Json's JsonNumberHandling.</summary>
[Flags]
internal enum NumberHandling
{
    Strict = 0,
    AllowReadingFromString = 1,
    WriteAsString = 2,
    AllowNamedFloatingPointLiterals = 4,
}
