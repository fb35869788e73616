using Microsoft.CodeAnalysis.Text;
using Settee.Generators.Model;

namespace Settee.Generators.Emit;

/// <summary>
/// Prints the extension members that make a document's collection reachable from buckets and scopes, and its operations callable with
/// the parts of a key. They stand in the document's namespace, which whoever uses the document imports.
/// </summary>
internal static class AccessorEmitter
{
    private const string Token = "global::System.Threading.CancellationToken cancellationToken = default";

    public static SourceText Emit(DocumentModel model)
    {
        var writer = Code.NewFile();
        var hasNamespace = model.Declaration.Namespace.Length > 0;
        if (hasNamespace)
            writer.Open($"namespace {model.Declaration.Namespace}");

        var self = model.Shape.TypeName;
        var visibility = Code.Keyword(model.Declaration.Visibility);
        var name = PatchEmitter.Joined(model.Declaration);
        writer.Line($"/// <summary>The collection of <see cref=\"{self}\"/> documents, and its operations by the parts of a key.</summary>");
        writer.Line(Code.Generated);
        writer.Open($"{visibility} static class {name}Extensions");

        EmitProperty(writer, model, "Bucket", "bucket", "the bucket");
        writer.Blank();
        EmitProperty(writer, model, "Scope", "scope", "this scope, whatever scope the document names");
        writer.Blank();
        EmitOperations(writer, model);

        writer.Close();
        if (hasNamespace)
            writer.Close();
        return writer.ToSourceText();
    }

    private static void EmitProperty(SourceWriter writer, DocumentModel model, string receiver, string parameter, string where)
    {
        var self = model.Shape.TypeName;
        writer.Line($"/// <param name=\"{parameter}\">Where the documents are.</param>");
        writer.Open($"extension({Code.Settee}{receiver} {parameter})");
        Code.Document(writer, $"The {Code.Xml(model.Shape.DisplayName)} documents of {where}.");
        writer.Line($"public {Code.Settee}Collection<{self}> {model.Accessor} => {parameter}.Collection<{self}>();");
        writer.Close();
    }

    private static void EmitOperations(SourceWriter writer, DocumentModel model)
    {
        var self = model.Shape.TypeName;
        writer.Line("/// <param name=\"collection\">The documents.</param>");
        writer.Open($"extension({Code.Settee}Collection<{self}> collection)");

        var patch = PatchEmitter.TypeName(model.Declaration);
        EmitPatch(writer, $"{Code.Settee}DocumentKey<{self}> key", "key", patch, [("key", "The key of the document.")]);

        if (model.Key is { } key && KeyEmitter.Members(key) is { Length: > 0 } members)
        {
            var parameters = KeyEmitter.Parameters(members);
            var keyFor = $"{self}.KeyFor({KeyEmitter.Arguments(members)})";
            var docs = members.Select(static m => (m.Parameter.TrimStart('@'), $"Part of the key: {m.Name.TrimStart('@')}.")).ToArray();

            EmitPatch(writer, parameters, keyFor, patch, docs);
            foreach (var operation in Operations(self, model.Shape.IsValueType ? self : self + "?"))
                EmitOperation(writer, operation, parameters, keyFor, docs);
            EmitGetMany(writer, self, members);
        }

        writer.Close();
    }

    private static Operation[] Operations(string self, string selfOrNull) =>
    [
        new("Reads a document; a missing one is an error.", $"global::System.Threading.Tasks.ValueTask<{Code.Settee}Document<{self}>>", "GetAsync", "GetOptions"),
        new("Reads a document, or finds none.", $"global::System.Threading.Tasks.ValueTask<{Code.Settee}Document<{self}>?>", "FindAsync", "GetOptions"),
        new("Whether a document is there.", "global::System.Threading.Tasks.ValueTask<bool>", "ExistsAsync", "ExistsOptions"),
        new("Removes a document.", $"global::System.Threading.Tasks.ValueTask<{Code.Settee}MutationResult>", "RemoveAsync", "RemoveOptions"),
        new("Gives a document a new expiry.", $"global::System.Threading.Tasks.ValueTask<{Code.Settee}Cas>", "TouchAsync", "TouchOptions",
            new($"{Code.Settee}Expiry", "expiry", "The new expiry.")),
        new("Reads a document and gives it a new expiry.", $"global::System.Threading.Tasks.ValueTask<{Code.Settee}Document<{self}>>", "GetAndTouchAsync", "GetAndTouchOptions",
            new($"{Code.Settee}Expiry", "expiry", "The new expiry.")),
        new("Reads a document and locks it against writes of others.", $"global::System.Threading.Tasks.ValueTask<{Code.Settee}Document<{self}>>", "GetAndLockAsync", "GetAndLockOptions",
            new("global::System.TimeSpan", "lockTime", "How long the lock lasts at most.")),
        new("Gives a lock back.", "global::System.Threading.Tasks.ValueTask", "UnlockAsync", "UnlockOptions",
            new($"{Code.Settee}Cas", "cas", "The version that came with the lock.")),
        new("Reads a document, changes it and replaces it, again if somebody else was faster.", $"global::System.Threading.Tasks.ValueTask<{Code.Settee}Document<{self}>>", "UpdateAsync", "UpdateOptions",
            new($"global::System.Func<{self}, {selfOrNull}>", "update", "Makes the new document; the same or null changes nothing. May run several times.")),
    ];

