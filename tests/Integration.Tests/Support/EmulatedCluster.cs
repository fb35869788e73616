using Settee;
using Settee.Dispatch;
using Settee.Emulator;
using Settee.Transport;
using Settee.Wire;
using Bucket = Settee.Bucket;

namespace Integration.Tests.Support;

/// <summary>An emulator and a cluster that is connected to it.</summary>
internal sealed class EmulatedCluster : IAsyncDisposable
{
    private EmulatedCluster(CouchbaseEmulator emulator, Cluster cluster)
    {
        Emulator = emulator;
        Cluster = cluster;
    }

    public CouchbaseEmulator Emulator { get; }

    public Cluster Cluster { get; }

    public Bucket Bucket => Cluster.Bucket("default");

    public BucketDispatcher Dispatcher => Cluster.Core.Bucket("default");

    public static PasswordAuthenticator Credentials { get; } = new("Administrator", "password");

    public static async Task<EmulatedCluster> StartAsync(EmulatorOptions? emulated = null, ClusterOptions? options = null)
    {
        var emulator = await CouchbaseEmulator.StartAsync(
            (emulated ?? new EmulatorOptions { Nodes = 3 }) with { Scopes = [new EmulatorScope("s1", "sessions")] });
        try
        {
            options ??= new ClusterOptions();

            // A clock that a test moves runs ahead of the sockets: every connection would look silent, and be given up.
            if (options.TimeProvider is not null)
                options = options with { KeepAlive = options.KeepAlive with { Enabled = false } };

            return new EmulatedCluster(emulator, await Cluster.ConnectAsync(emulator.ConnectionString, options with { Authenticator = options.Authenticator ?? Credentials }));
        }
        catch
        {
            await emulator.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stores bytes as they are, past all codecs.</summary>
    public async Task StoreRawAsync(string key, byte[] value, uint flags = CommonFlags.Json)
    {
        await Bucket.OpenAsync();
        var utf8 = System.Text.Encoding.UTF8.GetBytes(key);
        var vbucket = VBucketHash.VBucketOf(utf8, Dispatcher.Routing!.Map.VBucketCount);
        var connection = await ConnectionOfAsync(vbucket);
        var extras = new byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(extras, flags);
        var response = await connection.RequestAsync(new ControlRequest(Opcode.Set, new byte[] { 0 }.Concat(utf8).ToArray(), extras, value, vbucket), default);
        Assert.Equal(Status.Success, response.Status);
    }

    /// <summary>The connection to the owner of a vbucket, as soon as there is one.</summary>
    public async Task<Connection> ConnectionOfAsync(ushort vbucket)
    {
        while (true)
        {
            var change = Dispatcher.StateChanged.NextChange;
            if (Dispatcher.Routing?.OwnerOf(vbucket)?.Connection is { } connection)
                return connection;

            await change;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        await Emulator.DisposeAsync();
    }
}
