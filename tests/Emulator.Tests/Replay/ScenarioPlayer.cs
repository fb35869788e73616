using System.Text.Json.Nodes;
using Settee.Emulator.Tests.Support;

namespace Settee.Emulator.Tests.Replay;

/// <summary>Plays one scenario against an emulator whose clock it moves.</summary>
public sealed class ScenarioPlayer(Scenario scenario, CouchbaseEmulator emulator, ServerFacts facts, ManualTimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan ClockStep = TimeSpan.FromMilliseconds(50);
    private readonly Variables _variables = new();
    private readonly Dictionary<string, WireClient> _clients = [];
    private Expectations _expectations = null!;
    private RequestEncoder _encoder = null!;

    public async Task PlayAsync()
    {
        _expectations = new Expectations(_variables, facts, time);
        _encoder = new RequestEncoder(_variables, facts);
        await ConnectAsync("a", scenario.Needs);
        for (var i = 0; i < scenario.Steps.Count; i++)
        {
            try
            {
                await StepAsync(scenario.Steps[i]!.AsObject());
            }
            catch (Exception problem) when (problem is MismatchException or TimeoutException or IOException or Xunit.Sdk.XunitException)
            {
                throw new MismatchException($"{scenario.Name} step {i}", "as recorded", problem.Message);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values)
            await client.DisposeAsync();
    }

    private string BucketOf(WireClient client) => client.Bucket ?? (string?)scenario.Needs["bucket"] ?? "default";

    private async Task ConnectAsync(string name, JsonObject setUp)
    {
        var client = await WireClient.ConnectAsync(emulator.Node(0).KvPort);
        client.WhileWaiting = () => time.Advance(ClockStep);
        if (_clients.Remove(name, out var before))
            await before.DisposeAsync();
        _clients[name] = client;

        var features = setUp["features"]?.AsArray().Select(f => FeatureNames.CodeOf((string)f!)).ToArray() ?? [];
        if (features.Length > 0)
            Assert.Equal(0, (await client.HelloAsync(features)).Status);

        var user = setUp.ContainsKey("user") ? (string?)setUp["user"] : "Administrator";
        if (user is not null)
            Assert.Equal(0, (await client.PlainAsync(user, (string?)setUp["password"] ?? "password")).Status);

        var bucket = setUp.ContainsKey("bucket") ? (string?)setUp["bucket"] : "default";
        if (bucket is not null)
            Assert.Equal(0, (await client.SelectAsync(bucket)).Status);
    }

    private async Task StepAsync(JsonObject step)
    {
        var name = (string)step["on"]!;
        if (step["connect"] is JsonObject setUp)
        {
            await ConnectAsync(name, setUp);
            return;
        }

        if (step["wait_ms"] is { } wait)
        {
            time.Advance(TimeSpan.FromMilliseconds((int)wait!));
            return;
        }

        var client = _clients[name];
        if (step["close"] is not null)
            await client.DisposeAsync();
        else if (step["sasl"] is not null)
            await AuthenticateAsync(client, step);
        else if (step["expect_close"] is not null)
            await ExpectCloseAsync(client);
        else if (step["expect_none_ms"] is not null)
            await ExpectNothingAsync(client);
        else if (step["recv"] is { } expected)
            await ReceiveAsync(client, step, expected, null, null);
        else if (step["send_all"] is JsonArray requests)
            await SendAllAsync(client, step, requests);
        else
            await SendAsync(client, step);
    }

    private async Task SendAsync(WireClient client, JsonObject step)
    {
        byte[] bytes;
        byte? opcode = null;
        uint? opaque = null;
        if (step["send_raw"] is { } raw)
            bytes = _variables.Hex((string)raw!);
        else
            (bytes, opcode, opaque) = await _encoder.EncodeAsync(client, BucketOf(client), step["send"]!.AsObject());

        var finished = emulator.Node(0).Server.Counters.Finished;
        if (step["byte_by_byte"] is not null)
        {
            foreach (var b in bytes)
                await client.SendAsync(new[] { b });
        }
        else
        {
            await client.SendAsync(bytes);
        }

        if (step.ContainsKey("expect") && step["expect"] is null)
        {
            // Nothing tells that the request has been read, but the server's own count.
            if (opcode is not null && step["send"]!["override"] is null)
                SpinWait.SpinUntil(() => emulator.Node(0).Server.Counters.Finished > finished, TimeSpan.FromSeconds(5));
            return;
        }

        var packet = await ReceiveAsync(client, step, step["expect"], opcode, opaque);
        if (opcode == 0x89 && packet.Status == 0)
            client.Bucket = (string?)step["send"]!["key"];
    }

    private async Task SendAllAsync(WireClient client, JsonObject step, JsonArray requests)
    {
        var sent = new List<(byte[] Frame, byte Opcode, uint Opaque)>();
        foreach (var request in requests)
            sent.Add(await _encoder.EncodeAsync(client, BucketOf(client), request!.AsObject()));
        await client.SendAsync(sent.SelectMany(s => s.Frame).ToArray());

        var expected = step["expect_all"]!.AsArray().Select(e => e!.AsObject()).ToList();
        var got = new List<Packet>();
        foreach (var _ in expected)
            got.Add(await client.ReceiveAsync() ?? throw new MismatchException("answer", "an answer", "the connection was closed"));
        if ((string?)step["order"] == "any")
            got = [.. got.OrderBy(p => sent.FindIndex(s => s.Opaque == p.Opaque))];

        foreach (var (want, packet) in expected.Zip(got))
        {
            var request = sent[(int)want["for"]!];
            CheckIds(packet, request.Opcode, request.Opaque);
            await _expectations.CompareAsync(BucketOf(client), want["expect"], packet);
            Save(want, packet);
        }
    }

    private async Task<Packet> ReceiveAsync(WireClient client, JsonObject step, JsonNode? expected, byte? opcode, uint? opaque)
    {
        var packet = await client.ReceiveAsync() ?? throw new MismatchException("answer", "an answer", "the connection was closed");
        CheckIds(packet, opcode, opaque);
        await _expectations.CompareAsync(BucketOf(client), expected, packet);
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
            client, (string)step["sasl"]!, (string)step["user"]!, (string)step["password"]!, (string?)step["tamper"], (string?)step["step_mechanism"]);
        if ((string)step["expect_stage"]! != result.Stage || (string)step["expect_status"]! != $"0x{result.Packet.Status:x4}")
            throw new MismatchException("sasl", $"{step["expect_stage"]} {step["expect_status"]}", $"{result.Stage} 0x{result.Packet.Status:x4}");
        await _expectations.CompareAsync(BucketOf(client), step["expect"], result.Packet);
    }

    private static async Task ExpectCloseAsync(WireClient client)
    {
        if (await client.ReceiveAsync() is { } packet)
            throw new MismatchException("connection", "closed", $"a packet with status 0x{packet.Status:x4}");
    }

    /// <summary>A round trip elsewhere gives the server the time to answer what it should not.</summary>
    private async Task ExpectNothingAsync(WireClient client)
    {
        await facts.RoundTripAsync();
        if (client.HasUnread)
            throw new MismatchException("connection", "silent", "an answer");
    }
}
