using System.Globalization;
using System.Text;

namespace Settee;

/// <summary>What is known of an operation that failed: where it went, how often, and what came back.</summary>
public sealed record OperationContext
{
    /// <summary>The operation as called, for example <c>Get</c> or <c>Upsert</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The document's key, as it is, whatever <see cref="ClusterOptions.Redaction"/> says of texts; null for operations without one.</summary>
    public string? Key { get; init; }

    /// <summary>The bucket.</summary>
    public string? Bucket { get; init; }

    /// <summary>Scope and collection.</summary>
    public Keyspace? Keyspace { get; init; }

    /// <summary>The node that was asked last, as host:port; null when none was.</summary>
    public string? Node { get; init; }

    /// <summary>How often the operation was sent.</summary>
    public int Attempts { get; init; }

    /// <summary>Why it was tried again, in order, without repetitions.</summary>
    public IReadOnlyList<RetryReason> RetryReasons { get; init; } = [];

    /// <summary>The last answer's status as name and number; null when nothing was answered.</summary>
    public string? LastStatus { get; init; }

    /// <summary>What the server wrote about the failure, including its reference for the server's log.</summary>
    public string? ServerMessage { get; init; }

    /// <summary>From the call to the failure.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The time-out that applied.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>The last problem that kept the operation from being sent, for example why its node cannot be reached.</summary>
    public string? Obstacle { get; init; }

    /// <summary>What is marked in texts.</summary>
    internal RedactionLevel Redaction { get; init; }

    /// <summary>All known facts in one line, with what <see cref="ClusterOptions.Redaction"/> says marked.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        void Add(string name, object? value)
        {
            if (value is not null)
                text.Append(text.Length == 0 ? "" : ", ").Append(name).Append(' ').Append(value);
        }

        Add("node", Node is null ? null : Redaction.System(Node));
        Add("status", LastStatus);
        Add("attempts", Attempts.ToString(CultureInfo.InvariantCulture));
        Add("retried because of", RetryReasons.Count == 0 ? null : string.Join(" and ", RetryReasons));
        Add("elapsed", string.Create(CultureInfo.InvariantCulture, $"{Elapsed.TotalMilliseconds:0.#} ms"));
        Add("server says", ServerMessage);
        Add("obstacle:", Obstacle is null ? null : Redaction.System(Obstacle));
        return text.ToString();
    }

    /// <summary>The document for messages: key and full keyspace.</summary>
    internal string Subject => (Key, Keyspace) switch
    {
        (null, null) => Bucket is null ? Operation : $"{Operation} in bucket '{Redaction.Metadata(Bucket)}'",
        (null, _) => $"{Operation} in {Redaction.Metadata($"{Bucket}.{Keyspace}")}",
        _ => $"{Operation} of '{Redaction.User(Key)}' in {Redaction.Metadata($"{Bucket}.{Keyspace}")}",
    };
}
