using System.Runtime.CompilerServices;
using System.Text.Json;
using Settee;
using Trimmed;

if (args is ["zoo"])
{
    Console.Write(Settee.Generators.Tests.Differential.ZooCase.DescribeAll());
    return;
}

// Documents in the serializer of System.Text.Json, which finds nothing by reflection here.
if (args is ["json"])
{
    var json = JsonSerializer.Serialize(new Airline { Id = 1, Name = "Köln Air" }, Airline.JsonTypeInfo);
    Console.WriteLine($"reflection-based JSON: {JsonSerializer.IsReflectionEnabledByDefault}, {json}");
    Console.WriteLine(JsonSerializer.Deserialize(json, Airline.JsonTypeInfo)!.Name);
    return;
}

// Runs the life of a document in an application from which everything unused was removed.
Console.WriteLine($"reflection-based JSON: {JsonSerializer.IsReflectionEnabledByDefault}, dynamic code: {RuntimeFeature.IsDynamicCodeSupported}");
await using var cluster = await Cluster.ConnectAsync(args[0], new ClusterOptions { Authenticator = new PasswordAuthenticator(args[1], args[2]) });
var airlines = cluster.Bucket("default").Airlines;

await airlines.UpsertAsync(new Airline { Id = 1, Name = "Köln Air", Home = new Airport("CGN", 50.87), Tags = ["charter"] });
await airlines.PatchAsync(1, static p =>
{
    p.Flights.Increment(2);
    p.Home.Code.Set("BNJ");
});
await airlines.UpdateAsync(1, 3, static (airline, more) => airline with { Flights = airline.Flights + more });
var read = await airlines.GetAsync(1);
Console.WriteLine($"{read.Key}: {read.Value.Name}, {read.Value.Home?.Code}, {read.Value.Flights} flights, {string.Join(' ', read.Value.Tags)}");
Console.WriteLine(await airlines.FindAsync(2) is null ? "miss" : "found");

try
{
    await airlines.InsertAsync(read.Value);
}
catch (DocumentExistsException e)
{
    Console.WriteLine(e.Message);
}

namespace Trimmed
{
    [Document("_default._default", Key = "airline::{Id}", Accessor = "Airlines", ExposeJsonTypeInfo = true)]
    internal sealed partial record Airline
    {
        public required int Id { get; init; }

        public required string Name { get; init; }

        public int Flights { get; init; }

        public Airport? Home { get; init; }

        public List<string> Tags { get; init; } = [];
    }

    internal sealed record Airport(string Code, double Latitude);
}
