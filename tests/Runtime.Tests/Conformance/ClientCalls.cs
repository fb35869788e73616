using System.Buffers.Binary;
using System.Text.Json.Nodes;
using Settee;

namespace Runtime.Tests.Conformance;

/// <summary>What a caller of the client sees of an answer.</summary>
internal sealed record Seen(ulong Cas, byte[]? Value = null, uint? Flags = null, bool? Exists = null, bool HasToken = false, string[]? Results = null);

/// <summary>The call of the public interface that a recorded request corresponds to.</summary>
internal static class ClientCalls
{
    private const byte PreserveTtl = 0x50;

    /// <summary>Null when no call makes such a request.</summary>
    public static Func<RawCollection, Task<Seen>>? For(RecordedRequest r)
    {
        if (!TryReadFraming(r.Framing, out var durability, out var timeout, out var preserve))
            return null;

        var retry = RetryStrategy.FailFast;
        var key = r.Key;
        var cas = new Cas(r.Cas);
        var isPlain = r.Framing.Length == 0 && r.Cas == 0 && r.DataType == 0 && r.Value.Length == 0;
        var isStore = r.Extras.Length == 8 && r.DataType == (FlagsOf(r) >> 24 == 2 ? 1 : 0);
        switch (r.Opcode)
        {
            case 0x00 when isPlain && r.Extras.Length == 0:
                return async c => Of(await c.GetAsync(key, new() { RetryStrategy = retry }));
            case 0x83 when isPlain && r.Extras.Length == 0:
                return async c => Of(await c.GetReplicaAsync(key, ReplicaIndex.First, new() { RetryStrategy = retry }));
            case 0xa0 when isPlain && r.Extras is [2]:
                return async c => new Seen(0, Exists: await c.ExistsAsync(key, new() { RetryStrategy = retry }));
            case 0x1c when isPlain && r.Extras.Length == 4:
                return async c => new Seen((await c.TouchAsync(key, ExpiryOf(r, 0) ?? Expiry.Never, new() { RetryStrategy = retry })).Value);
            case 0x1d when isPlain && r.Extras.Length == 4:
                return async c => Of(await c.GetAndTouchAsync(key, ExpiryOf(r, 0) ?? Expiry.Never, new() { RetryStrategy = retry }));
            case 0x94 when isPlain && r.Extras is [0, 0, 0, >= 1 and <= 30]:
                return async c => Of(await c.GetAndLockAsync(key, TimeSpan.FromSeconds(r.Extras[3]), new() { RetryStrategy = retry }));
            case 0x95 when r.Framing.Length == 0 && r.Extras.Length == 0 && r.Cas != 0:
                return async c =>
                {
                    await c.UnlockAsync(key, cas, new() { RetryStrategy = retry });
                    return new Seen(0);
                };
            case 0x01 when isStore && r.Cas == 0 && !(preserve && ExpiryOf(r, 4) is not null):
                return async c => Of(await c.UpsertAsync(key, RawValue.WithFlags(r.Value, FlagsOf(r)), new()
                {
                    Expiry = ExpiryOf(r, 4), PreserveExpiry = preserve, Durability = durability, Timeout = timeout, RetryStrategy = retry,
                }));
            case 0x02 when isStore && r.Cas == 0 && !preserve:
                return async c => Of(await c.InsertAsync(key, RawValue.WithFlags(r.Value, FlagsOf(r)), new()
                {
                    Expiry = ExpiryOf(r, 4), Durability = durability, Timeout = timeout, RetryStrategy = retry,
                }));
            case 0x03 when isStore && !(preserve && ExpiryOf(r, 4) is not null):
                return async c => Of(await c.ReplaceAsync(key, RawValue.WithFlags(r.Value, FlagsOf(r)), new()
                {
                    Cas = cas, Expiry = preserve ? null : ExpiryOf(r, 4) ?? Expiry.Never, Durability = durability, Timeout = timeout, RetryStrategy = retry,
                }));
            case 0x04 when r.Extras.Length == 0 && r.DataType == 0 && r.Value.Length == 0 && !preserve:
                return async c => Of(await c.RemoveAsync(key, new() { Cas = cas, Durability = durability, Timeout = timeout, RetryStrategy = retry }));
            case 0x0e or 0x0f when r.Extras.Length == 0 && r.DataType == 0 && !preserve:
                var extend = new ExtendOptions { Cas = cas, Durability = durability, Timeout = timeout, RetryStrategy = retry };
                return async c => Of(r.Opcode == 0x0e ? await c.AppendAsync(key, r.Value, extend) : await c.PrependAsync(key, r.Value, extend));
            case 0x05 or 0x06 when r.Extras.Length == 20 && r.Cas == 0 && !preserve && r.Value.Length == 0 && r.DataType == 0:
                return Counter(r, durability, timeout, retry);
            case 0xd0 when r.Specs is not null && r.Framing.Length == 0 && r.Extras is [] or [4] && r.Cas == 0 && r.DataType == 0:
                return Lookup(r, retry);
            case 0xd1 when r.Specs is not null && r.DataType == 0:
                return Mutate(r, durability, timeout, retry);
            default:
                return null;
        }
    }

