namespace Settee.TestTypes;

/// <summary>Calls in the spelling of the guide pages; that they compile is the test.</summary>
internal static class Usage
{
    public static async Task AllOperationsByKeyParts(Bucket bucket, Scope scope)
    {
        var airlines = bucket.Airlines;
        await airlines.InsertAsync(new Airline { Id = 10, Name = "KA" });
        Document<Airline> document = await airlines.GetAsync(10);
        if (await scope.Airlines.FindAsync(11) is { } found)
            await airlines.TouchAsync(found.Key, Expiry.After(TimeSpan.FromHours(1)));

        await airlines.PatchAsync(10, static p =>
        {
            p.Name.Set("Köln Air");
            p.Address.City.Set("Bonn");
            p.Flights.Increment(2);
            p.Tags.Append("regional");
        });
        var (name, city) = await airlines.LookupAsync(10, Airline.Fields.Name, Airline.Fields.Address.City);
        var tags = await airlines.LookupAsync(10, Airline.Fields.Tags.Count(), new LookupOptions { WithExpiry = true });
        Console.WriteLine($"{name} in {city}: {tags.Value} tags in {tags.Cas}, until {tags.Expiry}");
        Field<Airline>[] wanted = [Airline.Fields.Name, Airline.Fields.Country, Airline.Fields.Tags];
        string same = (await airlines.LookupAsync(10, wanted)).Value.Of(Airline.Fields.Name);
        var part = await airlines.ProjectAsync(10, [Airline.Fields.Id, Airline.Fields.Name, Airline.Fields.Address.City], new() { WithExpiry = true });
        var members = await airlines.GetMembersAsync(10, new() { Timeout = TimeSpan.FromSeconds(1) });
        Console.WriteLine($"{same} {part.Value.Name} {members.Value.Name}");
        await airlines.PatchAsync(10, static p => p.Address.Floors["a.b"].Set(2), new() { Cas = document.Cas, Durability = Durability.Majority });
        await airlines.PatchAsync(document.Key, static p => p.Country.Remove());
        await airlines.UpdateAsync(10, static a => a with { Flights = a.Flights + 1 });
        await airlines.UpdateAsync(10, 5, static (a, n) => a with { Flights = a.Flights + n });
        await airlines.UnlockAsync(10, (await airlines.GetAndLockAsync(10, TimeSpan.FromSeconds(5))).Cas);
        await foreach (var each in airlines.GetManyAsync([1, 2, 3]))
            _ = each.Value.Name;
        if (await airlines.ExistsAsync(10))
            await airlines.RemoveAsync(10, new() { Cas = document.Cas });

        await foreach (var route in bucket.Routes.GetManyAsync([("CGN", new DateOnly(2026, 1, 2))]))
            _ = await bucket.Routes.GetAsync(route.Value.From, route.Value.Day);
    }
}
