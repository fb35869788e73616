using Runtime.Tests.Support;
using Settee;
using Settee.Wire;

namespace Runtime.Tests.Operations;

/// <summary>The group of the only node is "Group 1"; it holds the active copy and the replica of everything.</summary>
public sealed class ReadPreferenceTests
{
    [Theory]
    [InlineData("Group 1", ReadPreference.None, 2)]
    [InlineData("Group 1", ReadPreference.SelectedServerGroup, 2)]
    [InlineData("Group 1", ReadPreference.SelectedServerGroupWithFallback, 2)]
    [InlineData("Group 2", ReadPreference.None, 2)]
    [InlineData("Group 2", ReadPreference.SelectedServerGroupWithFallback, 2)]
    [InlineData("Group 2", ReadPreference.SelectedServerGroup, 0)]
    public async Task Copies_are_read_where_the_preference_says(string group, ReadPreference preference, int copies)
    {
        await using var node = new RecordingNode
        {
            Features = FeatureSet.Of(HelloFeature.Collections),
            Answer = static request => WireFrame.Response(request, 0, extras: [4, 0, 0, 0], value: "v"u8.ToArray()),
        };
        var raw = (await node.OpenAsync(new() { PreferredServerGroup = group })).Raw();
        var read = 0;
        try
        {
            await foreach (var copy in raw.GetAllReplicasAsync("k", new() { ReadPreference = preference }))
                read++;
        }
        catch (DocumentUnretrievableException e)
        {
            Assert.Contains("no node that may be asked (SelectedServerGroup) has a copy", e.Message);
        }

        Assert.Equal(copies, read);
        Assert.Equal(copies, node.Requests.Count);
    }
}
