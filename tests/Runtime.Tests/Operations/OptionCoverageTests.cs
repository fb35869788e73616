using System.Reflection;
using Runtime.Tests.Support;
using Settee;
using Settee.Documents;
using Settee.Wire;

namespace Runtime.Tests.Operations;

/// <summary>
/// Every option of every operation, found by reflection, changes what is sent: an option that is forgotten, or a new one that leads nowhere,
/// fails here. What the changes must be is written down in <see cref="WireMatrixTests"/>.
/// </summary>
public sealed class OptionCoverageTests : IAsyncLifetime
{
    // Options that rule the client alone.
    private static readonly string[] WithoutFrame =
    [
        "Timeout", "RetryStrategy", "ReadPreference", "Wrap",

        // Nothing to ignore without a version: raw values carry none, and the type of these tests has no member for one.
        "ReplaceOptions.IgnoreVersion",
    ];

    // What an option needs beside itself to be allowed.
    private static readonly Dictionary<string, object> Base = new()
    {
        ["CounterOptions.Expiry"] = new CounterOptions { Initial = 0 },
        ["MutateInOptions.CreateAsDeleted"] = new MutateInOptions { StoreSemantics = StoreSemantics.Insert },
        ["MutateInOptions.ReviveDocument"] = new MutateInOptions { AccessDeleted = true },
    };

    private static readonly Field<Order, int> IdField = new(FieldPath.Of("id"u8), FieldReader<int, Int32Codec>.Required);

    private static readonly Dictionary<Type, object> Samples = new()
    {
        [typeof(string)] = "k",
        [typeof(DocumentKey<Order>)] = Order.KeyFor(1),
        [typeof(Order)] = new Order { Id = 1, Text = "x" },
        [typeof(RawValue)] = RawValue.Json("{}"),
        [typeof(ReadOnlyMemory<byte>)] = (ReadOnlyMemory<byte>)"v"u8.ToArray(),
        [typeof(TimeSpan)] = TimeSpan.FromSeconds(5),
        [typeof(Expiry)] = Expiry.After(TimeSpan.FromSeconds(60)),
        [typeof(Expiry?)] = Expiry.After(TimeSpan.FromSeconds(60)),
        [typeof(Cas)] = new Cas(77),
        [typeof(ulong)] = 5ul,
        [typeof(ulong?)] = 5ul,
        [typeof(bool)] = true,
        [typeof(Durability)] = Durability.Majority,
        [typeof(StoreSemantics)] = StoreSemantics.Upsert,
        [typeof(ReplicaIndex)] = ReplicaIndex.First,
        [typeof(Field<Order, int>)] = IdField,
        [typeof(CancellationToken)] = CancellationToken.None,
    };

    private readonly RecordingNode _node = new()
    {
        Features = WireMatrixTests.Everything,
        Answer = request => WireFrame.Response(request, 0x84),
    };

    /// <summary>Spans cannot be passed by reflection.</summary>
    private delegate ValueTask<LookupInResult> LookupIn(string key, ReadOnlySpan<LookupSpec> specs, LookupInOptions options, CancellationToken token);

    private delegate ValueTask<MutateInResult> MutateIn(string key, ReadOnlySpan<MutateSpec> specs, MutateInOptions options, CancellationToken token);

    private delegate ValueTask<RawDocument> ProjectRaw(string key, ReadOnlySpan<string> paths, GetOptions options, CancellationToken token);

    private delegate ValueTask<Document<Order>> Project(
        DocumentKey<Order> key, ReadOnlySpan<Field<Order>> fields, GetOptions options, CancellationToken token);

