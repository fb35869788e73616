using Settee.Wire;

namespace Settee.Transport;

/// <content>The receive loop: reads what there is, handles every complete frame in place, reads again.</content>
internal sealed partial class Connection
{
    private async Task ReceiveLoopAsync()
    {
        try
        {
            while (!IsClosed)
            {
                var count = await _stream.ReadAsync(_input.Free, _closingToken).ConfigureAwait(false);
                if (count == 0)
                {
                    Close(new IOException("The server closed the connection."));
                    return;
                }

                _bytesReceived += count;
                _input.Received(count);
                HandleFrames();
            }
        }
        catch (Exception e)
        {
            Close(e);
        }
    }

    private void HandleFrames()
    {
        while (_input.TryReadFrame(out var header, out var body))
        {
            var frame = new ResponseFrame(header, body);
            if (header.Magic == Magic.ServerRequest)
            {
                Owner?.OnServerRequest(this, frame);
                continue;
            }

            PendingRequest? request;
            TaskCompletionSource? room = null;
            lock (_gate)
            {
                request = _slots.Remove(header.Opaque);
                if (_roomAvailable is not null && _output.Length == 0)
                {
                    room = _roomAvailable;
                    _roomAvailable = null;
                }
            }

            room?.TrySetResult();
            if (request is null)
                _lateAnswers++;
            else
                request.OnResponse(this, frame);
        }
    }
}
