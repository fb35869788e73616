using Integration.Tests.Documents;
using Integration.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Settee;
using Settee.Emulator;

namespace Integration.Tests.ClusterLevel;

public sealed class DependencyInjectionTests
{
    [Fact]
    public async Task One_cluster_serves_the_whole_application()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync();
        var services = new ServiceCollection().AddSettee(emulator.ConnectionString, options => options with { Authenticator = EmulatedCluster.Credentials });
        Cluster cluster;
        await using (var provider = services.BuildServiceProvider())
        {
            cluster = provider.GetRequiredService<Cluster>();
            await using (var scope = provider.CreateAsyncScope())
                Assert.Same(cluster, scope.ServiceProvider.GetRequiredService<Cluster>());

            // The end of a scope does not end the cluster, the end of the application does.
            Assert.False(await cluster.Bucket("default").Airlines.ExistsAsync(1));
        }

        Assert.Throws<ObjectDisposedException>(() => cluster.Bucket("another"));
    }

    [Fact]
    public async Task A_server_that_is_away_at_the_start_is_not_held_against_the_application()
    {
        await using var emulator = await CouchbaseEmulator.StartAsync();
        await emulator.Node(0).StopAsync();
        var services = new ServiceCollection().AddSettee(emulator.ConnectionString, options => options with { Authenticator = EmulatedCluster.Credentials });
        await using var provider = services.BuildServiceProvider();
        var airlines = provider.GetRequiredService<Cluster>().Bucket("default").Airlines;
        await Assert.ThrowsAsync<UnambiguousTimeoutException>(async () => await airlines.ExistsAsync(1, new() { Timeout = TimeSpan.FromMilliseconds(50) }));

        await emulator.Node(0).StartAsync();
        Assert.False(await airlines.ExistsAsync(1, new() { Timeout = TimeSpan.FromMinutes(1) }));
    }
}
