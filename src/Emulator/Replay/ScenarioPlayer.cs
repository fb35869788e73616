using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Settee.Emulator.Replay;

/// <summary>Plays one conversation.</summary>
internal sealed class ScenarioPlayer(Scenario scenario, ReplayTarget target, ServerFacts facts) : IAsyncDisposable
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(50);
    private readonly Variables _variables = new();
    private readonly Dictionary<string, WireClient> _clients = [];
    private Expectations _expectations = null!;
    private RequestEncoder _encoder = null!;

    public async Task PlayAsync()
    {
        _expectations = new Expectations(_variables, facts, target.Time);
        _encoder = new RequestEncoder(_variables, facts);
        await ConnectAsync("a", scenario.Needs).ConfigureAwait(false);
        for (var i = 0; i < scenario.Steps.Count; i++)
        {
            try
            {
                await StepAsync(scenario.Steps[i]!.AsObject()).ConfigureAwait(false);
            }
            catch (Exception problem) when (problem is MismatchException or TimeoutException or IOException or SocketException)
            {
                throw new MismatchException($"{scenario.Name} step {i}", "as recorded", problem.Message);
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values)
            client.Dispose();
        return ValueTask.CompletedTask;
    }

    private string BucketOf(WireClient client) => client.Bucket ?? (string?)scenario.Needs["bucket"] ?? target.Bucket;

    private async Task ConnectAsync(string name, JsonObject setUp)
    {
        var client = await WireClient.ConnectAsync(target.Host, target.Port).ConfigureAwait(false);
        client.WhileWaiting = target.WhileWaiting;
        if (_clients.Remove(name, out var before))
            before.Dispose();
        _clients[name] = client;

        var features = setUp["features"]?.AsArray().Select(f => FeatureNames.CodeOf((string)f!)).ToArray() ?? [];
        if (features.Length > 0)
            Granted(features, await client.HelloAsync(features).ConfigureAwait(false));

        var user = setUp.ContainsKey("user") ? (string?)setUp["user"] : target.User;
        if (user is not null && (await client.PlainAsync(user, (string?)setUp["password"] ?? target.Password).ConfigureAwait(false)).Status != 0)
            throw new SpecialStateException($"User {user} cannot authenticate.");

        var bucket = setUp.ContainsKey("bucket") ? (string?)setUp["bucket"] : target.Bucket;
        if (bucket is not null && (await client.SelectAsync(bucket).ConfigureAwait(false)).Status != 0)
        {
            throw bucket == target.Bucket || bucket == "secret"
                ? new MismatchException(scenario.Name, $"bucket {bucket}", "a refusal")
                : new SpecialStateException($"Bucket {bucket} cannot be selected.");
        }
    }

    private void Granted(ushort[] features, Packet answer)
    {
        var granted = new HashSet<ushort>();
        for (var i = 0; i + 1 < answer.Value.Length; i += 2)
            granted.Add(BinaryPrimitives.ReadUInt16BigEndian(answer.Value.AsSpan(i)));
        var missing = features.Where(f => !granted.Contains(f)).Select(FeatureNames.NameOf).ToArray();
        if (answer.Status != 0 || missing.Length > 0)
            throw new MismatchException(scenario.Name, "all features granted", $"status 0x{answer.Status:x4}, missing: {string.Join(' ', missing)}");
    }

    private async Task StepAsync(JsonObject step)
    {
        var name = (string)step["on"]!;
        if (step["connect"] is JsonObject setUp)
        {
            await ConnectAsync(name, setUp).ConfigureAwait(false);
            return;
        }

        if (step["wait_ms"] is { } wait)
        {
            await target.WaitAsync(TimeSpan.FromMilliseconds((int)wait!)).ConfigureAwait(false);
            return;
        }

        var client = _clients[name];
        if (step["close"] is not null)
            client.Dispose();
        else if (step["sasl"] is not null)
            await AuthenticateAsync(client, step).ConfigureAwait(false);
        else if (step["expect_close"] is not null)
            await ExpectCloseAsync(client).ConfigureAwait(false);
        else if (step["expect_none_ms"] is not null)
            await ExpectNothingAsync(client, TimeSpan.FromMilliseconds((int)step["expect_none_ms"]!)).ConfigureAwait(false);
        else if (step["recv"] is { } expected)
            await ReceiveAsync(client, step, expected, null, null).ConfigureAwait(false);
        else if (step["send_all"] is JsonArray requests)
            await SendAllAsync(client, step, requests).ConfigureAwait(false);
        else
            await SendUntilItFitsAsync(client, step).ConfigureAwait(false);
    }

    /// <summary>Some states need a moment: such requests are sent again until the answer fits or the time is over.</summary>
    private async Task SendUntilItFitsAsync(WireClient client, JsonObject step)
    {
        var left = TimeSpan.FromMilliseconds((int?)step["retry_ms"] ?? 0);
        while (true)
        {
            try
            {
                await SendAsync(client, step).ConfigureAwait(false);
                return;
            }
            catch (MismatchException) when (left > TimeSpan.Zero)
            {
                await target.WaitAsync(RetryPause).ConfigureAwait(false);
                left -= RetryPause;
            }
        }
    }

    private async Task SendAsync(WireClient client, JsonObject step)
    {
        byte[] bytes;
        byte? opcode = null;
        uint? opaque = null;
        if (step["send_raw"] is { } raw)
            bytes = _variables.Hex((string)raw!);
        else
            (bytes, opcode, opaque) = await _encoder.EncodeAsync(client, BucketOf(client), step["send"]!.AsObject()).ConfigureAwait(false);

        var mark = target.Mark();
        if (step["byte_by_byte"] is not null)
        {
            foreach (var b in bytes)
                await client.SendAsync(new[] { b }).ConfigureAwait(false);
        }
        else
        {
            await client.SendAsync(bytes).ConfigureAwait(false);
        }

        if (step.ContainsKey("expect") && step["expect"] is null)
        {
            if (opcode is not null && step["send"]!["override"] is null)
                await target.PassAsync(mark).ConfigureAwait(false);
            return;
        }

        var packet = await ReceiveAsync(client, step, step["expect"], opcode, opaque).ConfigureAwait(false);
        if (opcode == 0x89 && packet.Status == 0)
            client.Bucket = (string?)step["send"]!["key"];
    }

    private async Task SendAllAsync(WireClient client, JsonObject step, JsonArray requests)
    {
        var sent = new List<(byte[] Frame, byte Opcode, uint Opaque)>();
        foreach (var request in requests)
            sent.Add(await _encoder.EncodeAsync(client, BucketOf(client), request!.AsObject()).ConfigureAwait(false));
        await client.SendAsync(sent.SelectMany(s => s.Frame).ToArray()).ConfigureAwait(false);

        var expected = step["expect_all"]!.AsArray().Select(e => e!.AsObject()).ToList();
        var got = new List<Packet>();
        foreach (var _ in expected)
            got.Add(await client.ReceiveAsync().ConfigureAwait(false) ?? throw new MismatchException("answer", "an answer", "the connection was closed"));
        if ((string?)step["order"] == "any")
            got = [.. got.OrderBy(p => sent.FindIndex(s => s.Opaque == p.Opaque))];

        foreach (var (want, packet) in expected.Zip(got))
        {
            var request = sent[(int)want["for"]!];
            CheckIds(packet, request.Opcode, request.Opaque);
            await _expectations.CompareAsync(BucketOf(client), want["expect"], packet).ConfigureAwait(false);
            Save(want, packet);
        }
    }

    private async Task<Packet> ReceiveAsync(WireClient client, JsonObject step, JsonNode? expected, byte? opcode, uint? opaque)
    {
        var packet = await client.ReceiveAsync().ConfigureAwait(false) ?? throw new MismatchException("answer", "an answer", "the connection was closed");
        CheckIds(packet, opcode, opaque);
        await _expectations.CompareAsync(BucketOf(client), expected, packet).ConfigureAwait(false);
        Save(step, packet);
        return packet;
    }

    private static void CheckIds(Packet packet, byte? opcode, uint? opaque)
    {
        if (opcode is not null && packet.Opcode != opcode)
            throw new MismatchException("opcode", opcode, packet.Opcode);
        if (opaque is not null && packet.Opaque != opaque)
            throw new MismatchException("opaque", opaque, packet.Opaque);
    }

    private void Save(JsonObject step, Packet packet)
    {
        foreach (var (what, name) in step["save"]?.AsObject() ?? [])
            _variables[(string)name!] = Expectations.Slice(what, packet);
    }

    private async Task AuthenticateAsync(WireClient client, JsonObject step)
    {
        var result = await ScramClient.RunAsync(
            client, (string)step["sasl"]!, (string)step["user"]!, (string)step["password"]!, (string?)step["tamper"], (string?)step["step_mechanism"]).ConfigureAwait(false);
        if ((string)step["expect_stage"]! != result.Stage || (string)step["expect_status"]! != $"0x{result.Packet.Status:x4}")
            throw new MismatchException("sasl", $"{step["expect_stage"]} {step["expect_status"]}", $"{result.Stage} 0x{result.Packet.Status:x4}");
        await _expectations.CompareAsync(BucketOf(client), step["expect"], result.Packet).ConfigureAwait(false);
    }

    private static async Task ExpectCloseAsync(WireClient client)
    {
        if (await client.ReceiveAsync().ConfigureAwait(false) is { } packet)
            throw new MismatchException("connection", "closed", $"a packet with status 0x{packet.Status:x4}");
    }

    /// <summary>A round trip elsewhere gives the server the time to answer what it should not.</summary>
    private async Task ExpectNothingAsync(WireClient client, TimeSpan time)
    {
        await target.SettleAsync(time).ConfigureAwait(false);
        if (client.HasUnread)
            throw new MismatchException("connection", "silent", "an answer");
    }
}
