using System.Text.Json.Nodes;
using Settee.Wire;

namespace Settee.Emulator.Control;

/// <summary>One kind of fault of requests, as the member "kind" names it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">What the kind needs beside what narrows every fault.</param>
/// <param name="Arm">Lets a fault be of this kind.</param>
/// <param name="StandsFor">The methods of <see cref="EmulatorFault"/> that do the same.</param>
internal sealed record FaultKind(string Name, string[] Parameters, Func<EmulatorFault, JsonObject, EmulatorFault> Arm, params string[] StandsFor)
{
    public static readonly FaultKind[] All =
    [
        new("answer", ["status", "context", "reference"], Answer, nameof(EmulatorFault.Answer)),
        new("drop", [], static (fault, body) => fault.Drop(Times(body)), nameof(EmulatorFault.Drop)),
        new("drop-answer", [], static (fault, body) => fault.DropAnswer(Times(body)), nameof(EmulatorFault.DropAnswer)),
        new("delay", ["milliseconds"], static (fault, body) => fault.Delay(Pause(body), Times(body)), nameof(EmulatorFault.Delay)),

        // Until "release-fault"; a task to wait for is nothing that another process has.
        new("hold", [], static (fault, body) => fault.Hold(Times(body)), nameof(EmulatorFault.Hold), nameof(EmulatorFault.DelayUntil)),
        new("close", [], static (fault, body) => fault.CloseConnection(Times(body)), nameof(EmulatorFault.CloseConnection)),
        new("close-after", ["bytes"], static (fault, body) => fault.CloseAfter(Bytes(body), Times(body)), nameof(EmulatorFault.CloseAfter)),
        new("fall-silent", [], static (fault, body) => fault.FallSilent(Times(body)), nameof(EmulatorFault.FallSilent)),
        new("reorder", ["count"], Reorder, nameof(EmulatorFault.ReorderAnswers)),
        new("split", ["bytes"], static (fault, body) => fault.SplitAnswers(Bytes(body), Times(body)), nameof(EmulatorFault.SplitAnswers)),
        new("compress", [], static (fault, body) => fault.CompressAnswers(Times(body)), nameof(EmulatorFault.CompressAnswers)),
        new("read-slowly", ["bytes", "milliseconds"], ReadSlowly, nameof(EmulatorFault.ReadSlowly)),
    ];

    private static EmulatorFault Answer(EmulatorFault fault, JsonObject body)
    {
        var status = (Status)body.NeedCode("status");
        return (string?)body["context"] is { } context
            ? fault.Answer(status, context, (string?)body["reference"], Times(body))
            : fault.Answer(status, Times(body));
    }

    private static EmulatorFault Reorder(EmulatorFault fault, JsonObject body) =>
        fault.ReorderAnswers((int?)body["count"] ?? 2, (int?)body["seed"] ?? 0, Times(body));

    private static EmulatorFault ReadSlowly(EmulatorFault fault, JsonObject body) => fault.ReadSlowly(Bytes(body), Pause(body), Times(body));

    private static int Times(JsonObject body) => (int?)body["times"] ?? int.MaxValue;

    private static int Bytes(JsonObject body) => (int?)body["bytes"] ?? 1;

    private static TimeSpan Pause(JsonObject body) => body.Milliseconds ?? TimeSpan.Zero;
}
