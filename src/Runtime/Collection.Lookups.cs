using Settee.Operations;

namespace Settee;

/// <content>Lookups: the values of some fields, without reading the whole document.</content>
public sealed partial class Collection<T>
{
    /// <summary>
    /// Reads the value of a field. What may be missing is read as null; <c>Fields.Tags.Count()</c>, <c>Fields.Address.Exists()</c> and
    /// <c>Fields.Name.Or("")</c> ask differently.
    /// </summary>
    /// <typeparam name="T1">The type of the value.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="field">The field, for example <c>Airline.Fields.Address.City</c>.</param>
    /// <param name="options">Options; see <see cref="LookupOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    /// <exception cref="DocumentNotFoundException">There is no such document.</exception>
    /// <exception cref="PathNotFoundException">Nothing is there, and the member's type knows no null.</exception>
    /// <exception cref="PathException">The path could not be followed; the message names it.</exception>
    /// <exception cref="DecodingFailureException">What is there does not fit the member's type.</exception>
    public ValueTask<LookupResult<T1>> LookupAsync<T1>(
        DocumentKey<T> key, Field<T, T1> field, LookupOptions options = default, CancellationToken cancellationToken = default) =>
        Lookup<T1, FieldTuple<T, T1>>(key, new(field), options, cancellationToken);

    /// <summary>Reads the values of two fields in one request, to be taken apart: <c>var (a, b) = await …</c></summary>
    /// <typeparam name="T1">The type of the first value.</typeparam>
    /// <typeparam name="T2">The type of the second value.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="first">The first field.</param>
    /// <param name="second">The second field.</param>
    /// <param name="options">Options; see <see cref="LookupOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    /// <inheritdoc cref="LookupAsync{T1}(DocumentKey{T}, Field{T, T1}, LookupOptions, CancellationToken)" path="/exception"/>
    public ValueTask<LookupResult<(T1, T2)>> LookupAsync<T1, T2>(
        DocumentKey<T> key,
        Field<T, T1> first,
        Field<T, T2> second,
        LookupOptions options = default,
        CancellationToken cancellationToken = default) =>
        Lookup<(T1, T2), FieldTuple<T, T1, T2>>(
            key, new(first, second), options, cancellationToken);

    /// <summary>Reads the values of three fields in one request, to be taken apart: <c>var (a, b, c) = await …</c></summary>
    /// <typeparam name="T1">The type of the first value.</typeparam>
    /// <typeparam name="T2">The type of the second value.</typeparam>
    /// <typeparam name="T3">The type of the third value.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="first">The first field.</param>
    /// <param name="second">The second field.</param>
    /// <param name="third">The third field.</param>
    /// <param name="options">Options; see <see cref="LookupOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    /// <inheritdoc cref="LookupAsync{T1}(DocumentKey{T}, Field{T, T1}, LookupOptions, CancellationToken)" path="/exception"/>
    public ValueTask<LookupResult<(T1, T2, T3)>> LookupAsync<T1, T2, T3>(
        DocumentKey<T> key,
        Field<T, T1> first,
        Field<T, T2> second,
        Field<T, T3> third,
        LookupOptions options = default,
        CancellationToken cancellationToken = default) =>
        Lookup<(T1, T2, T3), FieldTuple<T, T1, T2, T3>>(
            key, new(first, second, third), options, cancellationToken);

    /// <summary>Reads the values of four fields in one request, to be taken apart: <c>var (a, b, c, d) = await …</c></summary>
    /// <typeparam name="T1">The type of the first value.</typeparam>
    /// <typeparam name="T2">The type of the second value.</typeparam>
    /// <typeparam name="T3">The type of the third value.</typeparam>
    /// <typeparam name="T4">The type of the fourth value.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="first">The first field.</param>
    /// <param name="second">The second field.</param>
    /// <param name="third">The third field.</param>
    /// <param name="fourth">The fourth field.</param>
    /// <param name="options">Options; see <see cref="LookupOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    /// <inheritdoc cref="LookupAsync{T1}(DocumentKey{T}, Field{T, T1}, LookupOptions, CancellationToken)" path="/exception"/>
    public ValueTask<LookupResult<(T1, T2, T3, T4)>> LookupAsync<T1, T2, T3, T4>(
        DocumentKey<T> key,
        Field<T, T1> first,
        Field<T, T2> second,
        Field<T, T3> third,
        Field<T, T4> fourth,
        LookupOptions options = default,
        CancellationToken cancellationToken = default) =>
        Lookup<(T1, T2, T3, T4), FieldTuple<T, T1, T2, T3, T4>>(
            key, new(first, second, third, fourth), options, cancellationToken);

