using System.Text;

namespace Settee.Emulator.Query;

internal enum TokenKind
{
    End,
    Word,
    Quoted,
    Text,
    Number,
    Parameter,
    Symbol,
}

/// <summary>One token of a statement. Quoted is an identifier in backticks, text a string.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int At)
{
    public bool Is(string word) => Kind is TokenKind.Word or TokenKind.Symbol && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool IsName => Kind is TokenKind.Word or TokenKind.Quoted;
}

/// <summary>Takes a statement apart.</summary>
internal sealed class QueryTokens
{
    private readonly List<Token> _tokens = [];
    private int _next;

    public QueryTokens(string statement)
    {
        Statement = statement;
        Read();
    }

    public string Statement { get; }

    public Token Current => _tokens[_next];

    /// <summary>The statement from the current token on.</summary>
    public string Rest => Statement[Current.At..];

    public Token Take() => _tokens[_next].Kind == TokenKind.End ? _tokens[_next] : _tokens[_next++];

    public bool Accept(string word)
    {
        if (!Current.Is(word))
            return false;

        _next++;
        return true;
    }

    /// <summary>Takes all of the words or none.</summary>
    public bool Accept(params ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (_next + i >= _tokens.Count || !_tokens[_next + i].Is(words[i]))
                return false;
        }

        _next += words.Length;
        return true;
    }

    public void Expect(string word)
    {
        if (!Accept(word))
            throw Unexpected();
    }

    public string ExpectName() => Current.IsName ? Take().Text : throw Unexpected();

    public void ExpectEnd()
    {
        Accept(";");
        if (Current.Kind != TokenKind.End)
            throw Unexpected();
    }

    public QueryException Unexpected() => new(
        3000, $"syntax error - line 1, column {Current.At + 1}, near '{Statement[..Math.Min(Current.At, Statement.Length)].TrimEnd()}', at: {(Current.Kind == TokenKind.End ? "end of input" : Current.Text)}");

    private void Read()
    {
        var at = 0;
        while (at < Statement.Length)
        {
            var start = at;
            var c = Statement[at];
            if (char.IsWhiteSpace(c))
            {
                at++;
            }
            else if (char.IsAsciiLetter(c) || c == '_')
            {
                while (at < Statement.Length && (char.IsAsciiLetterOrDigit(Statement[at]) || Statement[at] == '_'))
                    at++;
                Add(TokenKind.Word, Statement[start..at], start);
            }
            else if (char.IsAsciiDigit(c))
            {
                while (at < Statement.Length && (char.IsAsciiLetterOrDigit(Statement[at]) || Statement[at] is '.' or '+' or '-'
                    && Statement[at - 1] is 'e' or 'E'))
                {
                    at++;
                }

                Add(TokenKind.Number, Statement[start..at], start);
            }
            else if (c is '"' or '\'' or '`')
            {
                Add(c == '`' ? TokenKind.Quoted : TokenKind.Text, ReadQuoted(ref at), start);
            }
            else if (c is '$' or '@' or '?')
            {
                at++;
                while (c != '?' && at < Statement.Length && (char.IsAsciiLetterOrDigit(Statement[at]) || Statement[at] == '_'))
                    at++;
                Add(TokenKind.Parameter, Statement[start..at], start);
            }
            else
            {
                at++;
                Add(TokenKind.Symbol, c.ToString(), start);
            }
        }

        Add(TokenKind.End, "", Statement.Length);
    }

    private string ReadQuoted(ref int at)
    {
        var quote = Statement[at];
        var start = at++;
        var text = new StringBuilder();
        while (at < Statement.Length)
        {
            var c = Statement[at++];
            if (c == '\\' && quote != '`' && at < Statement.Length)
            {
                text.Append(Statement[at++] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', var other => other });
            }
            else if (c != quote)
            {
                text.Append(c);
            }
            else if (at < Statement.Length && Statement[at] == quote)
            {
                // Doubled, it stands for itself.
                text.Append(quote);
                at++;
            }
            else
            {
                return text.ToString();
            }
        }

        throw new QueryException(3000, $"syntax error - line 1, column {start + 1}, near '', at: {quote} (unterminated)");
    }

    private void Add(TokenKind kind, string text, int at) => _tokens.Add(new Token(kind, text, at));
}

/// <summary>A refusal of the query service: its code and words.</summary>
internal sealed class QueryException(int code, string message) : Exception(message)
{
    public int Code { get; } = code;

    /// <summary>The status of the HTTP answer that goes with the code.</summary>
    public int HttpStatus => Code switch
    {
        1010 => 405,
        1000 => 403,
        >= 1020 and <= 1070 or 3000 => 400,
        4000 or 4040 => 404,
        4300 => 409,
        12003 or 12020 or 12021 or 12002 => 424,
        >= 10000 and < 11000 or 13014 => 401,
        5000 => 500,
        _ => 200,
    };
}
