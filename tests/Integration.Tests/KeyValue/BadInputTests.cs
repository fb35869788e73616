using Integration.Tests.Documents;
using Integration.Tests.Support;
using Settee;
using Settee.Wire;

namespace Integration.Tests.KeyValue;

/// <summary>Each bad input gives one error that names what and where; nothing is sent when that can be known before.</summary>
public sealed class BadInputTests : IAsyncLifetime
{
    private EmulatedCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await EmulatedCluster.StartAsync(new() { Nodes = 1 });
        await _cluster.Bucket.OpenAsync();
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Theory]
    [InlineData(251)]
    [InlineData(100_000)]
    public void A_key_over_250_bytes_is_refused(int length)
    {
        var error = Assert.Throws<InvalidArgumentException>(() => new DocumentKey<Airline>(new string('k', length)));
        Assert.Contains("250 bytes", error.Message);
        Assert.Contains("Airline", error.Message);
    }

    [Fact]
    public void A_key_outside_the_default_collection_has_246_bytes()
    {
        Assert.Equal(246, new DocumentKey<Session>(new string('k', 246)).Length);
        Assert.Throws<InvalidArgumentException>(() => new DocumentKey<Session>(new string('k', 247)));
        Assert.Throws<InvalidArgumentException>(() => Session.KeyFor(new string('k', 240), new DateOnly(2026, 11, 20)));
    }

    [Fact]
    public async Task An_empty_key_is_refused()
    {
        Assert.Throws<InvalidArgumentException>(() => new DocumentKey<Airline>(""));
        await Assert.ThrowsAsync<InvalidArgumentException>(async () => await _cluster.Bucket.Airlines.GetAsync(default(DocumentKey<Airline>)));
    }

    [Fact]
    public async Task The_longest_key_works()
    {
        var key = new DocumentKey<Airline>(new string('k', 250));
        Assert.Null(await _cluster.Bucket.Airlines.FindAsync(key));
    }

    [Fact]
    public async Task A_value_over_20_MiB_is_refused_before_it_is_sent()
    {
        var sent = _cluster.Emulator.Node(0).RequestsOf(Opcode.Set);
        var large = new Airline { Id = 1, Name = new string('x', 20 * 1024 * 1024) };
        var error = await Assert.ThrowsAsync<ValueTooLargeException>(async () => await _cluster.Bucket.Airlines.UpsertAsync(large));
        Assert.Contains("'airline::1'", error.Message);
        Assert.Contains("20971520", error.Message);
        Assert.Equal(sent, _cluster.Emulator.Node(0).RequestsOf(Opcode.Set));
    }

    [Fact]
    public async Task A_value_of_almost_20_MiB_is_stored()
    {
        var large = new Airline { Id = 1, Name = new string('x', (20 * 1024 * 1024) - 1000) };

        // How fast a busy machine moves 20 MiB is not the question.
        var patience = TimeSpan.FromMinutes(10);
        await _cluster.Bucket.Airlines.UpsertAsync(large, new() { Timeout = patience });
        Assert.Equal(large.Name.Length, (await _cluster.Bucket.Airlines.GetAsync(1, new() { Timeout = patience })).Value.Name.Length);
    }

    [Theory]
    [InlineData("{\"id\":1,\"name\":", "BytePositionInLine")]
    [InlineData("{\"id\":\"one\",\"name\":\"x\"}", "$.id")]
    [InlineData("{\"id\":1}", "name")]
    [InlineData("[]", "Airline")]
    [InlineData("null", "Airline")]
    [InlineData("", "Airline")]
    public async Task A_stored_document_that_does_not_fit_leaves_the_connection_healthy(string json, string detail)
    {
        await _cluster.StoreRawAsync("airline::1", System.Text.Encoding.UTF8.GetBytes(json));
        var error = await Assert.ThrowsAsync<DecodingFailureException>(async () => await _cluster.Bucket.Airlines.GetAsync(1));
        Assert.Contains("'airline::1'", error.Message);
        Assert.Contains(detail, error.Message);

        var before = _cluster.Emulator.Node(0).ConnectionsAccepted;
        await _cluster.Bucket.Airlines.UpsertAsync(new Airline { Id = 1, Name = "fine" });
        Assert.Equal("fine", (await _cluster.Bucket.Airlines.GetAsync(1)).Value.Name);
        Assert.Equal(before, _cluster.Emulator.Node(0).ConnectionsAccepted);
    }

    [Theory]
    [InlineData(CommonFlags.Binary, "binary")]
    [InlineData(CommonFlags.String, "a bare string")]
    public async Task A_document_of_another_format_is_recognised(uint flags, string what)
    {
        await _cluster.StoreRawAsync("airline::1", "{}"u8.ToArray(), flags);
        var error = await Assert.ThrowsAsync<DecodingFailureException>(async () => await _cluster.Bucket.Airlines.FindAsync(1));
        Assert.Contains(what, error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(30.5)]
    public async Task A_lock_time_that_the_server_would_change_is_refused(double seconds) =>
        await Assert.ThrowsAsync<InvalidArgumentException>(async () => await _cluster.Bucket.Airlines.GetAndLockAsync(1, TimeSpan.FromSeconds(seconds)));

    [Fact]
    public async Task Impossible_options_are_refused()
    {
        var airline = new Airline { Id = 1, Name = "x" };
        var airlines = _cluster.Bucket.Airlines;
        await Assert.ThrowsAsync<InvalidArgumentException>(async () => await airlines.UpsertAsync(airline, new() { PreserveExpiry = true, Expiry = Expiry.Never }));
        await Assert.ThrowsAsync<InvalidArgumentException>(async () => await airlines.ReplaceAsync(airline, new() { IgnoreVersion = true, Cas = new Cas(1) }));
        await Assert.ThrowsAsync<InvalidArgumentException>(async () => await airlines.UpsertAsync(airline, new() { Timeout = TimeSpan.Zero }));
        await Assert.ThrowsAsync<InvalidArgumentException>(async () => await airlines.UnlockAsync(1, Cas.None));
        await Assert.ThrowsAsync<InvalidArgumentException>(async () => await airlines.PatchAsync(1, static _ => { }));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await airlines.UpsertAsync(null!));
        Assert.Throws<InvalidArgumentException>(() => Expiry.After(TimeSpan.Zero));
    }

    [Fact]
    public async Task A_cancelled_token_stops_an_operation_before_it_is_sent()
    {
        var sent = _cluster.Emulator.Node(0).RequestsOf(Opcode.Get);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await _cluster.Bucket.Airlines.GetAsync(1, cancellationToken: new CancellationToken(canceled: true)));
        Assert.Equal(sent, _cluster.Emulator.Node(0).RequestsOf(Opcode.Get));
    }
}
