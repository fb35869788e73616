using System.Globalization;

namespace Settee;

/// <summary>A connection string that cannot be used. The message names the place and the parameter; nothing was sent.</summary>
public sealed class InvalidConnectionStringException : InvalidArgumentException
{
    internal InvalidConnectionStringException(string problem, int column, string? key = null, string? value = null)
        : base(string.Create(CultureInfo.InvariantCulture, $"The connection string is not valid at column {column}: {problem}"))
    {
        Column = column;
        Key = key;
        Value = value;
    }

    /// <summary>Where the problem begins, counted from 1.</summary>
    public int Column { get; }

    /// <summary>The parameter, when one is the problem.</summary>
    public string? Key { get; }

    /// <summary>The value of the parameter, when that is the problem.</summary>
    public string? Value { get; }
}
