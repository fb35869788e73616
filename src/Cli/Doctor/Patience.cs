using System.Diagnostics;
using Settee.Connecting;

namespace Settee.Cli.Doctor;

/// <summary>One attempt with the client's connect time-out, measured.</summary>
internal sealed class Patience : IDisposable
{
    private readonly CancellationTokenSource _timeout;
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly CancellationToken _user;

    public Patience(ResolvedOptions options, CancellationToken user)
    {
        _user = user;
        _timeout = CancellationTokenSource.CreateLinkedTokenSource(user);
        _timeout.CancelAfter(options.ConnectTimeout);
    }

    public CancellationToken Token => _timeout.Token;

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

    /// <summary>What an exception means; the user's own wish to stop is passed on instead.</summary>
    public string Explain(Exception exception)
    {
        _user.ThrowIfCancellationRequested();
        return exception is OperationCanceledException ? "no answer in time" : ConnectFailure.Explain(exception);
    }

    public void Dispose() => _timeout.Dispose();
}
