namespace Settee;

/// <summary>What a lookup found. Several values come as a tuple that can be taken apart: <c>var (name, city) = await …</c></summary>
/// <typeparam name="TValue">The type of the value; of several values, a tuple of their types.</typeparam>
public readonly record struct LookupResult<TValue>
{
    internal LookupResult(TValue value, Cas cas, DateTimeOffset? expiry)
    {
        Value = value;
        Cas = cas;
        Expiry = expiry;
    }

    /// <summary>The value, or the tuple of the values in the order of the fields.</summary>
    public TValue Value { get; }

    /// <summary>The version of the document from which the values are.</summary>
    public Cas Cas { get; }

    /// <summary>When the document expires; null when it does not or when that was not asked for with <see cref="LookupOptions.WithExpiry"/>.</summary>
    public DateTimeOffset? Expiry { get; }
}

/// <summary>Takes the results of lookups apart.</summary>
public static class LookupResultExtensions
{
    /// <summary>The two values of a lookup.</summary>
    /// <typeparam name="T1">The type of the first value.</typeparam>
    /// <typeparam name="T2">The type of the second value.</typeparam>
    /// <param name="result">The result.</param>
    /// <param name="first">The first value.</param>
    /// <param name="second">The second value.</param>
    public static void Deconstruct<T1, T2>(
        this LookupResult<(T1, T2)> result,
        out T1 first, out T2 second) =>
        (first, second) = result.Value;

    /// <summary>The three values of a lookup.</summary>
    /// <typeparam name="T1">The type of the first value.</typeparam>
    /// <typeparam name="T2">The type of the second value.</typeparam>
    /// <typeparam name="T3">The type of the third value.</typeparam>
    /// <param name="result">The result.</param>
    /// <param name="first">The first value.</param>
    /// <param name="second">The second value.</param>
    /// <param name="third">The third value.</param>
    public static void Deconstruct<T1, T2, T3>(
        this LookupResult<(T1, T2, T3)> result,
        out T1 first, out T2 second, out T3 third) =>
        (first, second, third) = result.Value;

    /// <summary>The four values of a lookup.</summary>
    /// <typeparam name="T1">The type of the first value.</typeparam>
    /// <typeparam name="T2">The type of the second value.</typeparam>
    /// <typeparam name="T3">The type of the third value.</typeparam>
    /// <typeparam name="T4">The type of the fourth value.</typeparam>
    /// <param name="result">The result.</param>
    /// <param name="first">The first value.</param>
    /// <param name="second">The second value.</param>
    /// <param name="third">The third value.</param>
    /// <param name="fourth">The fourth value.</param>
    public static void Deconstruct<T1, T2, T3, T4>(
        this LookupResult<(T1, T2, T3, T4)> result,
        out T1 first, out T2 second, out T3 third, out T4 fourth) =>
        (first, second, third, fourth) = result.Value;

    /// <summary>The five values of a lookup.</summary>
    /// <typeparam name="T1">The type of the first value.</typeparam>
    /// <typeparam name="T2">The type of the second value.</typeparam>
    /// <typeparam name="T3">The type of the third value.</typeparam>
    /// <typeparam name="T4">The type of the fourth value.</typeparam>
    /// <typeparam name="T5">The type of the fifth value.</typeparam>
    /// <param name="result">The result.</param>
    /// <param name="first">The first value.</param>
    /// <param name="second">The second value.</param>
    /// <param name="third">The third value.</param>
    /// <param name="fourth">The fourth value.</param>
    /// <param name="fifth">The fifth value.</param>
    public static void Deconstruct<T1, T2, T3, T4, T5>(
        this LookupResult<(T1, T2, T3, T4, T5)> result,
        out T1 first, out T2 second, out T3 third, out T4 fourth,
        out T5 fifth) =>
        (first, second, third, fourth, fifth) = result.Value;