    private static void EmitOperation(
        SourceWriter writer, Operation operation, string parameters, string keyFor, (string Name, string Text)[] docs)
    {
        var extra = operation.Extra is { } e ? $", {e.Type} {e.Name}" : "";
        var extraArgument = operation.Extra is { } x ? $", {x.Name}" : "";
        writer.Blank();
        Summarize(writer, operation.Summary, operation.Extra is { } d ? [.. docs, (d.Name, d.Text)] : docs);
        writer.Line($"public {operation.Result} {operation.Name}({parameters}{extra}, {Code.Settee}{operation.Options} options = default, {Token}) =>");
        writer.Line($"    collection.{operation.Name}({keyFor}{extraArgument}, options, cancellationToken);");

        if (operation.Name != "UpdateAsync")
            return;

        // The same with state, so that the delegate can be static.
        var update = operation.Extra!.Type.Replace(", ", ", TState, ");
        writer.Blank();
        writer.Line("/// <typeparam name=\"TState\">The type of the state.</typeparam>");
        Summarize(writer, operation.Summary, [.. docs, ("state", "Passed to the delegate, which then needs no closure."), (operation.Extra.Name, operation.Extra.Text)]);
        writer.Line($"public {operation.Result} UpdateAsync<TState>({parameters}, TState state, {update} update, {Code.Settee}UpdateOptions options = default, {Token}) =>");
        writer.Line($"    collection.UpdateAsync({keyFor}, state, update, options, cancellationToken);");
    }

    private static void EmitPatch(SourceWriter writer, string parameters, string key, string patch, (string Name, string Text)[] docs)
    {
        writer.Blank();
        Summarize(writer, "Changes single members of a stored document.", [.. docs, ("patch", "Says what to change; runs once, before anything is sent.")]);
        writer.Line($"public global::System.Threading.Tasks.ValueTask<{Code.Settee}MutationResult> PatchAsync({parameters}, global::System.Action<{patch}> patch, {Code.Settee}PatchOptions options = default, {Token}) =>");
        writer.Line($"    collection.PatchAsync<{patch}>({key}, patch, options, cancellationToken);");
    }

    private static void EmitGetMany(SourceWriter writer, string self, KeyMember[] members)
    {
        var element = members.Length == 1 ? members[0].TypeName : $"({string.Join(", ", members.Select(static m => $"{m.TypeName} {m.Parameter}"))})";
        var keyFor = members.Length == 1
            ? $"static key => {self}.KeyFor(key)"
            : $"static key => {self}.KeyFor({string.Join(", ", members.Select(static m => "key." + m.Parameter))})";
        writer.Blank();
        Summarize(writer, "Reads many documents, as they arrive; missing ones are left out.", [("keys", "The parts of their keys.")]);
        writer.Line($"public global::System.Collections.Generic.IAsyncEnumerable<{Code.Settee}Document<{self}>> GetManyAsync(global::System.Collections.Generic.IEnumerable<{element}> keys, {Code.Settee}GetManyOptions options = default, {Token}) =>");
        writer.Line($"    collection.GetManyAsync(global::System.Linq.Enumerable.Select(keys, {keyFor}), options, cancellationToken);");
    }

    private static void Summarize(SourceWriter writer, string summary, (string Name, string Text)[] parameters)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        foreach (var (name, text) in parameters)
            writer.Line($"/// <param name=\"{name}\">{text}</param>");
        writer.Line("/// <param name=\"options\">How to do it.</param>");
        writer.Line("/// <param name=\"cancellationToken\">Ends the waiting.</param>");
        writer.Line(Code.Generated);
    }

    /// <summary>An operation that takes a key, and perhaps one more argument.</summary>
    private sealed record Operation(string Summary, string Result, string Name, string Options, ExtraParameter? Extra = null);

    private sealed record ExtraParameter(string Type, string Name, string Text);
}
