using Settee.Wire;

namespace Settee.Transport;

/// <content>The receive loop: reads what there is, handles every complete frame in place, reads again.</content>
internal sealed partial class Connection
{
    private const int MaxFramesBeforeFlush = 16;

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
                Volatile.Write(ref _lastActivity, _time.GetTimestamp());
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
        lock (_gate)
            _handlingFrames = true;

        var framesSinceDeferral = 0;
        while (_input.TryReadFrame(out var header, out var body))
        {
            var frame = _inflater.Inflate(header, body);
            if (header.Magic == Magic.ServerRequest)
                Owner?.OnServerRequest(this, frame);
            else
                HandleResponse(frame, ref framesSinceDeferral);
        }

        bool flush;
        lock (_gate)
        {
            _handlingFrames = false;
            flush = _flushDeferred;
            _flushDeferred = false;
        }

        if (flush)
            _flushRequested.Raise();
    }

    private void HandleResponse(in ResponseFrame frame, ref int framesSinceDeferral)
    {
        PendingRequest? request;
        TaskCompletionSource? room = null;
        var flush = false;
        lock (_gate)
        {
            request = IsPart(frame) ? _slots.Find(frame.Header.Opaque) : _slots.Remove(frame.Header.Opaque);
            _answers++;
            if (_roomAvailable is not null && _output.Length == 0)
            {
                room = _roomAvailable;
                _roomAvailable = null;
            }

            // Decoding takes time: what others have appended meanwhile must not wait for a whole buffer of answers.
            if (_flushDeferred && ++framesSinceDeferral == MaxFramesBeforeFlush)
            {
                flush = true;
                _flushDeferred = false;
                framesSinceDeferral = 0;
            }
        }

        if (flush)
            _flushRequested.Raise();

        room?.TrySetResult();
        if (request is null)
            _lateAnswers++;
        else
            request.OnResponse(this, frame);
    }

    // The only command that is answered in parts; the last one has another status, and until then the request stays in its slot.
    private static bool IsPart(in ResponseFrame frame) => frame.Header.Opcode == Opcode.RangeScanContinue && frame.Status == Status.Success;
}
