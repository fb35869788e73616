using System.Reflection;
using System.Text.RegularExpressions;
using Settee.Emulator.Control;

namespace Settee.Emulator.Tests;

/// <summary>The control API has a name for everything that code can do to an emulator, and the documentation has every name.</summary>
public sealed partial class ControlTableTests : IAsyncLifetime
{
    /// <summary>What is no operation over HTTP, and why.</summary>
    private static readonly HashSet<string> NotOverHttp =
    [
        "CouchbaseEmulator.Node", // every operation names its node
        "CouchbaseEmulator.DisposeAsync", // ends the control API itself
    ];

    private CouchbaseEmulator _emulator = null!;
    private ControlOperations _operations = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await CouchbaseEmulator.StartAsync(new EmulatorOptions { Http = false });
        _operations = new ControlOperations(_emulator, TimeProvider.System);
    }

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    [Fact]
    public void Everything_that_code_can_do_has_an_operation()
    {
        var done = _operations.All.SelectMany(operation => operation.StandsFor).ToHashSet();
        Assert.Equal([], CodeCan().Except(done).Except(NotOverHttp));
        Assert.Equal([], done.Except(CodeCan()));
    }

    [Fact]
    public void Every_way_to_arm_a_fault_is_a_kind()
    {
        // What gives the fault back and says how often it strikes arms it; the rest narrows it.
        var arming = typeof(EmulatorFault).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => method.ReturnType == typeof(EmulatorFault) && method.GetParameters().Any(parameter => parameter.Name == "times"))
            .Select(method => method.Name)
            .Distinct();
        Assert.Equal(arming.Order(), FaultKind.All.SelectMany(kind => kind.StandsFor).Order());
    }

    [Fact]
    public void The_documentation_has_every_operation_with_its_members()
    {
        var documented = Rows("| Operation | Members |");
        Assert.Equal(_operations.All.Select(operation => operation.Name).Order(), documented.Keys.Order());
        Assert.All(_operations.All.Where(operation => operation.Name != "fault"), operation => Assert.Equal(
            operation.Parameters.Order(), documented[operation.Name].Order()));

        var kinds = Rows("| Kind of fault | Members |");
        Assert.Equal(FaultKind.All.Select(kind => kind.Name).Order(), kinds.Keys.Order());
        Assert.All(FaultKind.All, kind => Assert.Equal(kind.Parameters.Order(), kinds[kind.Name].Order()));
        var all = _operations.All.Single(operation => operation.Name == "fault").Parameters;
        Assert.Equal(all.Order(), documented["fault"].Concat(kinds.Values.SelectMany(members => members)).Distinct().Order());
    }

    /// <summary>The public methods and setters of the emulator and of what it hands out.</summary>
    private static IEnumerable<string> CodeCan() =>
        from type in typeof(CouchbaseEmulator).Assembly.GetExportedTypes()
        where type is { IsClass: true, IsAbstract: false, Namespace: "Settee.Emulator" } && type.GetMethod("<Clone>$") is null
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where method.GetBaseDefinition() == method && (!method.IsSpecialName || method.Name.StartsWith("set_", StringComparison.Ordinal))
        let name = method.IsSpecialName ? method.Name["set_".Length..] : method.Name
        select $"{type.Name}.{name}";

    /// <summary>The table under a heading: the members in code by the names in front of them.</summary>
    private static Dictionary<string, string[]> Rows(string heading)
    {
        var lines = File.ReadAllText(Path.Combine(Root(), "docs", "emulator.md")).ReplaceLineEndings("\n").Split('\n');
        return lines.SkipWhile(line => line != heading).Skip(2).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|'))
            .SelectMany(cells => Code(cells[1]), (cells, name) => (name, members: Members(cells[2])))
            .ToDictionary(row => row.name, row => row.members);

        // What is said about a member stands in brackets or behind a colon, a semicolon, or "until".
        static string[] Members(string cell) => [.. Code(Remark().Replace(cell, ""))];

        static IEnumerable<string> Code(string cell) => InCode().Matches(cell).Select(match => match.Groups[1].Value);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Toolkit.sln")))
            folder = folder.Parent;

        return folder.FullName;
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex InCode();

    [GeneratedRegex(@"\([^)]*\)|[:;].*|until .*")]
    private static partial Regex Remark();
}
