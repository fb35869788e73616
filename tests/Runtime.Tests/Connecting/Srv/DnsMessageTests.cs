using Settee.Connecting.Srv;

namespace Runtime.Tests.Connecting.Srv;

public sealed class DnsMessageTests
{
    private static readonly byte[] Query = DnsMessage.CreateQuery(0x1234, "_couchbase._tcp.a.io")!;

    /// <summary>An answer by hand: an alias record, then two SRV records, the second with a compressed target.</summary>
    private static byte[] Answer()
    {
        var message = new List<byte>(Query);
        message[2] = 0x81;
        message[3] = 0x80;
        message[7] = 3;
        // _couchbase._tcp.a.io CNAME x (type 5)
        message.AddRange([0xc0, 12, 0, 5, 0, 1, 0, 0, 0, 1, 0, 3, 1, (byte)'x', 0]);
        // x SRV 0 0 11210 n1.a.io
        message.AddRange([1, (byte)'x', 0, 0, 33, 0, 1, 0, 0, 0, 1, 0, 15, 0, 1, 0, 2, 0x2b, 0xca]);
        message.AddRange([2, (byte)'n', (byte)'1', 1, (byte)'a', 2, (byte)'i', (byte)'o', 0]);
        // x SRV 0 0 11207 n2.<pointer to "a.io" in the question>
        message.AddRange([1, (byte)'x', 0, 0, 33, 0, 1, 0, 0, 0, 1, 0, 11, 0, 0, 0, 0, 0x2b, 0xc7, 2, (byte)'n', (byte)'2', 0xc0, 28]);
        return [.. message];
    }

    [Fact]
    public void A_question_has_its_published_form()
    {
        Assert.Equal(
            Convert.FromHexString("123401000001000000000000" + "0a5f636f75636862617365" + "045f746370" + "0161" + "02696f" + "00" + "0021" + "0001"),
            Query);
        Assert.Equal(Query, DnsMessage.CreateQuery(0x1234, "_couchbase._tcp.a.io."));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData(".a")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123.io")]
    public void A_name_that_DNS_cannot_have_is_not_asked_for(string name) => Assert.Null(DnsMessage.CreateQuery(1, name));

    [Fact]
    public void A_name_longer_than_255_bytes_is_not_asked_for() =>
        Assert.Null(DnsMessage.CreateQuery(1, string.Join('.', Enumerable.Repeat("0123456789", 24))));

    [Fact]
    public void Records_are_read_with_and_without_compression_and_past_aliases() => Assert.Equal(
        [new SrvRecord("n1.a.io", 11210, 1, 2), new SrvRecord("n2.a.io", 11207, 0, 0)],
        DnsMessage.ReadAnswer(Answer(), Query)!.Records);

    [Fact]
    public void An_answer_to_another_question_is_none()
    {
        var otherId = Answer();
        otherId[0] ^= 1;
        var otherName = Answer();
        otherName[14] ^= 1;

        Assert.Null(DnsMessage.ReadAnswer(otherId, Query));
        Assert.Null(DnsMessage.ReadAnswer(otherName, Query));
        Assert.Null(DnsMessage.ReadAnswer(Query, Query));
        Assert.Null(DnsMessage.ReadAnswer([], Query));
    }

    [Fact]
    public void The_case_of_the_echoed_question_does_not_matter()
    {
        var answer = Answer();
        answer[14] = (byte)'C';

        Assert.Equal(2, DnsMessage.ReadAnswer(answer, Query)!.Records.Length);
    }

    [Fact]
    public void Outcomes_are_told_apart()
    {
        DnsOutcome With(int flags, int code)
        {
            var answer = Answer();
            answer[2] |= (byte)flags;
            answer[3] = (byte)(0x80 | code);
            return DnsMessage.ReadAnswer(answer, Query)!.Outcome;
        }

        Assert.Equal(DnsOutcome.Answered, With(0, 0));
        Assert.Equal(DnsOutcome.NoSuchName, With(0, 3));
        Assert.Equal(DnsOutcome.ServerFailed, With(0, 2));
        Assert.Equal(DnsOutcome.ServerFailed, With(0, 5));
        Assert.Equal(DnsOutcome.Truncated, With(2, 0));
    }

    [Fact]
    public void A_lone_dot_as_target_means_that_there_is_no_such_service()
    {
        var message = new List<byte>(Query) { [2] = 0x81, [3] = 0x80, [7] = 1 };
        message.AddRange([0xc0, 12, 0, 33, 0, 1, 0, 0, 0, 1, 0, 7, 0, 0, 0, 0, 0, 0, 0]);

        Assert.Empty(DnsMessage.ReadAnswer([.. message], Query)!.Records);
    }

    [Fact]
    public void Names_that_point_at_themselves_end()
    {
        var answer = Answer();
        answer[^1] = (byte)(answer.Length - 2);

        Assert.Equal(DnsOutcome.ServerFailed, DnsMessage.ReadAnswer(answer, Query)!.Outcome);
    }

    [Fact]
    public void Damage_anywhere_never_throws()
    {
        var answer = Answer();
        for (var length = 0; length < answer.Length; length++)
            DnsMessage.ReadAnswer(answer.AsSpan(0, length), Query);

        var random = new Random(2782);
        for (var round = 0; round < 20_000; round++)
        {
            var damaged = (byte[])answer.Clone();
            for (var hits = random.Next(1, 5); hits > 0; hits--)
                damaged[random.Next(12, damaged.Length)] = (byte)random.Next(256);

            DnsMessage.ReadAnswer(damaged, Query);
        }
    }
}
