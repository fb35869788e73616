using Microsoft.CodeAnalysis.Text;
using Settee.Generators.Model;

namespace Settee.Generators.Emit;

/// <summary>
/// Prints the extension members that make a document's collection reachable from buckets and scopes, and its operations callable with
/// the parts of a key. They stand in the document's namespace, which whoever uses the document imports.
/// </summary>
internal static class AccessorEmitter
{
    private const string Tasks = "global::System.Threading.Tasks.";

    // More fields are taken as a list.
    private const int MaxFields = 8;

    private static readonly Parameter CancellationToken =
        new("global::System.Threading.CancellationToken", "cancellationToken", "Ends the waiting.", IsOptional: true);

    public static SourceText Emit(DocumentModel model)
    {
        var writer = Code.NewFile();
        var hasNamespace = model.Declaration.Namespace.Length > 0;
        if (hasNamespace)
            writer.Open($"namespace {model.Declaration.Namespace}");

        var self = model.Shape.TypeName;
        var name = PatchEmitter.Joined(model.Declaration);
        writer.Line($"/// <summary>The collection of {Code.See(self)} documents, and operations by parts of a key.</summary>");
        writer.Line(Code.Generated);
        writer.Open($"{Code.Keyword(model.Declaration.Visibility)} static class {name}Extensions");

        if (model.Accessor.Length > 0)
        {
            EmitProperty(writer, model, "Bucket", "bucket", "the bucket");
            writer.Blank();
            EmitProperty(writer, model, "Scope", "scope", "this scope, whatever scope the document names");
            writer.Blank();
        }

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

        // By the key itself as well: only an overload that names the patch type lets a lambda be inferred.
        var patch = Patch(PatchEmitter.TypeName(model.Declaration));
        EmitOperation(writer, patch, [new($"{Code.Settee}DocumentKey<{self}>", "key", "The key of the document.")], "key");

        if (model.Key.Members is { Length: > 0 } members)
        {
            var parts = members
                .Select(static m => new Parameter(m.TypeName, m.Parameter, m.IsGenerated ? "The generated part of the key." : $"Part of the key: {Code.Xml(m.Name.TrimStart('@'))}."))
                .ToArray();
            var keyFor = KeyEmitter.KeyFor(model, KeyEmitter.Arguments(members));

            writer.Blank();
            EmitOperation(writer, patch, parts, keyFor);
            foreach (var operation in Operations(self, model.Shape.IsValueType ? self : self + "?"))
            {
                writer.Blank();
                EmitOperation(writer, operation, parts, keyFor);
            }

            writer.Blank();
            EmitGetMany(writer, model, members);
            EmitLookups(writer, self, parts, keyFor);
        }

        writer.Close();
    }

    private static Operation Patch(string patchType) =>
        new("Changes single members of a stored document.", $"{Tasks}ValueTask<{Code.Settee}MutationResult>", "PatchAsync", "PatchOptions")
        {
            TypeArgument = patchType,
            Extra = [new($"global::System.Action<{patchType}>", "patch", "Says what to change; runs once, before anything is sent.")],
        };

    private static Operation[] Operations(string self, string selfOrNull)
    {
        var document = $"{Code.Settee}Document<{self}>";
        var expiry = new Parameter($"{Code.Settee}Expiry", "expiry", "The new expiry.");
        const string Update = "Reads a document, changes it and replaces it, again if somebody else was faster.";
        const string Change = "Makes the new document; the same or null changes nothing. May run several times.";
        return
        [
            new("Reads a document; a missing one is an error.", $"{Tasks}ValueTask<{document}>", "GetAsync", "GetOptions"),
            new("Reads a document, or finds none.", $"{Tasks}ValueTask<{document}?>", "FindAsync", "GetOptions"),
            new("Whether a document is there.", $"{Tasks}ValueTask<bool>", "ExistsAsync", "OperationOptions"),
            new("Reads the members that the type has, and no others that are stored.", $"{Tasks}ValueTask<{document}>", "GetMembersAsync", "GetOptions"),
            new("Reads a part of a document; members that no field names are absent.", $"{Tasks}ValueTask<{document}>", "ProjectAsync", "GetOptions")
            {
                Extra = [new($"global::System.ReadOnlySpan<{Code.Settee}Field<{self}>>", "fields", "What to read; required members must be among it.")],
            },
            new("Removes a document.", $"{Tasks}ValueTask<{Code.Settee}MutationResult>", "RemoveAsync", "RemoveOptions"),
            new("Gives a document a new expiry.", $"{Tasks}ValueTask<{Code.Settee}Cas>", "TouchAsync", "OperationOptions") { Extra = [expiry] },
            new("Reads a document and gives it a new expiry.", $"{Tasks}ValueTask<{document}>", "GetAndTouchAsync", "OperationOptions")
            {
                Extra = [expiry],
            },
            new("Reads a document and locks it for others.", $"{Tasks}ValueTask<{document}>", "GetAndLockAsync", "OperationOptions")
            {
                Extra = [new("global::System.TimeSpan", "lockTime", "How long the lock lasts at most.")],
            },
            new("Gives a lock back.", $"{Tasks}ValueTask", "UnlockAsync", "OperationOptions")
            {
                Extra = [new($"{Code.Settee}Cas", "cas", "The version that came with the lock.")],
            },
            new(Update, $"{Tasks}ValueTask<{document}>", "UpdateAsync", "UpdateOptions")
            {
                Extra = [new($"global::System.Func<{self}, {selfOrNull}>", "update", Change)],
            },
            new(Update, $"{Tasks}ValueTask<{document}>", "UpdateAsync", "UpdateOptions")
            {
                TypeParameters = [new("TState", "The type of the state.")],
                Extra =
                [
                    new("TState", "state", "Passed to the delegate, which then needs no closure."),
                    new($"global::System.Func<{self}, TState, {selfOrNull}>", "update", Change),
                ],
            },
        ];
    }

