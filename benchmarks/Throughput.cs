using System.Diagnostics;
using System.Globalization;
using Settee.Benchmarks.Documents;
using Settee.Emulator;

namespace Settee.Benchmarks;

/// <summary>Whole operations over sockets: throughput, CPU, allocations and sends, by the number of concurrent callers.</summary>
internal static class Throughput
{
    private const int WarmUp = 20_000;
    private static readonly (int Callers, int CallsEach)[] Loads = [(1, 20_000), (64, 3_000), (512, 600)];

    public static async Task<int> RunAsync(string? connectionString)
    {
        await using var emulator = connectionString is null ? await CouchbaseEmulator.StartAsync(new EmulatorOptions { Http = false }) : null;
        await using var cluster = await Cluster.ConnectAsync(
            connectionString ?? emulator!.ConnectionString, new ClusterOptions { Authenticator = new PasswordAuthenticator("Administrator", "password") });
        var orders = cluster.Bucket("default").Orders;
        var order = Order.Sample();
        var key = Order.KeyOf(order);
        Console.WriteLine("operation  callers       op/s   CPU µs/op      B/op   sends/op");
        for (var round = 0; round < 3; round++)
        {
            foreach (var (callers, each) in Loads)
            {
                await MeasureAsync(cluster, "upsert", callers, each, async () => await orders.UpsertAsync(order));
                await MeasureAsync(cluster, "get", callers, each, async () => await orders.GetAsync(key));
            }
        }

        return 0;
    }

    private static async Task MeasureAsync(Cluster cluster, string name, int callers, int each, Func<ValueTask> call)
    {
        for (var i = 0; i < WarmUp / callers; i++)
            await call();

        var sends = cluster.Statistics.Sends;
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < each; i++)
                await call();
        })));
        var elapsed = Stopwatch.GetElapsedTime(started);
        double count = callers * each;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-10} {callers,7} {count / elapsed.TotalSeconds,10:N0} {(Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / count,11:0.00} {(GC.GetTotalAllocatedBytes(precise: true) - allocated) / count,9:0} {(cluster.Statistics.Sends - sends) / count,10:0.000}"));
    }
}
