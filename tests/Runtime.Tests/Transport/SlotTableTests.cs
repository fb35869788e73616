using Runtime.Tests.Support;
using Settee.Transport;

namespace Runtime.Tests.Transport;

public class SlotTableTests
{
    private readonly SlotTable _slots = new();

    [Fact]
    public void Finds_a_request_by_its_opaque_once()
    {
        var request = new ProbeRequest();
        var opaque = _slots.Add(request);
        Assert.Same(request, _slots.Remove(opaque));
        Assert.Null(_slots.Remove(opaque));
    }

    [Fact]
    public void A_late_answer_does_not_meet_the_next_user_of_the_slot()
    {
        var first = _slots.Add(new ProbeRequest());
        _slots.Remove(first);
        var second = _slots.Add(new ProbeRequest());
        Assert.Equal(first & 0xffff, second & 0xffff);
        Assert.Null(_slots.Remove(first));
        Assert.NotNull(_slots.Remove(second));
    }

    [Fact]
    public void Takes_back_only_the_expected_request()
    {
        var request = new ProbeRequest();
        var opaque = _slots.Add(request);
        Assert.False(_slots.Remove(opaque, new ProbeRequest()));
        Assert.True(_slots.Remove(opaque, request));
    }

    [Fact]
    public void Holds_65536_requests_with_different_opaques()
    {
        var opaques = new HashSet<uint>();
        while (!_slots.IsFull)
            Assert.True(opaques.Add(_slots.Add(new ProbeRequest())));

        Assert.Equal(65536, opaques.Count);
        foreach (var opaque in opaques)
            Assert.NotNull(_slots.Remove(opaque));

        Assert.Equal(0, _slots.Count);
    }

    [Fact]
    public void Expires_exactly_the_requests_whose_deadline_has_come()
    {
        foreach (var deadline in new long[] { 10, 20, 30, long.MaxValue })
            _slots.Add(new ProbeRequest(deadline));

        var expired = new List<PendingRequest>();
        _slots.RemoveExpired(20, expired);
        Assert.Equal([10L, 20L], expired.Select(request => request.Deadline));
        Assert.Equal(2, _slots.Count);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(0xffffffffu)]
    [InlineData(63u)]
    public void Knows_no_request_that_was_never_added(uint opaque) => Assert.Null(_slots.Remove(opaque));
}
