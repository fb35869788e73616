using System.Buffers.Text;
using System.Text.Unicode;
using Settee.Wire;

namespace Settee.Emulator.SubDocument;

/// <summary>What the value of a command may be.</summary>
internal enum ValueShape
{
    /// <summary>One JSON value.</summary>
    One,

    /// <summary>One value that is no container.</summary>
    Primitive,

    /// <summary>Values separated by commas, as between brackets.</summary>
    Series,
}

/// <summary>Looks at values before they go into a document.</summary>
internal static class JsonValues
{
    public static Status Validate(ReadOnlySpan<byte> value, int maxLevels, ValueShape shape)
    {
        var scanner = new JsonScanner(value);
        while (true)
        {
            scanner.SkipBlanks();
            if (shape == ValueShape.Primitive && scanner.Current is (byte)'{' or (byte)'[')
                return Status.SubdocValueCannotInsert;
            if (!scanner.SkipValue())
                return Status.SubdocValueCannotInsert;

            scanner.SkipBlanks();
            if (scanner.AtEnd)
                break;
            if (shape != ValueShape.Series || !scanner.TrySkip((byte)','))
                return Status.SubdocValueCannotInsert;
        }

        if (!Utf8.IsValid(value))
            return Status.SubdocValueCannotInsert;

        return scanner.Deepest > maxLevels ? Status.SubdocValueTooDeep : Status.Success;
    }

    /// <summary>Whether an array holds only primitives, and not this one. They are compared as they are spelled.</summary>
    public static Status CheckUnique(ReadOnlySpan<byte> array, ReadOnlySpan<byte> value)
    {
        var scanner = new JsonScanner(array) { Position = 1 };
        scanner.SkipBlanks();
        while (scanner.Current != ']')
        {
            var start = scanner.Position;
            if (scanner.Current is (byte)'{' or (byte)'[')
                return Status.SubdocPathMismatch;

            if (!scanner.SkipValue())
                return Status.SubdocDocumentNotJson;
            if (array[start..scanner.Position].SequenceEqual(value))
                return Status.SubdocPathExists;

            scanner.SkipBlanks();
            if (scanner.TrySkip((byte)','))
                scanner.SkipBlanks();
        }

        return Status.Success;
    }

    /// <summary>A delta is a whole number of 64 bits other than zero, without a plus sign or leading zeros.</summary>
    public static bool TryParseDelta(ReadOnlySpan<byte> text, out long delta)
    {
        delta = 0;
        var digits = text is [(byte)'-', ..] ? text[1..] : text;
        return digits.Length > 0
            && digits[0] is >= (byte)'1' and <= (byte)'9'
            && Utf8Parser.TryParse(text, out delta, out var used)
            && used == text.Length;
    }

    /// <summary>Reads an existing number: anything but a whole number is of the wrong kind, one beyond 64 bits is out of range.</summary>
    public static Status ParseInteger(ReadOnlySpan<byte> text, out long number)
    {
        number = 0;
        var digits = text is [(byte)'-', ..] ? text[1..] : text;
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return Status.SubdocPathMismatch;

        return Utf8Parser.TryParse(text, out number, out var used) && used == text.Length
            ? Status.Success
            : Status.SubdocNumberOutOfRange;
    }
}
