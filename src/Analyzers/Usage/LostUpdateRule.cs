using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Settee.Analyzers.Usage;

/// <summary>Documents that are read, changed and written back without regard to what others wrote in between.</summary>
internal sealed class LostUpdateRule : UsageRule
{
    public override DiagnosticDescriptor Descriptor => Descriptors.LostUpdate;

    public override void Register(CompilationStartAnalysisContext context, UsageSymbols symbols) =>
        context.RegisterOperationAction(operation => Check(operation, symbols), OperationKind.Invocation);

    private void Check(OperationAnalysisContext context, UsageSymbols symbols)
    {
        var write = (IInvocationOperation)context.Operation;
        if (write.TargetMethod.Name is not ("UpsertAsync" or "ReplaceAsync")
            || symbols.DocumentOf(write.TargetMethod.ContainingType) is not INamedTypeSymbol document
            || write.Arguments.FirstOrDefault(static a => a.Parameter?.Name == "document") is not { } argument
            || (write.TargetMethod.Name == "ReplaceAsync" && ChecksVersion(write, document)))
        {
            return;
        }

        var root = Operations.RootOf(write);
        var origin = new Origin(symbols, root, KeyMembersOf(document));
        if (origin.ReadOf(argument.Value) is not { } read || origin.ChangesKey() || !IsSameReceiver(read, write) || IsLocked(root))
            return;

        var advice = write.TargetMethod.Name == "UpsertAsync" ? "use UpdateAsync, or ReplaceAsync with the Cas" : "use UpdateAsync, or pass the Cas";
        Report(context, write.Syntax, write.TargetMethod.Name, advice);
    }

    /// <summary>Whether the replacement names a version, or may: through options, or a member of the document that holds its Cas.</summary>
    private static bool ChecksVersion(IInvocationOperation write, INamedTypeSymbol document)
    {
        if (write.Arguments.FirstOrDefault(static a => a.Parameter?.Name == "options") is { } options && !Operations.IsDefault(options))
            return true;

        for (var t = document; t is not null; t = t.BaseType)
        {
            if (t.GetMembers().Any(static m => m is IPropertySymbol { Type.Name: "Cas" } or IFieldSymbol { Type.Name: "Cas" }))
                return true;
        }

        return false;
    }

    private static bool IsSameReceiver(IInvocationOperation read, IInvocationOperation write) =>
        Operations.ReceiverOf(read) is { } a && Operations.ReceiverOf(write) is { } b && a.IsEquivalentTo(b, topLevel: false);

    private static bool IsLocked(IOperation root) =>
        root.Descendants().Any(static o => o is IInvocationOperation { TargetMethod.Name: "GetAndLockAsync" });

    /// <summary>Names in the key template; a document with another key is another document.</summary>
    private static string KeyMembersOf(INamedTypeSymbol document)
    {
        foreach (var attribute in document.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == "DocumentAttribute")
                return attribute.NamedArguments.FirstOrDefault(static a => a.Key == "Key").Value.Value as string ?? "";
        }

        return "";
    }

    /// <summary>Follows a document back to where it was read.</summary>
    private sealed class Origin(UsageSymbols symbols, IOperation root, string keyTemplate)
    {
        private readonly HashSet<ILocalSymbol> _locals = new(SymbolEqualityComparer.Default);
        private bool _changesKey;

        /// <summary>The call that read a document; null when it comes from elsewhere, or from more than one place.</summary>
        public IInvocationOperation? ReadOf(IOperation? value)
        {
            switch (Operations.Unwrap(value))
            {
                case IPropertyReferenceOperation { Property.Name: "Value", Instance: { } instance } when symbols.IsDocument(instance.Type):
                    return ReadOfMetadata(instance);
                case IWithOperation with:
                    _changesKey |= with.Initializer.Initializers
                        .OfType<ISimpleAssignmentOperation>()
                        .Any(a => a.Target is IPropertyReferenceOperation target && IsInKey(target.Property));
                    return ReadOf(with.Operand);
                case ILocalReferenceOperation { Local: var local }:
                    return Follow(local, ReadOf);
                default:
                    return null;
            }
        }

        /// <summary>Whether the document gets another key on its way.</summary>
        public bool ChangesKey() => _changesKey || root.Descendants().Any(o =>
            o is IAssignmentOperation { Target: IPropertyReferenceOperation { Instance: { } instance } target }
            && IsInKey(target.Property)
            && Operations.Unwrap(instance) is var owner
            && (owner is ILocalReferenceOperation reference ? _locals.Contains(reference.Local) : owner is IPropertyReferenceOperation));

        private bool IsInKey(IPropertySymbol property) =>
            keyTemplate.Contains("{" + property.Name + "}") || keyTemplate.Contains("{" + property.Name + ":");

        private IInvocationOperation? ReadOfMetadata(IOperation? value)
        {
            switch (Operations.Unwrap(value))
            {
                case IAwaitOperation await when Operations.CallIn(await.Operation) is { TargetMethod.Name: "GetAsync" or "FindAsync" or "GetAndTouchAsync" } call
                    && symbols.IsOperation(call.TargetMethod):
                    return call;
                case ICoalesceOperation coalesce:
                    return ReadOfMetadata(coalesce.Value);
                case IPropertyReferenceOperation { Property.Name: "Value", Instance: { } nullable }:
                    return ReadOfMetadata(nullable);
                case ILocalReferenceOperation { Local: var local }:
                    return Follow(local, ReadOfMetadata);
                default:
                    return null;
            }
        }

        private IInvocationOperation? Follow(ILocalSymbol local, Func<IOperation?, IInvocationOperation?> next)
        {
            if (!_locals.Add(local) || Operations.ValuesOf(local, root) is not { Count: > 0 } values)
                return null;

            // Later values may be made of earlier ones; what they all come from is the first.
            IInvocationOperation? read = next(values[0]);
            foreach (var value in values.Skip(1))
            {
                if (read is null || !ComesFrom(value, local))
                    return null;
            }

            return read;
        }

        private bool ComesFrom(IOperation value, ILocalSymbol local) => Operations.Unwrap(value) switch
        {
            IWithOperation with => Note(with) && ComesFrom(with.Operand, local),
            ILocalReferenceOperation reference => SymbolEqualityComparer.Default.Equals(reference.Local, local),
            _ => false,
        };

        private bool Note(IWithOperation with)
        {
            _changesKey |= with.Initializer.Initializers
                .OfType<ISimpleAssignmentOperation>()
                .Any(a => a.Target is IPropertyReferenceOperation target && IsInKey(target.Property));
            return true;
        }
    }
}