    /// <summary>Reads the values of five fields in one request, to be taken apart: <c>var (a, b, c, d, e) = await …</c></summary>
    /// <typeparam name="T1">The type of the first value.</typeparam>
    /// <typeparam name="T2">The type of the second value.</typeparam>
    /// <typeparam name="T3">The type of the third value.</typeparam>
    /// <typeparam name="T4">The type of the fourth value.</typeparam>
    /// <typeparam name="T5">The type of the fifth value.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="first">The first field.</param>
    /// <param name="second">The second field.</param>
    /// <param name="third">The third field.</param>
    /// <param name="fourth">The fourth field.</param>
    /// <param name="fifth">The fifth field.</param>
    /// <param name="options">Options; see <see cref="LookupOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    /// <inheritdoc cref="LookupAsync{T1}(DocumentKey{T}, Field{T, T1}, LookupOptions, CancellationToken)" path="/exception"/>
    public ValueTask<LookupResult<(T1, T2, T3, T4, T5)>> LookupAsync<T1, T2, T3, T4, T5>(
        DocumentKey<T> key,
        Field<T, T1> first,
        Field<T, T2> second,
        Field<T, T3> third,
        Field<T, T4> fourth,
        Field<T, T5> fifth,
        LookupOptions options = default,
        CancellationToken cancellationToken = default) =>
        Lookup<(T1, T2, T3, T4, T5), FieldTuple<T, T1, T2, T3, T4, T5>>(
            key, new(first, second, third, fourth, fifth), options, cancellationToken);

    /// <summary>Reads the values of six fields in one request, to be taken apart: <c>var (a, b, c, d, e, f) = await …</c></summary>
    /// <typeparam name="T1">The type of the first value.</typeparam>
    /// <typeparam name="T2">The type of the second value.</typeparam>
    /// <typeparam name="T3">The type of the third value.</typeparam>
    /// <typeparam name="T4">The type of the fourth value.</typeparam>
    /// <typeparam name="T5">The type of the fifth value.</typeparam>
    /// <typeparam name="T6">The type of the sixth value.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="first">The first field.</param>
    /// <param name="second">The second field.</param>
    /// <param name="third">The third field.</param>
    /// <param name="fourth">The fourth field.</param>
    /// <param name="fifth">The fifth field.</param>
    /// <param name="sixth">The sixth field.</param>
    /// <param name="options">Options; see <see cref="LookupOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    /// <inheritdoc cref="LookupAsync{T1}(DocumentKey{T}, Field{T, T1}, LookupOptions, CancellationToken)" path="/exception"/>
    public ValueTask<LookupResult<(T1, T2, T3, T4, T5, T6)>> LookupAsync<T1, T2, T3, T4, T5, T6>(
        DocumentKey<T> key,
        Field<T, T1> first,
        Field<T, T2> second,
        Field<T, T3> third,
        Field<T, T4> fourth,
        Field<T, T5> fifth,
        Field<T, T6> sixth,
        LookupOptions options = default,
        CancellationToken cancellationToken = default) =>
        Lookup<(T1, T2, T3, T4, T5, T6), FieldTuple<T, T1, T2, T3, T4, T5, T6>>(
            key, new(first, second, third, fourth, fifth, sixth), options, cancellationToken);

    /// <summary>Reads the values of seven fields in one request, to be taken apart: <c>var (a, b, c, d, e, f, g) = await …</c></summary>
    /// <typeparam name="T1">The type of the first value.</typeparam>
    /// <typeparam name="T2">The type of the second value.</typeparam>
    /// <typeparam name="T3">The type of the third value.</typeparam>
    /// <typeparam name="T4">The type of the fourth value.</typeparam>
    /// <typeparam name="T5">The type of the fifth value.</typeparam>
    /// <typeparam name="T6">The type of the sixth value.</typeparam>
    /// <typeparam name="T7">The type of the seventh value.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="first">The first field.</param>
    /// <param name="second">The second field.</param>
    /// <param name="third">The third field.</param>
    /// <param name="fourth">The fourth field.</param>
    /// <param name="fifth">The fifth field.</param>
    /// <param name="sixth">The sixth field.</param>
    /// <param name="seventh">The seventh field.</param>
    /// <param name="options">Options; see <see cref="LookupOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    /// <inheritdoc cref="LookupAsync{T1}(DocumentKey{T}, Field{T, T1}, LookupOptions, CancellationToken)" path="/exception"/>
    public ValueTask<LookupResult<(T1, T2, T3, T4, T5, T6, T7)>> LookupAsync<T1, T2, T3, T4, T5, T6, T7>(
        DocumentKey<T> key,
        Field<T, T1> first,
        Field<T, T2> second,
        Field<T, T3> third,
        Field<T, T4> fourth,
        Field<T, T5> fifth,
        Field<T, T6> sixth,
        Field<T, T7> seventh,
        LookupOptions options = default,
        CancellationToken cancellationToken = default) =>
        Lookup<(T1, T2, T3, T4, T5, T6, T7), FieldTuple<T, T1, T2, T3, T4, T5, T6, T7>>(
            key, new(first, second, third, fourth, fifth, sixth, seventh), options, cancellationToken);

