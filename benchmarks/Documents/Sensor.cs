using System.Text.Json.Serialization.Metadata;

namespace Settee.Benchmarks.Documents;

/// <summary>A flat record: twenty members without depth, most of them numbers.</summary>
[Document("_default._default", Key = "sensor::{Id}")]
public sealed partial record Sensor : IBenchmarkDocument<Sensor>
{
    public required long Id { get; init; }

    public required Guid Device { get; init; }

    public required string Site { get; init; }

    public string? Room { get; init; }

    public DateTime Taken { get; init; }

    public TimeSpan Uptime { get; init; }

    public bool Online { get; init; }

    public bool Charging { get; init; }

    public byte Battery { get; init; }

    public short Rssi { get; init; }

    public int Channel { get; init; }

    public uint Firmware { get; init; }

    public ulong Packets { get; init; }

    public float Temperature { get; init; }

    public double Humidity { get; init; }

    public double Pressure { get; init; }

    public double Latitude { get; init; }

    public double Longitude { get; init; }

    public decimal Cost { get; init; }

    public SensorState State { get; init; }

    public static JsonTypeInfo<Sensor> JsonType => BenchmarkContext.Default.Sensor;

    public static Sensor Sample() => new()
    {
        Id = 8_345_221_090,
        Device = new Guid("6f9619ff-8b86-d011-b42d-00cf4fc964ff"),
        Site = "Deutz",
        Room = "2.14",
        Taken = new DateTime(2026, 11, 20, 10, 37, 21, 125, DateTimeKind.Utc),
        Uptime = new TimeSpan(12, 3, 4, 5),
        Online = true,
        Battery = 87,
        Rssi = -71,
        Channel = 11,
        Firmware = 20_260_401,
        Packets = 918_273_645,
        Temperature = 21.5f,
        Humidity = 0.483,
        Pressure = 1013.25,
        Latitude = 50.9413,
        Longitude = 6.9583,
        Cost = 0.0425m,
        State = SensorState.Degraded,
    };
}

public enum SensorState
{
    Healthy,
    Degraded,
    Failed,
}
