using Settee.Transport;
using Settee.Wire;

namespace Runtime.Tests.Support;

/// <summary>
/// A control channel without a network: collects what is sent until the client waits, then answers the whole batch in order. The number
/// of batches is the number of turns.
/// </summary>
internal sealed class ScriptedChannel(Func<ControlRequest, ControlResponse?> answer) : IControlChannel
{
    private readonly Queue<(ControlRequest Request, TaskCompletionSource<ControlResponse> Completion, CancellationToken Token)> _waiting = new();

    /// <summary>The opcodes of each batch.</summary>
    public List<Opcode[]> Turns { get; } = [];

    public List<ControlRequest> Requests { get; } = [];

    public ValueTask<ControlResponse> RequestAsync(ControlRequest request, CancellationToken cancellationToken)
    {
        // Continuations run inside SetResult, so that a batch is complete when the client has nothing left to do.
        var completion = new TaskCompletionSource<ControlResponse>();
        Requests.Add(request);
        _waiting.Enqueue((request, completion, cancellationToken));
        return new ValueTask<ControlResponse>(completion.Task);
    }

    /// <summary>Runs the client's work to its end; throws when it waits for an answer that the script does not give.</summary>
    public Task<T> RunAsync<T>(Func<Task<T>> client) => Task.Run(() =>
    {
        var running = client();
        while (!running.IsCompleted && _waiting.Count > 0)
        {
            var batch = _waiting.ToArray();
            _waiting.Clear();
            Turns.Add([.. batch.Select(sent => sent.Request.Opcode)]);
            foreach (var (request, completion, _) in batch)
            {
                if (answer(request) is { } response)
                    completion.SetResult(response);
                else
                    completion.SetException(new IOException("The server closed the connection."));
            }
        }

        return running.IsCompleted ? running : throw new InvalidOperationException("The client waits for nothing that was sent.");
    });
}