    /// <summary>Reads the values of eight fields in one request, to be taken apart: <c>var (a, b, c, d, e, f, g, h) = await …</c></summary>
    /// <typeparam name="T1">The type of the first value.</typeparam>
    /// <typeparam name="T2">The type of the second value.</typeparam>
    /// <typeparam name="T3">The type of the third value.</typeparam>
    /// <typeparam name="T4">The type of the fourth value.</typeparam>
    /// <typeparam name="T5">The type of the fifth value.</typeparam>
    /// <typeparam name="T6">The type of the sixth value.</typeparam>
    /// <typeparam name="T7">The type of the seventh value.</typeparam>
    /// <typeparam name="T8">The type of the eighth value.</typeparam>
    /// <param name="key">The key.</param>
    /// <param name="first">The first field.</param>
    /// <param name="second">The second field.</param>
    /// <param name="third">The third field.</param>
    /// <param name="fourth">The fourth field.</param>
    /// <param name="fifth">The fifth field.</param>
    /// <param name="sixth">The sixth field.</param>
    /// <param name="seventh">The seventh field.</param>
    /// <param name="eighth">The eighth field.</param>
    /// <param name="options">Options; see <see cref="LookupOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    /// <inheritdoc cref="LookupAsync{T1}(DocumentKey{T}, Field{T, T1}, LookupOptions, CancellationToken)" path="/exception"/>
    public ValueTask<LookupResult<(T1, T2, T3, T4, T5, T6, T7, T8)>> LookupAsync<T1, T2, T3, T4, T5, T6, T7, T8>(
        DocumentKey<T> key,
        Field<T, T1> first,
        Field<T, T2> second,
        Field<T, T3> third,
        Field<T, T4> fourth,
        Field<T, T5> fifth,
        Field<T, T6> sixth,
        Field<T, T7> seventh,
        Field<T, T8> eighth,
        LookupOptions options = default,
        CancellationToken cancellationToken = default) =>
        Lookup<(T1, T2, T3, T4, T5, T6, T7, T8), FieldTuple<T, T1, T2, T3, T4, T5, T6, T7, T8>>(
            key, new(first, second, third, fourth, fifth, sixth, seventh, eighth), options, cancellationToken);

    /// <summary>Reads the values of up to 16 fields in one request, each to be taken with <see cref="FieldValues{TDocument}.Of"/>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="fields">1 to 16 fields; with <see cref="LookupOptions.WithExpiry"/> up to 15.</param>
    /// <param name="options">Options; see <see cref="LookupOptions"/>.</param>
    /// <param name="cancellationToken">Gives the operation up.</param>
    /// <exception cref="DocumentNotFoundException">There is no such document.</exception>
    /// <exception cref="InvalidArgumentException">There are no fields or too many; nothing was sent.</exception>
    public ValueTask<LookupResult<FieldValues<T>>> LookupAsync(
        DocumentKey<T> key, ReadOnlySpan<Field<T>> fields, LookupOptions options = default, CancellationToken cancellationToken = default)
    {
        Arguments.CheckPathCount(fields.Length, options.WithExpiry);
        return Lookup<FieldValues<T>, FieldSet<T>>(key, new(fields.ToArray()), options, cancellationToken);
    }

    private ValueTask<LookupResult<TValue>> Lookup<TValue, TFields>(
        in DocumentKey<T> key, in TFields fields, in LookupOptions options, CancellationToken cancellationToken)
        where TFields : struct, IFieldTuple<T, TValue> =>
        FieldLookupOperation<T, TValue, TFields>.Create(
            _address, Checked(key).Utf8, fields, options.WithExpiry, Limits(options.Timeout, options.RetryStrategy), cancellationToken).Start();
}
