using System.Text;
using Settee.Connecting;
using Settee.Transport;
using Settee.Wire;

namespace Settee.Cli.Doctor;

/// <summary>Listens to a handshake. Keeps names and answers that everybody may see, never what proves the password.</summary>
internal sealed class HandshakeRecorder(IControlChannel inner) : IControlChannel
{
    /// <summary>The answer to HELLO; null while there is none.</summary>
    public ControlResponse? Hello { get; private set; }

    /// <summary>The mechanisms that the server offers; null when it did not say.</summary>
    public string[]? Offered { get; private set; }

    /// <summary>The mechanism that was tried last.</summary>
    public string? Used { get; private set; }

    public async ValueTask<ControlResponse> RequestAsync(ControlRequest request, CancellationToken cancellationToken)
    {
        if (request.Opcode == Opcode.SaslAuth)
            Used = Encoding.ASCII.GetString(request.Key.Span);

        var response = await inner.RequestAsync(request, cancellationToken);
        switch (request.Opcode)
        {
            case Opcode.Hello:
                Hello = response;
                break;
            case Opcode.SaslListMechanisms when response.Status == Status.Success:
                Offered = SaslMechanisms.ParseList(response.Value);
                break;
        }

        return response;
    }
}