    /// <summary>The six values of a lookup.</summary>
    /// <typeparam name="T1">The type of the first value.</typeparam>
    /// <typeparam name="T2">The type of the second value.</typeparam>
    /// <typeparam name="T3">The type of the third value.</typeparam>
    /// <typeparam name="T4">The type of the fourth value.</typeparam>
    /// <typeparam name="T5">The type of the fifth value.</typeparam>
    /// <typeparam name="T6">The type of the sixth value.</typeparam>
    /// <param name="result">The result.</param>
    /// <param name="first">The first value.</param>
    /// <param name="second">The second value.</param>
    /// <param name="third">The third value.</param>
    /// <param name="fourth">The fourth value.</param>
    /// <param name="fifth">The fifth value.</param>
    /// <param name="sixth">The sixth value.</param>
    public static void Deconstruct<T1, T2, T3, T4, T5, T6>(
        this LookupResult<(T1, T2, T3, T4, T5, T6)> result,
        out T1 first, out T2 second, out T3 third, out T4 fourth,
        out T5 fifth, out T6 sixth) =>
        (first, second, third, fourth, fifth, sixth) = result.Value;

    /// <summary>The seven values of a lookup.</summary>
    /// <typeparam name="T1">The type of the first value.</typeparam>
    /// <typeparam name="T2">The type of the second value.</typeparam>
    /// <typeparam name="T3">The type of the third value.</typeparam>
    /// <typeparam name="T4">The type of the fourth value.</typeparam>
    /// <typeparam name="T5">The type of the fifth value.</typeparam>
    /// <typeparam name="T6">The type of the sixth value.</typeparam>
    /// <typeparam name="T7">The type of the seventh value.</typeparam>
    /// <param name="result">The result.</param>
    /// <param name="first">The first value.</param>
    /// <param name="second">The second value.</param>
    /// <param name="third">The third value.</param>
    /// <param name="fourth">The fourth value.</param>
    /// <param name="fifth">The fifth value.</param>
    /// <param name="sixth">The sixth value.</param>
    /// <param name="seventh">The seventh value.</param>
    public static void Deconstruct<T1, T2, T3, T4, T5, T6, T7>(
        this LookupResult<(T1, T2, T3, T4, T5, T6, T7)> result,
        out T1 first, out T2 second, out T3 third, out T4 fourth,
        out T5 fifth, out T6 sixth, out T7 seventh) =>
        (first, second, third, fourth, fifth, sixth, seventh) = result.Value;

    /// <summary>The eight values of a lookup.</summary>
    /// <typeparam name="T1">The type of the first value.</typeparam>
    /// <typeparam name="T2">The type of the second value.</typeparam>
    /// <typeparam name="T3">The type of the third value.</typeparam>
    /// <typeparam name="T4">The type of the fourth value.</typeparam>
    /// <typeparam name="T5">The type of the fifth value.</typeparam>
    /// <typeparam name="T6">The type of the sixth value.</typeparam>
    /// <typeparam name="T7">The type of the seventh value.</typeparam>
    /// <typeparam name="T8">The type of the eighth value.</typeparam>
    /// <param name="result">The result.</param>
    /// <param name="first">The first value.</param>
    /// <param name="second">The second value.</param>
    /// <param name="third">The third value.</param>
    /// <param name="fourth">The fourth value.</param>
    /// <param name="fifth">The fifth value.</param>
    /// <param name="sixth">The sixth value.</param>
    /// <param name="seventh">The seventh value.</param>
    /// <param name="eighth">The eighth value.</param>
    public static void Deconstruct<T1, T2, T3, T4, T5, T6, T7, T8>(
        this LookupResult<(T1, T2, T3, T4, T5, T6, T7, T8)> result,
        out T1 first, out T2 second, out T3 third, out T4 fourth,
        out T5 fifth, out T6 sixth, out T7 seventh, out T8 eighth) =>
        (first, second, third, fourth, fifth, sixth, seventh, eighth) = result.Value;
}
