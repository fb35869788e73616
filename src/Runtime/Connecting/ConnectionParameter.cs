namespace Settee.Connecting;

/// <summary>One parameter of connection strings: the parser checks values with it, the resolver applies it, the documentation prints it.</summary>
internal sealed class ConnectionParameter
{
    private readonly Func<string, string?> _check;
    private readonly Func<ClusterOptions, string, ClusterOptions> _fill;

    private ConnectionParameter(
        string type,
        string names,
        string @default,
        string sets,
        string meaning,
        Func<string, string?> check,
        Func<ClusterOptions, string, ClusterOptions> fill)
    {
        Names = names.Split('|');
        Type = type;
        Default = @default;
        Sets = sets;
        Meaning = meaning;
        _check = check;
        _fill = fill;
    }

    /// <summary>The name and, behind it, other spellings.</summary>
    public string[] Names { get; }

    public string Name => Names[0];

    public string Type { get; }

    public string Default { get; }

    /// <summary>The option in code that it stands for.</summary>
    public string Sets { get; }

    public string Meaning { get; }

    /// <summary>What is wrong with a value, or null.</summary>
    public string? Check(string value) => _check(value);

    /// <summary>The options with this parameter where they left it open. The value has been checked.</summary>
    public ClusterOptions Fill(ClusterOptions options, string value) => _fill(options, value);

    public static ConnectionParameter Duration(
        string names, string @default, string sets, string meaning, Func<ClusterOptions, TimeSpan, ClusterOptions> fill) =>
        new(
            "duration", names, @default, sets, meaning,
            value => !ParameterValue.TryDuration(value, out var duration) ? "expected milliseconds or a duration such as 2.5s"
                : duration == TimeSpan.Zero ? "expected more than zero"
                : null,
            (options, value) => fill(options, ParameterValue.TryDuration(value, out var duration) ? duration : default));

    public static ConnectionParameter Boolean(
        string names, string @default, string sets, string meaning, Func<ClusterOptions, bool, ClusterOptions> fill) =>
        new(
            "boolean", names, @default, sets, meaning,
            value => ParameterValue.TryBoolean(value, out _) ? null : "expected true or false (also on, off, yes, no, 1, 0)",
            (options, value) => fill(options, ParameterValue.TryBoolean(value, out var on) && on));

    public static ConnectionParameter Integer(
        string names, int minimum, int maximum, string @default, string sets, string meaning, Func<ClusterOptions, int, ClusterOptions> fill) =>
        new(
            "integer", names, @default, sets, meaning,
            value => ParameterValue.TryInteger(value, out var number) && number >= minimum && number <= maximum
                ? null
                : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"expected a whole number from {minimum} to {maximum}"),
            (options, value) => fill(options, ParameterValue.TryInteger(value, out var number) ? number : default));

    public static ConnectionParameter Ratio(
        string names, string @default, string sets, string meaning, Func<ClusterOptions, double, ClusterOptions> fill) =>
        new(
            "number", names, @default, sets, meaning,
            value => ParameterValue.TryRatio(value, out _) ? null : "expected a number from 0 to 1, with a point",
            (options, value) => fill(options, ParameterValue.TryRatio(value, out var ratio) ? ratio : default));

    public static ConnectionParameter Text(
        string names, string @default, string sets, string meaning, Func<ClusterOptions, string, ClusterOptions> fill) =>
        new("text", names, @default, sets, meaning, value => value.Length > 0 ? null : "expected a value", fill);

    public static ConnectionParameter Choice(
        string names, string[] choices, string @default, string sets, string meaning, Func<ClusterOptions, string, ClusterOptions> fill) =>
        new(
            string.Join(", ", choices), names, @default, sets, meaning,
            value => choices.Contains(value) ? null : $"expected one of {string.Join(", ", choices)}",
            fill);
}