    private static void EmitOperation(SourceWriter writer, Operation operation, Parameter[] parts, string key)
    {
        var options = new Parameter(Code.Settee + operation.Options, "options", "How to do it.", IsOptional: true);
        Parameter[] parameters = [.. parts, .. operation.Extra, options, CancellationToken];
        var arguments = string.Concat(operation.Extra.Select(static e => $"{e.Name}, "));
        var typeArgument = operation.TypeArgument is { } type ? $"<{type}>" : "";
        EmitMethod(
            writer,
            operation.Summary,
            $"{operation.Result} {operation.Name}",
            operation.TypeParameters,
            parameters,
            $"collection.{operation.Name}{typeArgument}({key}, {arguments}options, cancellationToken)");
    }

    private static void EmitGetMany(SourceWriter writer, DocumentModel model, KeyMember[] members)
    {
        var self = model.Shape.TypeName;
        var isSingle = members.Length == 1;
        var element = isSingle ? members[0].TypeName : $"({string.Join(", ", members.Select(static m => $"{m.TypeName} {m.Parameter}"))})";
        var arguments = isSingle ? "key" : string.Join(", ", members.Select(static m => "key." + m.Parameter));
        EmitMethod(
            writer,
            "Reads many documents, as they arrive; missing ones are left out.",
            $"global::System.Collections.Generic.IAsyncEnumerable<{Code.Settee}Document<{self}>> GetManyAsync",
            [],
            [
                new($"global::System.Collections.Generic.IEnumerable<{element}>", "keys", "The parts of their keys."),
                new($"{Code.Settee}BulkOptions<{Code.Settee}GetOptions>", "options", "How to do it.", IsOptional: true),
                CancellationToken,
            ],
            $"""
            collection.GetManyAsync(
                global::System.Linq.Enumerable.Select(keys, static key => {KeyEmitter.KeyFor(model, arguments)}), options, cancellationToken)
            """);
    }

    /// <summary>Lookups of one to eight fields.</summary>
    private static void EmitLookups(SourceWriter writer, string self, Parameter[] parts, string keyFor)
    {
        var options = new Parameter(Code.Settee + "LookupOptions", "options", "How to do it.", IsOptional: true);
        for (var count = 1; count <= MaxFields; count++)
        {
            var types = Enumerable.Range(1, count).Select(static i => $"T{i}").ToArray();
            var fields = types.Select(t => new Parameter($"{Code.Settee}Field<{self}, {t}>", $"field{t.Substring(1)}", "What to read.")).ToArray();
            var value = count == 1 ? types[0] : $"({string.Join(", ", types)})";
            writer.Blank();
            EmitMethod(
                writer,
                count == 1 ? "Reads a field of a stored document." : "Reads fields of a stored document.",
                $"{Tasks}ValueTask<{Code.Settee}LookupResult<{value}>> LookupAsync",
                [.. types.Select(static t => new TypeParameter(t, "The type of a value."))],
                [.. parts, .. fields, options, CancellationToken],
                $"collection.LookupAsync({keyFor}, {string.Join(", ", fields.Select(static f => f.Name))}, options, cancellationToken)");
        }

        var span = new Parameter($"global::System.ReadOnlySpan<{Code.Settee}Field<{self}>>", "fields", "What to read; at most 16.");
        writer.Blank();
        EmitMethod(
            writer,
            "Reads any number of fields of a stored document.",
            $"{Tasks}ValueTask<{Code.Settee}LookupResult<{Code.Settee}FieldValues<{self}>>> LookupAsync",
            [],
            [.. parts, span, options, CancellationToken],
            $"collection.LookupAsync({keyFor}, fields, options, cancellationToken)");
    }

    private static void EmitMethod(
        SourceWriter writer, string summary, string head, TypeParameter[] typeParameters, Parameter[] parameters, string body)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        foreach (var type in typeParameters)
            writer.Line($"/// <typeparam name=\"{type.Name}\">{type.Text}</typeparam>");
        foreach (var parameter in parameters)
            writer.Line($"/// <param name=\"{parameter.Name.TrimStart('@')}\">{parameter.Text}</param>");
        writer.Line(Code.Generated);
        writer.Line($"public {head}{(typeParameters.Length == 0 ? "" : $"<{string.Join(", ", typeParameters.Select(static t => t.Name))}>")}(");
        writer.Indentation++;
        for (var i = 0; i < parameters.Length; i++)
        {
            var end = i + 1 < parameters.Length ? "," : ") =>";
            writer.Line($"{parameters[i].Type} {parameters[i].Name}{(parameters[i].IsOptional ? " = default" : "")}{end}");
        }

        writer.Line(body + ";");
        writer.Indentation--;
    }

    /// <summary>An operation that takes a key, and perhaps more.</summary>
    private sealed record Operation(string Summary, string Result, string Name, string Options)
    {
        public TypeParameter[] TypeParameters { get; init; } = [];

        public string? TypeArgument { get; init; }

        public Parameter[] Extra { get; init; } = [];
    }

    private sealed record TypeParameter(string Name, string Text);

    private sealed record Parameter(string Type, string Name, string Text, bool IsOptional = false);
}
