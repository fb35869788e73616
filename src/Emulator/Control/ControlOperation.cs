using System.Text.Json.Nodes;

namespace Settee.Emulator.Control;

/// <summary>One operation of the control API.</summary>
internal sealed class ControlOperation
{
    private readonly Func<JsonObject, Task<JsonNode?>> _run;

    private ControlOperation(string name, string parameters, Func<JsonObject, Task<JsonNode?>> run, string[] standsFor)
    {
        Name = name;
        Parameters = parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        StandsFor = standsFor;
        _run = run;
    }

    /// <summary>The last part of its path.</summary>
    public string Name { get; }

    /// <summary>The members that its body may have.</summary>
    public string[] Parameters { get; }

    /// <summary>What it does of what code can do, as in "EmulatorNode.StopAsync"; a test looks whether anything is left over.</summary>
    public string[] StandsFor { get; }

    /// <summary>An operation that is answered with the state of the cluster.</summary>
    public static ControlOperation Do(string name, string parameters, Action<JsonObject> run, params string[] standsFor) => new(
        name,
        parameters,
        body =>
        {
            run(body);
            return Task.FromResult<JsonNode?>(null);
        },
        standsFor);

    /// <summary>As <see cref="Do"/>, for what takes its time.</summary>
    public static ControlOperation DoAsync(string name, string parameters, Func<JsonObject, Task> run, params string[] standsFor) => new(
        name,
        parameters,
        async body =>
        {
            await run(body).ConfigureAwait(false);
            return null;
        },
        standsFor);

    /// <summary>An operation with an answer of its own.</summary>
    public static ControlOperation Tell(string name, string parameters, Func<JsonObject, JsonNode> run, params string[] standsFor) =>
        new(name, parameters, body => Task.FromResult<JsonNode?>(run(body)), standsFor);

    /// <summary>The name of a member for <see cref="StandsFor"/>.</summary>
    public static string Of<T>(string member) => $"{typeof(T).Name}.{member}";

    /// <returns>Its answer; null stands for the state of the cluster.</returns>
    public Task<JsonNode?> RunAsync(JsonObject body)
    {
        body.AllowOnly(Parameters, $"the operation \"{Name}\"");
        return _run(body);
    }
}
