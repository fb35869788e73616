using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Settee;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers a cluster with a host's services.</summary>
public static class SetteeServiceCollectionExtensions
{
    /// <summary>
    /// Registers one <see cref="Cluster"/> for the application. It connects with the first operation, so the application starts while the
    /// server is away, and is disposed with the container. Logs go to the container's logger factory.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="connectionString">As for <see cref="Cluster.ConnectAsync"/>.</param>
    /// <param name="configure">Changes the options, as in <c>options => options with { Authenticator = … }</c>.</param>
    /// <exception cref="InvalidArgumentException">Thrown when the cluster is first resolved: connection string or options cannot be right.</exception>
    public static IServiceCollection AddSettee(
        this IServiceCollection services, string connectionString, Func<ClusterOptions, ClusterOptions>? configure = null) =>
        services.AddSettee(connectionString, (_, options) => configure?.Invoke(options) ?? options);

    /// <summary>As the other overload; the options may be made from other services, for example from configuration.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="connectionString">As for <see cref="Cluster.ConnectAsync"/>.</param>
    /// <param name="configure">Changes the options.</param>
    /// <exception cref="InvalidArgumentException">Thrown when the cluster is first resolved: connection string or options cannot be right.</exception>
    public static IServiceCollection AddSettee(
        this IServiceCollection services, string connectionString, Func<IServiceProvider, ClusterOptions, ClusterOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(connectionString);
        ArgumentNullException.ThrowIfNull(configure);
        services.TryAddSingleton(provider =>
        {
            var defaults = new ClusterOptions { LoggerFactory = provider.GetService<ILoggerFactory>(), TimeProvider = provider.GetService<TimeProvider>() };
            return Cluster.Create(connectionString, configure(provider, defaults));
        });
        return services;
    }
}
