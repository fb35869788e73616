using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Settee.Emulator.Replay;
using Settee.Emulator.Tests.Support;

namespace Settee.Emulator.Tests;

/// <summary>Whatever a client sends, the others do not notice.</summary>
public class HostileInputTests
{
    public static TheoryData<int> Seeds => new(Enumerable.Range(1, 12));

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Random_frames_with_any_opcode_break_nothing(int seed)
    {
        var random = new Random(seed);
        using var log = new ProblemLog();
        await using var emulator = await StartAsync(log);
        await using var healthy = await emulator.OpenAsync();
        await healthy.SetAsync("k", "{\"a\":[1,{\"b\":2}],\"c\":\"text\"}");
        for (var connection = 0; connection < 8; connection++)
        {
            await using var client = await emulator.OpenAsync(0, "default", 0x0a, 0x0e, 0x0f, 0x13, 0x15, 0x18, 0x1c, 0x21);
            for (var i = 0; i < 400; i++)
                await client.SendAsync(RandomFrame(random));
            Assert.Equal(0, (await healthy.CallAsync(0x0a)).Status);
        }

        Assert.Equal(0, (await healthy.CallAsync(0x0a)).Status);
        await emulator.DisposeAsync();
        Assert.Empty(log.Problems);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Noise_before_authentication_closes_the_connection_and_nothing_else(int seed)
    {
        var random = new Random(seed);
        using var log = new ProblemLog();
        await using var emulator = await StartAsync(log);
        await using var healthy = await emulator.OpenAsync();
        for (var i = 0; i < 50; i++)
        {
            await using var client = await WireClient.ConnectAsync(emulator.Node(0).KvPort);
            var noise = new byte[random.Next(1, 2000)];
            random.NextBytes(noise);
            await client.SendAsync(noise);
        }

        Assert.Equal(0, (await healthy.CallAsync(0x0a)).Status);
        await emulator.DisposeAsync();
        Assert.Empty(log.Problems);
    }

    [Fact]
    public async Task A_large_frame_before_authentication_is_not_waited_for()
    {
        await using var emulator = await StartAsync(null);
        await using var client = await WireClient.ConnectAsync(emulator.Node(0).KvPort);
        var header = WireClient.Frame(0x1f);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(8), 17 * 1024);
        await client.SendAsync(header);
        Assert.Null(await client.ReceiveAsync());
    }

    [Fact]
    public async Task An_announced_length_takes_no_memory_before_the_bytes_come()
    {
        await using var emulator = await StartAsync(null);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var clients = new List<WireClient>();
        for (var i = 0; i < 20; i++)
        {
            var client = await emulator.OpenAsync();
            var header = WireClient.Frame(0x01, Sessions.Key("k"), default, new byte[8]);
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(8), 29 * 1024 * 1024);
            await client.SendAsync(header);
            clients.Add(client);
        }

