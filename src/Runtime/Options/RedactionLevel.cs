namespace Settee;

/// <summary>
/// What is marked in the texts of errors and log messages, so that tools can remove it before the texts are passed on. Marked is what
/// stands between <c>&lt;ud&gt;…&lt;/ud&gt;</c> (user data), <c>&lt;md&gt;…&lt;/md&gt;</c> (metadata) and <c>&lt;sd&gt;…&lt;/sd&gt;</c> (system data).
/// </summary>
public enum RedactionLevel
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>User data: keys of documents, paths inside documents, and what a codec says of a document that it cannot read.</summary>
    Partial,

    /// <summary>Also metadata, the names of buckets, scopes and collections, and system data, the addresses of nodes.</summary>
    Full,
}

/// <summary>A part of a text that is marked when it is written.</summary>
/// <param name="Content">What is written.</param>
/// <param name="Mark">The name of the mark; null for none.</param>
internal readonly record struct Redacted(object Content, string? Mark)
{
    public override string ToString() => Mark is null ? $"{Content}" : $"<{Mark}>{Content}</{Mark}>";
}

/// <summary>What is marked at which level.</summary>
internal static class Redaction
{
    public static Redacted User(this RedactionLevel level, object content) => new(content, level >= RedactionLevel.Partial ? "ud" : null);

    public static Redacted Metadata(this RedactionLevel level, object content) => new(content, level >= RedactionLevel.Full ? "md" : null);

    public static Redacted System(this RedactionLevel level, object content) => new(content, level >= RedactionLevel.Full ? "sd" : null);
}