    /// <summary>The framing extras that the client adds by design: without an expiry a write into a document keeps the stored one.</summary>
    public static byte[] FramingOf(RecordedRequest r)
    {
        var keeps = r.Opcode == 0xd1 && r.Extras.Length is 0 or 1 && !(r.Extras.Length == 1 && (r.Extras[0] & 2) != 0);
        return keeps && !r.Framing.Contains(PreserveTtl) ? [.. r.Framing, PreserveTtl] : r.Framing;
    }

    private static Func<RawCollection, Task<Seen>>? Counter(RecordedRequest r, Durability durability, TimeSpan? timeout, RetryStrategy retry)
    {
        var delta = BinaryPrimitives.ReadUInt64BigEndian(r.Extras);
        var initial = BinaryPrimitives.ReadUInt64BigEndian(r.Extras.AsSpan(8));
        var creates = BinaryPrimitives.ReadUInt32BigEndian(r.Extras.AsSpan(16)) != uint.MaxValue;
        if (!creates && initial != 0)
            return null;

        var options = new CounterOptions
        {
            Initial = creates ? initial : null,
            Expiry = creates ? ExpiryOf(r, 16) : null,
            Durability = durability,
            Timeout = timeout,
            RetryStrategy = retry,
        };
        return async c =>
        {
            var result = r.Opcode == 0x05 ? await c.IncrementAsync(r.Key, delta, options) : await c.DecrementAsync(r.Key, delta, options);
            var value = new byte[8];
            BinaryPrimitives.WriteUInt64BigEndian(value, result.Value);
            return new Seen(result.Cas.Value, value, HasToken: result.Token is not null);
        };
    }

    private static Func<RawCollection, Task<Seen>>? Lookup(RecordedRequest r, RetryStrategy retry)
    {
        LookupSpec[] specs;
        try
        {
            specs = [.. r.Specs!.Select(node => LookupOf(node!.AsObject()))];
        }
        catch (InvalidArgumentException)
        {
            return null;
        }

        var options = new LookupInOptions { AccessDeleted = r.Extras.Length == 1, RetryStrategy = retry };
        return async c =>
        {
            var result = await c.LookupInAsync(r.Key, specs, options);
            return new Seen(result.Cas.Value, Results: [.. Enumerable.Range(0, result.Count).Select(i => Content(result, i, Recording.Byte(r.Specs![i]!["opcode"]) == 0xc6))]);
        };
    }

    private static Func<RawCollection, Task<Seen>>? Mutate(RecordedRequest r, Durability durability, TimeSpan? timeout, RetryStrategy retry)
    {
        var flags = r.Extras.Length is 1 or 5 ? r.Extras[^1] : 0;
        if (r.Extras.Length is not (0 or 1 or 4 or 5) || (r.Extras.Length is 1 or 5 && flags == 0) || (flags & ~0x1f) != 0 || (flags & 3) == 3)
            return null;

        MutateSpec[] specs;
        try
        {
            specs = [.. r.Specs!.Select(node => MutationOf(node!.AsObject()))];
        }
        catch (InvalidArgumentException)
        {
            return null;
        }

        var options = new MutateInOptions
        {
            Cas = new Cas(r.Cas),
            StoreSemantics = (flags & 1) != 0 ? StoreSemantics.Upsert : (flags & 2) != 0 ? StoreSemantics.Insert : StoreSemantics.Replace,
            AccessDeleted = (flags & 4) != 0,
            CreateAsDeleted = (flags & 8) != 0,
            ReviveDocument = (flags & 16) != 0,
            Expiry = r.Extras.Length >= 4 ? ExpiryOf(r, 0) ?? Expiry.Never : null,
            Durability = durability,
            Timeout = timeout,
            RetryStrategy = retry,
        };
        return async c => new Seen((await c.MutateInAsync(r.Key, specs, options)).Cas.Value);
    }

