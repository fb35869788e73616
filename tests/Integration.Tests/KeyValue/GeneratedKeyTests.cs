using Integration.Tests.Documents;
using Integration.Tests.Support;

namespace Integration.Tests.KeyValue;

public sealed class GeneratedKeyTests
{
    [Fact]
    public async Task A_document_keeps_the_key_under_which_it_was_inserted()
    {
        await using var cluster = await EmulatedCluster.StartAsync();
        var visits = cluster.Bucket.Visits;
        var visit = new Visit { Page = "start" };
        await visits.InsertAsync(visit);
        Assert.True(Visit.TryParseKey(visit.Key, out var guid));

        var read = await visits.GetAsync(guid);
        Assert.Equal(("start", visit.Key, visit.Key), (read.Value.Page, read.Value.Key, read.Key));
        read.Value.Page = "end";
        await visits.ReplaceAsync(read.Value, new() { Cas = read.Cas });
        Assert.Equal("end", (await visits.LookupAsync(guid, Visit.Fields.Page)).Value);
        Assert.Equal("""{"page":"end"}""", (await cluster.Bucket.Raw("s1.sessions").GetAsync(visit.Key.ToString())).GetText());

        var many = Enumerable.Range(0, 20).Select(static i => new Visit { Page = $"{i}" }).ToList();
        Assert.Equal(20, (await visits.UpsertManyAsync(many)).Succeeded);
        Assert.Equal(20, many.Select(static v => v.Key).Distinct().Count());
        await visits.UpdateAsync(many[3].Key, static v => new Visit { Page = v.Page + "!", Key = v.Key });
        Assert.Equal("3!", (await visits.GetAsync(many[3].Key)).Value.Page);
    }
}
