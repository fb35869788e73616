using System.Threading;
using Microsoft.CodeAnalysis.Text;

namespace Settee.Generators.Emit;

/// <summary>Prints C# text line by line with indentation, into a buffer that the next file uses again.</summary>
internal sealed class SourceWriter
{
    private const int IndentSize = 4;

    private static readonly System.Text.Encoding Utf8 = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    private static char[]? s_spare;

    private char[] _text = Interlocked.Exchange(ref s_spare, null) ?? new char[16 * 1024];
    private int _length;
    private bool _afterOpening;

    /// <summary>Levels of indentation of the next line.</summary>
    public int Indentation { get; set; }

    /// <summary>Writes a line, or several: each is indented.</summary>
    public void Line(string text)
    {
        var start = 0;
        while (true)
        {
            var end = text.IndexOf('\n', start);
            var line = end < 0 ? text.Substring(start) : text.Substring(start, end - start);
            if (line.Length > 0)
            {
                Append(new string(' ', Indentation * IndentSize));
                Append(line);
            }

            Append("\n");
            if (end < 0)
                break;
            start = end + 1;
        }

        _afterOpening = false;
    }

    /// <summary>Separates two members; does nothing behind an opening brace.</summary>
    public void Blank()
    {
        if (!_afterOpening)
            Append("\n");
        _afterOpening = true;
    }

    /// <summary>Writes a header and opens its block.</summary>
    public void Open(string header)
    {
        Line(header);
        Line("{");
        Indentation++;
        _afterOpening = true;
    }

    /// <summary>Closes a block.</summary>
    public void Close(string end = "}")
    {
        Indentation--;
        Line(end);
    }

    /// <summary>The text; the writer is not usable afterwards.</summary>
    public SourceText ToSourceText()
    {
        var text = SourceText.From(new string(_text, 0, _length), Utf8);
        Interlocked.Exchange(ref s_spare, _text);
        _text = [];
        return text;
    }

    private void Append(string text)
    {
        if (_text.Length - _length < text.Length)
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _length + text.Length));
        text.CopyTo(0, _text, _length, text.Length);
        _length += text.Length;
    }
}