    private static LookupSpec LookupOf(JsonObject spec)
    {
        var path = (string?)spec["path"] ?? "";
        var flags = (PathFlags)Recording.Byte(spec["flags"]);
        return Recording.Byte(spec["opcode"]) switch
        {
            0x00 when path.Length == 0 && flags == 0 => LookupSpec.Document,
            0xc5 when path.Length > 0 || flags != 0 => LookupSpec.Get(path, flags),
            0xc6 => LookupSpec.Exists(path, flags),
            0xd2 => LookupSpec.Count(path, flags),
            _ => throw new InvalidArgumentException("no such question"),
        };
    }

    private static MutateSpec MutationOf(JsonObject spec)
    {
        var path = (string?)spec["path"] ?? "";
        var flags = (PathFlags)Recording.Byte(spec["flags"]);
        JsonFragment value = Recording.SpecValue(spec);
        return Recording.Byte(spec["opcode"]) switch
        {
            0x01 when path.Length == 0 && flags == 0 => MutateSpec.Replace("", value),
            0x04 when path.Length == 0 && flags == 0 => MutateSpec.Remove(""),
            0xc7 => MutateSpec.Insert(path, value, flags),
            0xc8 => MutateSpec.Upsert(path, value, flags),
            0xc9 when path.Length > 0 || flags != 0 => MutateSpec.Remove(path, flags),
            0xca when path.Length > 0 || flags != 0 => MutateSpec.Replace(path, value, flags),
            0xcb => MutateSpec.ArrayAppend(path, value, flags),
            0xcc => MutateSpec.ArrayPrepend(path, value, flags),
            0xcd => MutateSpec.ArrayInsert(path, value, flags),
            0xce => MutateSpec.ArrayAddUnique(path, value, flags),
            0xcf when long.TryParse((string?)spec["value"], out var delta) && delta.ToString(System.Globalization.CultureInfo.InvariantCulture) == (string)spec["value"]! =>
                MutateSpec.Increment(path, delta, flags),
            0xd3 when (flags & PathFlags.Xattr) != 0 => MutateSpec.ReplaceBodyWithXattr(path, flags),
            _ => throw new InvalidArgumentException("no such change"),
        };
    }

    private static string Content(LookupInResult result, int index, bool isExists)
    {
        try
        {
            return isExists && !result.Exists(index) ? nameof(PathNotFoundException)
                : isExists ? "" : Convert.ToHexString(result.ContentOf(index).Span);
        }
        catch (CouchbaseException e)
        {
            return e.GetType().Name;
        }
    }

    private static bool TryReadFraming(byte[] framing, out Durability durability, out TimeSpan? timeout, out bool preserve)
    {
        durability = Durability.None;
        timeout = null;
        preserve = false;
        ReadOnlySpan<byte> rest = framing;
        if (rest.Length >= 4 && rest[0] == 0x13 && rest[1] is >= 1 and <= 3)
        {
            durability = rest[1] switch { 1 => Durability.Majority, 2 => Durability.MajorityAndPersistToActive, _ => Durability.PersistToMajority };
            var milliseconds = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);

            // The client sends nine tenths of its own time-out, and nothing outside this range.
            if (milliseconds is < 1500 or > 65_534)
                return false;

            timeout = TimeSpan.FromMilliseconds(Math.Ceiling(milliseconds / 0.9));
            if ((int)(timeout.Value.TotalMilliseconds * 0.9) != milliseconds)
                return false;

            rest = rest[4..];
        }

        if (rest.Length > 0 && rest[0] == PreserveTtl)
        {
            preserve = true;
            rest = rest[1..];
        }

        return rest.IsEmpty;
    }

    private static uint FlagsOf(RecordedRequest r) => BinaryPrimitives.ReadUInt32BigEndian(r.Extras);

    private static Expiry? ExpiryOf(RecordedRequest r, int at) => BinaryPrimitives.ReadUInt32BigEndian(r.Extras.AsSpan(at)) switch
    {
        0 => null,
        <= 2_592_000 and var seconds => Expiry.After(TimeSpan.FromSeconds(seconds)),
        var moment => Expiry.At(DateTimeOffset.FromUnixTimeSeconds(moment)),
    };

    private static Seen Of(RawDocument document) => new(document.Cas.Value, document.Value, document.Flags);

    private static Seen Of(MutationResult result) => new(result.Cas.Value, HasToken: result.Token is not null);
}
