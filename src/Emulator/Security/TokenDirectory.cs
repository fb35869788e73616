using System.Collections.Concurrent;
using System.Text;

namespace Settee.Emulator.Security;

/// <summary>A token that opens the cluster, and until when.</summary>
internal sealed record AcceptedToken(string User, DateTimeOffset? Expires);

/// <summary>The tokens that stand for users. What is in them is not looked at.</summary>
internal sealed class TokenDirectory
{
    private const byte FieldSeparator = 1;
    private const string AuthField = "auth=";
    private const string Scheme = "Bearer ";

    private readonly ConcurrentDictionary<string, AcceptedToken> _tokens = new(StringComparer.Ordinal);

    public void Set(string token, AcceptedToken accepted) => _tokens[token] = accepted;

    public void Remove(string token) => _tokens.TryRemove(token, out _);

    /// <summary>
    /// The token of an OAUTHBEARER message (RFC 7628): a header, then fields between bytes of value 1, of which only "auth" counts. Null if
    /// it is refused or has expired; false in <paramref name="isWellFormed"/> if it is no such message.
    /// </summary>
    public AcceptedToken? Find(ReadOnlySpan<byte> message, DateTimeOffset now, out bool isWellFormed)
    {
        var parts = Encoding.UTF8.GetString(message).Split((char)FieldSeparator);
        var field = Array.Find(parts[1..], static part => part.StartsWith(AuthField, StringComparison.Ordinal))?[AuthField.Length..];
        isWellFormed = parts[0].StartsWith("n,", StringComparison.Ordinal) && field is not null && field.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);
        if (!isWellFormed || !_tokens.TryGetValue(field![Scheme.Length..].Trim(), out var token) || token.Expires <= now)
            return null;

        // Who names an identity must be that one.
        var identity = parts[0].Split(',')[1];
        return identity.Length == 0 || identity == $"a={token.User}" ? token : null;
    }
}
