namespace Settee.Transport;

/// <content>The flusher: at most one send is under way, and it carries everything appended before it.</content>
internal sealed partial class Connection
{
    private void SendInline()
    {
        ReadOnlyMemory<byte> bytes;
        lock (_gate)
        {
            // Closed since the request was appended: it has been told, and may be on its way elsewhere already.
            if (_closeCause is not null)
                return;

            bytes = _output.BeginSend();
        }

        ValueTask send;
        try
        {
            send = WriteAsync(bytes);
        }
        catch (Exception e)
        {
            // A stream that was disposed in this moment says so at once. The caller hears of it through the request, as of any other loss.
            Close(e);
            return;
        }

        if (send.IsCompletedSuccessfully)
        {
            lock (_gate)
            {
                _output.EndSend();
                if (_output.Length == 0)
                {
                    _flushing = false;
                    return;
                }
            }
        }
        else
        {
            lock (_gate)
            {
                if (_closeCause is null)
                {
                    _inlineSend = send;
                    send = default;
                }
            }

            // Closed meanwhile: the send loop has ended, and the requests have already been told why.
            if (!send.Equals(default))
                _ = ObserveAsync(send);
        }

        _flushRequested.Raise();
    }

    private static async Task ObserveAsync(ValueTask send)
    {
        try
        {
            await send.ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Nothing to add to the close cause.
        }
    }

    private async Task SendLoopAsync()
    {
        try
        {
            while (true)
            {
                await _flushRequested.WaitAsync().ConfigureAwait(false);
                await FinishInlineSendAsync().ConfigureAwait(false);
                while (TryBeginSend(out var bytes))
                {
                    await WriteAsync(bytes).ConfigureAwait(false);
                    lock (_gate)
                        _output.EndSend();
                }

                if (IsClosed)
                    return;
            }
        }
        catch (Exception e)
        {
            // Every failure of the stream ends the connection; the requests in flight report it to their callers.
            Close(e);
        }
    }

    private async ValueTask FinishInlineSendAsync()
    {
        ValueTask send;
        lock (_gate)
        {
            send = _inlineSend;
            _inlineSend = default;
            if (send.Equals(default))
                return;
        }

        await send.ConfigureAwait(false);
        lock (_gate)
            _output.EndSend();
    }

    private bool TryBeginSend(out ReadOnlyMemory<byte> bytes)
    {
        TaskCompletionSource? room;
        lock (_gate)
        {
            bytes = default;
            if (_closeCause is not null)
                return false;

            if (_output.Length == 0)
            {
                _flushing = false;
                return false;
            }

            bytes = _output.BeginSend();
            room = _roomAvailable;
            _roomAvailable = null;
        }

        room?.TrySetResult();
        return true;
    }

    private ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        _sends++;
        _bytesSent += bytes.Length;
        return _stream.WriteAsync(bytes, _closingToken);
    }
}
