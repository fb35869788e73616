using Settee;

namespace Runtime.Tests.Health;

public sealed class ReportJsonTests
{
    [Fact]
    public void A_ping_report_is_written_as_the_specification_shows_it()
    {
        var report = new PingReport
        {
            Id = "report-18",
            Sdk = "settee/1.0 (linux)",
            ConfigRevision = ulong.MaxValue,
            Endpoints =
            [
                new() { Service = ServiceType.KeyValue, Id = "c-01", State = PingState.Ok, Latency = TimeSpan.FromMicroseconds(640), Remote = "192.0.2.21:11210", Local = "192.0.2.10:40112", Namespace = "orders" },
                new() { Service = ServiceType.Query, Id = "c-02", State = PingState.Timeout, Latency = TimeSpan.FromSeconds(75), Remote = "192.0.2.22:8093" },
                new() { Service = ServiceType.KeyValue, Id = "", State = PingState.Error, Latency = TimeSpan.Zero, Remote = "[::1]:11210", Error = "it said \"no\"" },
            ],
        };
        Assert.Equal(
            """
            {"version":2,"id":"report-18","sdk":"settee/1.0 (linux)","config_rev":18446744073709551615,"services":{"kv":[{"id":"c-01","latency_us":640,"remote":"192.0.2.21:11210","local":"192.0.2.10:40112","state":"ok","namespace":"orders"},{"id":"","latency_us":0,"remote":"[::1]:11210","state":"error","error":"it said \"no\""}],"query":[{"id":"c-02","latency_us":75000000,"remote":"192.0.2.22:8093","state":"timeout"}]}}
            """,
            report.ToJson());
        Assert.False(report.IsHealthy);
        Assert.False((report with { Endpoints = [] }).IsHealthy);
        Assert.True((report with { Endpoints = [report.Endpoints[0]] }).IsHealthy);
    }

    [Fact]
    public void A_diagnostics_report_is_written_as_the_specification_shows_it()
    {
        var report = new DiagnosticsReport
        {
            Id = "report-17",
            Sdk = "settee/1.0 (linux)",
            Endpoints =
            [
                new() { Service = ServiceType.KeyValue, Id = "c-01", State = EndpointState.Connected, SinceLastActivity = TimeSpan.FromMicroseconds(31415), Remote = "192.0.2.21:11210", Local = "192.0.2.10:40112", Namespace = "orders" },
                new() { Service = ServiceType.KeyValue, Id = "", State = EndpointState.Disconnected, Remote = "192.0.2.22:11210", Namespace = "orders", Details = "refused" },
                new() { Service = ServiceType.KeyValue, Id = "", State = EndpointState.Connecting, Remote = "192.0.2.23:11210" },
            ],
        };
        Assert.Equal(
            """
            {"version":2,"id":"report-17","sdk":"settee/1.0 (linux)","services":{"kv":[{"id":"c-01","last_activity_us":31415,"remote":"192.0.2.21:11210","local":"192.0.2.10:40112","state":"connected","namespace":"orders"},{"id":"","remote":"192.0.2.22:11210","state":"disconnected","namespace":"orders","details":"refused"},{"id":"","remote":"192.0.2.23:11210","state":"connecting"}]}}
            """,
            report.ToJson());
        Assert.Equal(Readiness.Degraded, report.State);
    }

    [Theory]
    [InlineData(ServiceType.KeyValue, "kv")]
    [InlineData(ServiceType.Management, "mgmt")]
    [InlineData(ServiceType.Views, "views")]
    [InlineData(ServiceType.Query, "query")]
    [InlineData(ServiceType.Search, "search")]
    [InlineData(ServiceType.Analytics, "analytics")]
    [InlineData(ServiceType.Eventing, "eventing")]
    public void Services_have_the_names_that_all_clients_use(ServiceType service, string name) =>
        Assert.Contains($"\"services\":{{\"{name}\":[", new PingReport
        {
            Id = "",
            Sdk = "",
            Endpoints = [new() { Service = service, Id = "", State = PingState.Ok, Latency = default, Remote = "h:1" }],
        }.ToJson());
}