        await using (var healthy = await emulator.OpenAsync())
            Assert.Equal(0, (await healthy.CallAsync(0x0a)).Status);
        Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < 64 * 1024 * 1024);
        foreach (var client in clients)
            await client.DisposeAsync();
    }

    [Fact]
    public async Task A_client_that_never_reads_is_not_served_without_end()
    {
        await using var emulator = await StartAsync(null);
        await using var healthy = await emulator.OpenAsync();
        await healthy.SetAsync("big", new string('x', 1024 * 1024));
        await using var greedy = await emulator.OpenAsync();
        var get = WireClient.Frame(0x00, Sessions.Key("big"), vbucket: Sessions.VBucketOf("big"));
        for (var i = 0; i < 500; i++)
            await greedy.SendAsync(get);

        Assert.Equal(0, (await healthy.CallAsync(0x0a)).Status);
        Assert.True(emulator.Node(0).RequestsOf(Wire.Opcode.Get) < 100);
    }

    [Fact]
    public async Task Disposing_under_load_is_prompt()
    {
        var emulator = await StartAsync(null);
        var clients = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => emulator.OpenAsync()));
        var loads = clients.Select(async client =>
        {
            try
            {
                for (var i = 0; ; i++)
                    await client.SetAsync($"k{i % 100}", "{\"some\":\"value\"}");
            }
            catch (IOException)
            {
                // The emulator went away, as it should.
            }
        }).ToArray();
        while (emulator.Node(0).RequestsReceived < 1000)
            await Task.Yield();

        await emulator.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));
        await Task.WhenAll(loads).WaitAsync(TimeSpan.FromSeconds(10));
        foreach (var client in clients)
            await client.DisposeAsync();
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told()
    {
        await using var emulator = await StartAsync(null);
        await Assert.ThrowsAsync<SocketException>(
            () => CouchbaseEmulator.StartAsync(new EmulatorOptions { KvPort = emulator.Node(0).KvPort, Http = false }));
    }

    [Fact]
    public async Task Nobody_listens_beyond_this_machine_unless_told_to()
    {
        await using var emulator = await StartAsync(null);
        Assert.Equal(IPAddress.Loopback, emulator.Node(0).KvEndPoint.Address);
    }

    private static byte[] RandomFrame(Random random)
    {
        // Any opcode but those that end the connection or the session: the point is to get far.
        byte opcode;
        do
        {
            opcode = (byte)random.Next(256);
        }
        while (opcode is 0x07 or 0x17 or 0x20 or 0x21 or 0x22 or 0x89 or 0x1f);

        var key = random.Next(4) == 0 ? Bytes(random, random.Next(0, 20)) : Sessions.Key("k");
        var value = random.Next(3) switch
        {
            0 => Bytes(random, random.Next(0, 60)),
            1 => System.Text.Encoding.ASCII.GetBytes("{\"range\":{\"start\":\"AA==\",\"end\":\"/w==\"}}"),
            _ => Specs(random, mutation: random.Next(2) == 0),
        };
        int[] extras = [0, 0, 1, 2, 3, 4, 7, 8, 16, 20, 24, 28];
        return WireClient.Frame(
            opcode,
            key,
            value,
            random.Next(2) == 0 ? new byte[extras[random.Next(extras.Length)]] : Bytes(random, extras[random.Next(extras.Length)]),
            random.Next(5) == 0 ? (ushort)random.Next(65536) : Sessions.VBucketOf("k"),
            (uint)random.Next(),
            random.Next(3) == 0 ? (ulong)random.NextInt64() : 0,
            random.Next(4) == 0 ? (byte)random.Next(8) : (byte)0,
            random.Next(6) == 0 ? Bytes(random, random.Next(0, 6)) : []);
    }

    private static byte[] Specs(Random random, bool mutation)
    {
        string[] paths = ["a", "a[0]", "a[1].b", "c", "x.y.z", "a[-1]", "`q", "_sys.x", "user", "$document", "$XTOC", "$vbucket.HLC", ""];
        string[] values = ["1", "\"s\"", "{}", "[1,2]", "nope", "", "-5", "\"${Mutation.CAS}\"", "\"${$document.CAS}\"", "1,2"];
        byte[] opcodes = [0xc5, 0xc6, 0xd2, 0xc7, 0xc8, 0xc9, 0xca, 0xcb, 0xcc, 0xcd, 0xce, 0xcf, 0xd3, 0x00, 0x01, 0x04];
        var result = new List<byte>();
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var path = System.Text.Encoding.ASCII.GetBytes(paths[random.Next(paths.Length)]);
            var value = System.Text.Encoding.ASCII.GetBytes(values[random.Next(values.Length)]);
            result.AddRange([opcodes[random.Next(opcodes.Length)], (byte)(random.Next(2) == 0 ? 0 : random.Next(0x40)), 0, (byte)path.Length]);
            if (mutation)
                result.AddRange([0, 0, 0, (byte)value.Length]);
            result.AddRange(path);
            if (mutation)
                result.AddRange(value);
        }

        return [.. result];
    }

    private static byte[] Bytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static Task<CouchbaseEmulator> StartAsync(ILoggerFactory? log) =>
        CouchbaseEmulator.StartAsync(new EmulatorOptions { Http = false, LoggerFactory = log });

    /// <summary>Keeps what the emulator reports as an error: requests it could not work on.</summary>
    private sealed class ProblemLog : ILoggerFactory, ILogger
    {
        public ConcurrentQueue<string> Problems { get; } = new();

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                Problems.Enqueue($"{formatter(state, exception)} {exception}");
        }

        public void Dispose()
        {
        }
    }
}
