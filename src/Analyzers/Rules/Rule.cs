using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;

namespace Settee.Analyzers.Rules;

/// <summary>Turns problems that parsing found into diagnostics of one id.</summary>
internal abstract class Rule
{
    /// <summary>All rules on documents.</summary>
    public static readonly ImmutableArray<Rule> All =
    [
        new NotPartialRule(),
        new UnnamableDocumentRule(),
        new AbstractDocumentRule(),
        new UnusableKeyspaceRule(),
        new TakenMemberNameRule(),
        new TakenAccessorRule(),
        new SharedAccessorRule(),
        new UnsupportedMemberTypeRule(),
        new DuplicateJsonNameRule(),
        new SeveralConstructorsRule(),
        new IgnoredRequiredMemberRule(),
        new NullConditionOnValueTypeRule(),
        new UnsupportedAttributeRule(),
        new DuplicateExtensionDataRule(),
        new PrivateSetterRule(),
        new GetOnlyMemberRule(),
        new SeveralJsonConstructorsRule(),
        new InaccessibleConstructorRule(),
        new UnmatchedParameterRule(),
        new ParameterTypeMismatchRule(),
        new ParameterByReferenceRule(),
        new AbstractMemberTypeRule(),
        new NativeNumberRule(),
        new UnsupportedFrameworkTypeRule(),
        new NumberWithoutJsonRule(),
        new UnreadableCollectionRule(),
        new MultidimensionalArrayRule(),
        new UnsupportedDictionaryKeyRule(),
        new DiscriminatorCollisionRule(),
        new ExtensionDataTypeRule(),
        new OverrideWithOtherNameRule(),
        new ReversedStackRule(),
        new GetOnlyCollectionRule(),
        new CyclicTypeRule(),
        new DuplicateDiscriminatorRule(),
        new NotDerivedTypeRule(),
        new UnusableConverterRule(),
        new InaccessibleMemberTypeRule(),
        new UnusableDefaultsRule(),
        new MisplacedAttributeRule(),
        new UnusableKeyRule(),
        new UnknownKeyMemberRule(),
        new AmbiguousKeyRule(),
        new WrongMetaTypeRule(),
        new DuplicateMetaRule(),
        new UnusableExpiryRule(),
    ];

    public abstract DiagnosticDescriptor Descriptor { get; }

    /// <summary>What the rule reports.</summary>
    public abstract ImmutableArray<Problem> Problems { get; }

    /// <summary>The diagnostic; the arguments of the problem travel along for the fixes.</summary>
    public Diagnostic Report(Problem problem, Location location, string[] arguments)
    {
        var properties = ImmutableDictionary.CreateBuilder<string, string?>();
        for (var i = 0; i < arguments.Length; i++)
            properties.Add(i.ToString(System.Globalization.CultureInfo.InvariantCulture), arguments[i]);
        return Diagnostic.Create(Descriptor, location, properties.ToImmutable(), MessageArguments(problem, arguments));
    }

    /// <summary>The arguments of the message; those of the problem unless the rule says it differently.</summary>
    protected virtual object?[] MessageArguments(Problem problem, string[] arguments) => arguments;
}