    private delegate ValueTask<LookupResult<FieldValues<Order>>> Lookup(
        DocumentKey<Order> key, ReadOnlySpan<Field<Order>> fields, LookupOptions options, CancellationToken token);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task Every_option_of_every_operation_changes_what_is_sent()
    {
        var bucket = await _node.OpenAsync();
        List<string> checkedOptions = [];
        foreach (var target in new object[] { bucket.Raw(), bucket.Collection<Order>() })
        {
            foreach (var operation in target.GetType().GetMethods().Where(method => OptionsOf(method) is not null))
            {
                var options = OptionsOf(operation)!;
                foreach (var option in options.GetProperties())
                {
                    var name = $"{options.Name}.{option.Name}";
                    if (WithoutFrame.Contains(option.Name) || WithoutFrame.Contains(name))
                        continue;

                    var without = Base.GetValueOrDefault(name) ?? Activator.CreateInstance(options)!;
                    var with = With(without, option);
                    Assert.True(
                        await FrameOfAsync(target, operation, without) != await FrameOfAsync(target, operation, with),
                        $"{target.GetType().Name}.{operation.Name} sends the same with and without {name}.");
                    checkedOptions.Add($"{target.GetType().Name}.{operation.Name} {option.Name}");
                }
            }
        }

        // The walk has found what there is: at least one option of each kind of operation, on both faces.
        Assert.Contains("RawCollection.MutateInAsync ReviveDocument", checkedOptions);
        Assert.Contains("RawCollection.LookupInAsync AccessDeleted", checkedOptions);
        Assert.Contains("RawCollection.PrependAsync Cas", checkedOptions);
        Assert.Contains("RawCollection.DecrementAsync Initial", checkedOptions);
        Assert.Contains("Collection`1.UpsertAsync PreserveExpiry", checkedOptions);
        Assert.Contains("Collection`1.RemoveAsync Durability", checkedOptions);
        Assert.Contains("Collection`1.GetAsync WithExpiry", checkedOptions);
    }

    /// <summary>The options of an operation that is one request; null for everything else.</summary>
    private static Type? OptionsOf(MethodInfo method)
    {
        var returned = method.ReturnType;
        var isOneRequest = returned == typeof(ValueTask) || (returned.IsGenericType && returned.GetGenericTypeDefinition() == typeof(ValueTask<>));

        // Patches and updates are generic over delegates; they use the options of the operations that they consist of.
        return isOneRequest && !method.ContainsGenericParameters && !method.GetParameters().Any(parameter => parameter.ParameterType.IsAssignableTo(typeof(Delegate)))
            ? method.GetParameters().Select(parameter => parameter.ParameterType).SingleOrDefault(type => type.Name.EndsWith("Options", StringComparison.Ordinal))
            : null;
    }

    private static object With(object options, PropertyInfo option)
    {
        var copy = Copy(options);
        option.SetValue(copy, Samples[option.PropertyType]);
        return copy;
    }

    // Reflection boxes structs; each call needs a box of its own.
    private static object Copy(object box) =>
        typeof(object).GetMethod("MemberwiseClone", BindingFlags.Instance | BindingFlags.NonPublic)!.Invoke(box, null)!;

    private async Task<string> FrameOfAsync(object target, MethodInfo operation, object options)
    {
        try
        {
            await Start(target, operation, options);
        }
        catch (InternalServerFailureException)
        {
        }

        // Reads of copies send one request to each.
        Assert.True(_node.Requests.TryDequeue(out var frame), $"{operation.Name} has sent nothing.");
        _node.Requests.Clear();
        return WireMatrixTests.Describe(frame);
    }

    private static Task Start(object target, MethodInfo operation, object options)
    {
        switch (operation.Name)
        {
            case nameof(RawCollection.LookupInAsync):
                return operation.CreateDelegate<LookupIn>(target)("k", [LookupSpec.Get("a")], (LookupInOptions)options, default).AsTask();
            case nameof(RawCollection.MutateInAsync):
                return operation.CreateDelegate<MutateIn>(target)("k", [MutateSpec.Upsert("a", "1", PathFlags.Xattr)], (MutateInOptions)options, default).AsTask();
            case nameof(RawCollection.ProjectAsync) when target is RawCollection:
                return operation.CreateDelegate<ProjectRaw>(target)("k", ["a"], (GetOptions)options, default).AsTask();
            case nameof(RawCollection.ProjectAsync):
                return operation.CreateDelegate<Project>(target)(Order.KeyFor(1), [IdField], (GetOptions)options, default).AsTask();
            case nameof(Collection<>.LookupAsync) when operation is { IsGenericMethodDefinition: false }:
                return operation.CreateDelegate<Lookup>(target)(Order.KeyFor(1), [IdField], (LookupOptions)options, default).AsTask();
        }

        if (operation.IsGenericMethodDefinition)
            operation = operation.MakeGenericMethod([.. operation.GetGenericArguments().Select(static _ => typeof(int))]);

        var arguments = operation.GetParameters().Select(parameter => parameter.ParameterType == options.GetType() ? options : Samples[parameter.ParameterType]);
        var started = operation.Invoke(target, [.. arguments])!;
        return started is ValueTask task ? task.AsTask() : (Task)started.GetType().GetMethod("AsTask")!.Invoke(started, null)!;
    }
}
