using Settee.Topology;

namespace Runtime.Tests.Topology;

public sealed class ClusterMapComparerTests
{
    private static ClusterMap Map(long epoch, ulong revision, string? bucket = "b", string? uuid = "u", int vbuckets = 4) => new()
    {
        Version = new ClusterMapVersion(epoch, revision),
        BucketName = bucket,
        BucketUuid = uuid,
        Nodes = [],
        VBuckets = new VBucketMap(new short[vbuckets], 1),
    };

    [Theory]
    [InlineData(1, 1, 1, 2, true)]
    [InlineData(1, 2, 1, 1, false)]
    [InlineData(1, 2, 1, 2, false)]
    [InlineData(1, 2, 2, 1, true)]
    [InlineData(2, 1, 1, 2, false)]
    [InlineData(-1, 2, 1, 1, true)]
    [InlineData(1, 1, -1, 2, false)]
    [InlineData(-1, 1, -1, 2, true)]
    [InlineData(1, 1, 1, ulong.MaxValue, true)]
    [InlineData(1, ulong.MaxValue, 1, 1, false)]
    public void Epoch_decides_before_revision(long epoch, ulong revision, long newEpoch, ulong newRevision, bool newer) =>
        Assert.Equal(newer, Map(newEpoch, newRevision).IsNewerThan(Map(epoch, revision)));

    [Fact]
    public void The_first_map_is_always_taken() => Assert.True(Map(0, 0).IsNewerThan(null));

    [Fact]
    public void Maps_without_any_version_replace_each_other_but_no_versioned_one()
    {
        Assert.True(Map(-1, 0).IsNewerThan(Map(-1, 0)));
        Assert.False(Map(-1, 0).IsNewerThan(Map(1, 1)));
    }

    [Fact]
    public void A_map_of_another_bucket_is_recognised_even_when_newer()
    {
        Assert.Equal(MapVerdict.OtherBucket, ClusterMapComparer.Compare(Map(1, 1), Map(1, 2, bucket: "other")));
        Assert.Equal(MapVerdict.OtherBucket, ClusterMapComparer.Compare(Map(1, 1), Map(1, 2, bucket: null)));
    }

    [Fact]
    public void The_number_of_vbuckets_may_only_change_with_the_bucket()
    {
        Assert.Equal(MapVerdict.OtherVBucketCount, ClusterMapComparer.Compare(Map(1, 1), Map(1, 2, vbuckets: 8)));
        Assert.Equal(MapVerdict.Accept, ClusterMapComparer.Compare(Map(1, 1), Map(1, 2, uuid: "recreated", vbuckets: 8)));
    }

    [Fact]
    public void An_old_map_of_a_deleted_bucket_does_not_come_back() =>
        Assert.Equal(MapVerdict.NotNewer, ClusterMapComparer.Compare(Map(1, 9, uuid: "new"), Map(1, 5, uuid: "old")));

    [Fact]
    public void A_port_change_makes_another_connection_target()
    {
        var identity = new NodeIdentity("u1", "Host.example", 11210, 11207, 8091, 18091);

        Assert.Equal(identity, identity with { Host = "host.EXAMPLE" });
        Assert.Equal(identity.GetHashCode(), (identity with { Host = "host.EXAMPLE" }).GetHashCode());
        Assert.NotEqual(identity, identity with { KeyValuePort = 11211 });
        Assert.NotEqual(identity, identity with { KeyValuePortTls = 1 });
        Assert.NotEqual(identity, identity with { Uuid = "u2" });
        Assert.NotEqual(identity, identity with { Host = "other" });
    }
}
