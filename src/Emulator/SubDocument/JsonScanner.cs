using System.Text.Unicode;

namespace Settee.Emulator.SubDocument;

/// <summary>
/// Walks over JSON text by position. Values are skipped, not built: sub-document commands cut and paste text, so that spelling and
/// blanks of everything they do not touch stay as they were.
/// </summary>
internal ref struct JsonScanner(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;

    public int Position { get; set; }

    /// <summary>The deepest level met so far: a scalar or an empty container counts one, what is in a container one more.</summary>
    public int Deepest { get; private set; }

    public readonly ReadOnlySpan<byte> Text => _text;

    public readonly bool AtEnd => Position >= _text.Length;

    public readonly byte Current => Position < _text.Length ? _text[Position] : (byte)0;

    /// <summary>Whether the bytes are one JSON value in UTF-8, of any kind and nesting.</summary>
    public static bool IsJson(ReadOnlySpan<byte> text)
    {
        var scanner = new JsonScanner(text);
        scanner.SkipBlanks();
        if (!scanner.SkipValue())
            return false;

        scanner.SkipBlanks();
        return scanner.AtEnd && Utf8.IsValid(text);
    }

    public void SkipBlanks()
    {
        while (Position < _text.Length && _text[Position] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
            Position++;
    }

    public bool TrySkip(byte expected)
    {
        if (Position >= _text.Length || _text[Position] != expected)
            return false;

        Position++;
        return true;
    }

    /// <summary>Skips one value of any kind. Nesting is counted, not recursed into: hostile depth costs no stack.</summary>
    public bool SkipValue()
    {
        var stack = new NestingStack();
        while (true)
        {
            SkipBlanks();
            switch (Current)
            {
                case (byte)'{':
                    Position++;
                    SkipBlanks();
                    if (TrySkip((byte)'}'))
                    {
                        Deepest = Math.Max(Deepest, stack.Depth + 1);
                        break;
                    }

                    stack.Push(isObject: true);
                    Deepest = Math.Max(Deepest, stack.Depth);
                    if (!SkipName())
                        return false;
                    continue;

                case (byte)'[':
                    Position++;
                    SkipBlanks();
                    if (TrySkip((byte)']'))
                    {
                        Deepest = Math.Max(Deepest, stack.Depth + 1);
                        break;
                    }

                    stack.Push(isObject: false);
                    Deepest = Math.Max(Deepest, stack.Depth);
                    continue;

                default:
                    if (!SkipScalar())
                        return false;
                    Deepest = Math.Max(Deepest, stack.Depth + 1);
                    break;
            }

            // A value is complete: close what it completes, or go on to the next one in the same container.
            while (true)
            {
                if (stack.Depth == 0)
                    return true;

                SkipBlanks();
                if (TrySkip((byte)','))
                {
                    SkipBlanks();
                    if (stack.IsObject && !SkipName())
                        return false;
                    break;
                }

                if (!TrySkip(stack.IsObject ? (byte)'}' : (byte)']'))
                    return false;
                stack.Pop();
            }
        }
    }

    public bool SkipString()
    {
        if (!TrySkip((byte)'"'))
            return false;

        while (Position < _text.Length)
        {
            var c = _text[Position++];
            switch (c)
            {
                case (byte)'"':
                    return true;
                case (byte)'\\':
                    if (!SkipEscape())
                        return false;
                    break;
                case < 0x20:
                    return false;
                default:
                    break;
            }
        }

        return false;
    }

    private bool SkipName()
    {
        if (!SkipString())
            return false;

        SkipBlanks();
        return TrySkip((byte)':');
    }

    private bool SkipEscape()
    {
        if (Position >= _text.Length)
            return false;

        switch (_text[Position++])
        {
            case (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t':
                return true;
            case (byte)'u':
                for (var i = 0; i < 4; i++)
                {
                    if (Position >= _text.Length || !char.IsAsciiHexDigit((char)_text[Position++]))
                        return false;
                }

                return true;
            default:
                return false;
        }
    }

    private bool SkipScalar() => Current switch
    {
        (byte)'"' => SkipString(),
        (byte)'t' => SkipWord("true"u8),
        (byte)'f' => SkipWord("false"u8),
        (byte)'n' => SkipWord("null"u8),
        _ => SkipNumber(),
    };

    private bool SkipWord(ReadOnlySpan<byte> word)
    {
        if (!_text[Position..].StartsWith(word))
            return false;

        Position += word.Length;
        return true;
    }

    private bool SkipNumber()
    {
        TrySkip((byte)'-');
        if (!TrySkip((byte)'0') && !SkipDigits())
            return false;
        if (TrySkip((byte)'.') && !SkipDigits())
            return false;
        if (Current is (byte)'e' or (byte)'E')
        {
            Position++;
            if (Current is (byte)'+' or (byte)'-')
                Position++;
            return SkipDigits();
        }

        return true;
    }

    private bool SkipDigits()
    {
        var start = Position;
        while (Current is >= (byte)'0' and <= (byte)'9')
            Position++;
        return Position > start;
    }

    /// <summary>One bit per open container. The first 64 need no memory.</summary>
    private struct NestingStack
    {
        private ulong _bits;
        private Stack<ulong>? _more;

        public int Depth { get; private set; }

        public readonly bool IsObject => (_bits & 1) != 0;

        public void Push(bool isObject)
        {
            if (Depth > 0 && Depth % 64 == 0)
                (_more ??= new()).Push(_bits);
            _bits = (_bits << 1) | (isObject ? 1ul : 0);
            Depth++;
        }

        public void Pop()
        {
            Depth--;
            _bits = Depth > 0 && Depth % 64 == 0 ? _more!.Pop() : _bits >> 1;
        }
    }
}
