using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Settee.Generators.Model;

namespace Settee.Generators.Parsing;

/// <summary>Turns the members and the constructor of a type into a model of its JSON object.</summary>
internal sealed class ShapeParser(ParseContext context, TypeMapper mapper)
{
    private static readonly string[] PatchMembers = ["Set", "Insert", "Replace", "Remove", "_builder", "_path"];

    // The names that the read state has for itself, or from its base.
    private static readonly string[] StateNames =
    [
        "Present", "Present1", "Present2", "Read", "Find", "Fill", "Start", "MissingNames", "JsonState", "ExtensionData",
        "Equals", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString", "Finalize",
    ];

    /// <summary>The JSON object of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="isDocument">Whether code is emitted into the type itself, so that its private members can be used.</param>
    /// <param name="isMade">Whether instances are made here; not of documents that a codec of their own reads.</param>
    public ObjectModel Parse(INamedTypeSymbol type, bool isDocument, bool isMade = true)
    {
        var problems = context.ProblemCount;
        var json = context.JsonOf(type);
        if (json.Unsupported is { } unsupported)
            context.Report(Problem.UnsupportedAttribute, type, type.Name, unsupported);
        if (!isDocument && ConventionsParser.AttributeOf(type, context) is not null && !mapper.IsDocument(type))
            context.Report(Problem.MisplacedAttribute, type, type.Name, "JsonDefaults");

        var refusesUnmapped = json.RefusesUnmapped ?? context.Conventions.RefusesUnmapped;
        var members = new MemberReader(context).Read(type);
        var constructor = isMade ? ConstructorChooser.Choose(type, isDocument, context) : null;
        var sources = constructor is null ? [] : ParametersOf(type, constructor, members);
        var checksRequired = constructor is not null && !ConstructorChooser.SetsRequiredMembers(constructor);

        var models = new List<MemberModel>();
        var indexes = new Dictionary<JsonMember, int>();
        var skipped = new List<string>();
        ExtensionModel? extension = null;
        var slots = new HashSet<string>(StateNames);
        foreach (var member in members)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (member.IsIgnored)
            {
                if (member.HasRequiredKeyword && checksRequired)
                    context.Report(Problem.IgnoredRequiredMember, member.Symbol, member.Symbol.Name);
                skipped.Add(member.JsonName);
                continue;
            }

            if (member.Json.IsExtensionData)
            {
                if (extension is not null)
                    context.Report(Problem.DuplicateExtensionData, member.Symbol, member.Symbol.Name, extension.Member.Name, type.Name);
                extension ??= ExtensionOf(type, member, isDocument, checksRequired);
                continue;
            }

            var parameter = sources.FirstOrDefault(s => s.Member == member).Parameter;
            if (MemberOf(type, member, isDocument, parameter, sources.Count > 0, checksRequired, slots) is { } model)
            {
                indexes[member] = models.Count;
                models.Add(model);
                if (model.Read == ReadTarget.None)
                    skipped.Add(model.JsonName);
            }
        }

        return new ObjectModel(
            context.NameOf(type),
            Names.ForPeople(type),
            type.IsValueType,
            models.ToEquatableArray(),
            StepsOf(type, members, checksRequired),
            constructor is null || context.ProblemCount > problems
                ? null
                : ConstructionOf(type, constructor, sources, indexes, models, isDocument, checksRequired),
            CallbackParser.Of(type),
            refusesUnmapped,
            extension,
            refusesUnmapped || extension?.Member.Read is not (null or ReadTarget.None) ? skipped.ToEquatableArray() : EquatableArray<string>.Empty)
        {
            Conventions = context.Conventions,
        };
    }

    /// <summary>A type of whose JSON nothing is known.</summary>
    public static ObjectModel Opaque(INamedTypeSymbol type, ParseContext context) =>
        new(
            context.NameOf(type),
            Names.ForPeople(type),
            type.IsValueType,
            EquatableArray<MemberModel>.Empty,
            EquatableArray<PathMemberModel>.Empty,
            Construction: null,
            Callbacks.None,
            RefusesUnmapped: false,
            Extension: null,
            EquatableArray<string>.Empty)
        {
            Conventions = context.Conventions,
        };

    private ExtensionModel? ExtensionOf(INamedTypeSymbol type, JsonMember member, bool isDocument, bool checksRequired)
    {
        if (ExtensionParser.ValuesOf(member.Type, context.Conventions) is not { } values)
        {
            context.Report(
                Problem.ExtensionDataType, member.Symbol, member.Symbol.Name, Names.ForPeople(member.Type), member.Symbol.ContainingType.Name);
            return null;
        }

        var name = Names.Escape(member.Symbol.Name);
        var model = new MemberModel(
            name,
            "ExtensionData",
            "",
            new TypeModel(Names.Of(member.Type), values.Value.Codec, AllowsNull: true),
            context.NameOf(member.Symbol.ContainingType),
            IsHidden(type, member.Symbol),
            member.CanGet ? WriteCondition.Always : WriteCondition.Never,
            TargetOf(type, member, isDocument, checksRequired),
            IsRequired: false,
            GetterOf(type, member, isDocument),
            member.Symbol is IFieldSymbol);
        return new ExtensionModel(model, Names.WithoutNull(member.Type), values.Value, values.IsDictionary, PathVisibilityOf(type, member));
    }

    private Access GetterOf(INamedTypeSymbol type, JsonMember member, bool isDocument) =>
        IsReachable(member.Symbol is IPropertySymbol { GetMethod: { } getter } ? getter : member.Symbol, type, isDocument)
            ? Access.Direct
            : Access.Hidden;

    private MemberModel? MemberOf(
        INamedTypeSymbol type,
        JsonMember member,
        bool isDocument,
        IParameterSymbol? parameter,
        bool usesParameters,
        bool checksRequired,
        HashSet<string> slots)
    {
        if (member.Json.Unsupported is { } unsupported)
        {
            context.Report(Problem.UnsupportedAttribute, member.Symbol, member.Symbol.Name, unsupported);
            return null;
        }

        if (MemberHandling.HasMisplacedNumbers(member))
            context.Report(Problem.MisplacedAttribute, member.Symbol, member.Symbol.Name, "JsonNumberHandling");
        if (MappedOf(type, member) is not { } mapped)
        {
            new RefusedTypes(mapper, context).Report(member);
            return null;
        }

        var write = !member.CanGet ? WriteCondition.Never : member.Json.Condition switch
        {
            IgnoreCondition.WhenWriting => WriteCondition.Never,
            IgnoreCondition.WhenWritingNull => WriteCondition.NotNull,
            IgnoreCondition.WhenWritingDefault => WriteCondition.NotDefault,
            null when context.Conventions.Condition == IgnoreCondition.WhenWritingNull && mapped.Type.AllowsNull => WriteCondition.NotNull,
            null when context.Conventions.Condition == IgnoreCondition.WhenWritingDefault => WriteCondition.NotDefault,
            _ => WriteCondition.Always,
        };
        if (write == WriteCondition.NotNull && !mapped.Type.AllowsNull)
            context.Report(Problem.NullConditionOnValueType, member.Symbol, member.Symbol.Name, Names.ForPeople(member.Type));

        var isRequired = (checksRequired && (member.HasRequiredKeyword || member.Json.IsRequired))
            || (parameter is { HasExplicitDefaultValue: false } && context.Conventions.RequiresParameters);
        var assign = TargetOf(type, member, isDocument, checksRequired: false);
        var populator = MemberHandling.PopulatorOf(type, member, mapped, usesParameters, context);
        if (populator is not null && mapped.PopulatedId is { } populated)
            mapper.Populated.Add(populated);

        var read = member.Json.Condition == IgnoreCondition.WhenReading
            ? ReadTarget.None
            : parameter is not null ? ReadTarget.Parameter
            : populator is not null ? ReadTarget.Populate
            : TargetOf(type, member, isDocument, checksRequired);

        context.Graph?.Add(type, member.Symbol, member.Type);
        if (context.IsReporting)
            Suspicions.Report(member, isLost: read == ReadTarget.None && write != WriteCondition.Never, context);

        var slot = Names.Escape(member.Symbol.Name);
        while (!slots.Add(slot))
            slot += "_";

        return new MemberModel(
            Names.Escape(member.Symbol.Name),
            slot,
            member.JsonName,
            mapped.Type,
            context.NameOf(member.Symbol.ContainingType),
            IsHidden(type, member.Symbol),
            write,
            read,
            isRequired && read != ReadTarget.None,
            GetterOf(type, member, isDocument),
            member.Symbol is IFieldSymbol)
        {
            Assign = assign,
            Populator = populator,
            RefusesReadNull = read != ReadTarget.None && Nullability.RefusesRead(member, parameter, context.Conventions),
            RefusesWrittenNull = Nullability.RefusesWritten(member, context.Conventions),
        };
    }

    /// <summary>The type of a member, with what its attributes say of it.</summary>
    private MappedType? MappedOf(INamedTypeSymbol type, JsonMember member) => member.Json switch
    {
        { Codec: { } codec } => mapper.MapWith(member.Type, codec.Target, codec.Codec),
        { Fallback: { } fallback } => mapper.MapThrough(member.Type, fallback),
        _ => mapper.Map(member.Type, member.Json.Converter, MemberHandling.NumbersOf(type, member, context)),
    };

    private ReadTarget TargetOf(INamedTypeSymbol type, JsonMember member, bool isDocument, bool checksRequired)
    {
        if (!member.CanSet)
            return ReadTarget.None;

        var setter = member.Symbol is IPropertySymbol { SetMethod: { } method } ? method : null;
        var isReachable = !IsHidden(type, member.Symbol) && IsReachable(setter ?? member.Symbol, type, isDocument);
        if (isDocument)
            return isReachable ? ReadTarget.Setter : ReadTarget.HiddenSetter;

        // A required member is there when the object is made, or reading has failed before.
        if (member.HasRequiredKeyword && checksRequired && isReachable)
            return ReadTarget.Initializer;
        return isReachable && setter is not { IsInitOnly: true } ? ReadTarget.Setter : ReadTarget.HiddenSetter;
    }

    private static bool IsHidden(INamedTypeSymbol type, ISymbol member, bool orOverridden = false)
    {
        for (var t = type; t is not null && !SymbolEqualityComparer.Default.Equals(t, member.ContainingType); t = t.BaseType)
        {
            if (t.GetMembers(member.Name).Any(m => orOverridden || !m.IsOverride))
                return true;
        }

        return false;
    }

    // Most members are their type's own, or public: then the compiler, which would look into every case, need not be asked.
    private bool IsReachable(ISymbol symbol, INamedTypeSymbol type, bool isDocument) =>
        isDocument
            ? SymbolEqualityComparer.Default.Equals(symbol.ContainingType, type) || context.Compilation.IsSymbolAccessibleWithin(symbol, type, type)
            : context.IsVisible(symbol);

    /// <summary>The members of a type that can be named in paths, whether or not it has instances of its own.</summary>
    public EquatableArray<PathMemberModel> StepsOf(INamedTypeSymbol type) =>
        StepsOf(type, new MemberReader(context).Read(type), checksRequired: true);

    private EquatableArray<PathMemberModel> StepsOf(INamedTypeSymbol type, List<JsonMember> members, bool checksRequired)
    {
        // What the emitted types have for themselves, and their own names, which their members must not have.
        var name = mapper.PathNameOf(type);
        var taken = new HashSet<string>(PatchMembers)
        {
            name + "Patch", $"Optional{name}Patch", name + "Fields", $"Optional{name}Fields",
        };
        var steps = new List<PathMemberModel>();
        foreach (var member in members)
        {
            if (!member.IsIgnored && !member.Json.IsExtensionData
                && (MappedOf(type, member) ?? (context.HasProblems ? mapper.StandIn(member.Type) : null)) is { } mapped
                && StepOf(type, member, mapped, taken, checksRequired && member.Json.IsRequired) is { } step)
            {
                steps.Add(step);
            }
        }

        return steps.ToEquatableArray();
    }

    /// <summary>
    /// A required or non-nullable member is always there, so it cannot be removed. A member that nobody else sees, or that another hides, has
    /// no name outside of its type.
    /// </summary>
    private PathMemberModel? StepOf(
        INamedTypeSymbol type, JsonMember member, MappedType mapped, HashSet<string> taken, bool isRequired)
    {
        var visibility = PathVisibilityOf(type, member);
        if (visibility == Visibility.Private)
            return null;

        var isOptional = !isRequired && !member.HasRequiredKeyword && mapped.Type.AllowsNull
            && member.Type.NullableAnnotation != NullableAnnotation.NotAnnotated;
        var name = Names.Escape(member.Symbol.Name);
        while (!taken.Add(name))
            name += "_";

        return new PathMemberModel(
            name,
            member.JsonName,
            isOptional ? mapped.OptionalPatch : mapped.Patch,
            mapped.Field,
            isOptional,
            PathSegments.Of(member.JsonName, context.Conventions),
            visibility == Visibility.Public);
    }

    /// <summary>How far a member can be named in paths.</summary>
    private Visibility PathVisibilityOf(INamedTypeSymbol type, JsonMember member) =>
        !member.CanGet || IsHidden(type, member.Symbol, orOverridden: true) || !context.IsVisible(member.Symbol) ? Visibility.Private
            : member.Symbol.DeclaredAccessibility == Accessibility.Public ? Visibility.Public : Visibility.Internal;

    private List<(IParameterSymbol Parameter, JsonMember? Member)> ParametersOf(
        INamedTypeSymbol type, IMethodSymbol constructor, List<JsonMember> members)
    {
        var result = new List<(IParameterSymbol, JsonMember?)>();
        foreach (var parameter in constructor.Parameters)
        {
            var named = members.Where(m => string.Equals(m.Symbol.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)).ToList();
            var member = named.FirstOrDefault(m => SymbolEqualityComparer.Default.Equals(m.Type, parameter.Type));
            if (parameter.RefKind is not RefKind.None)
                context.Report(Problem.ParameterByReference, parameter, parameter.Name, type.Name);
            else if (member is null && !IsMeta(type, parameter))
                RefuseParameter(type, parameter, named, members);

            result.Add((parameter, member));
        }

        return result;
    }

    private void RefuseParameter(INamedTypeSymbol type, IParameterSymbol parameter, List<JsonMember> named, List<JsonMember> members)
    {
        if (named.Count > 0)
        {
            context.Report(
                Problem.ParameterTypeMismatch, parameter, parameter.Name, Names.ForPeople(parameter.Type), type.Name, named[0].Symbol.Name,
                Names.ForPeople(named[0].Type));
            return;
        }

        // A name that was probably meant helps more than the bare fact.
        var nearest = SimilarNames.Nearest(parameter.Name, members.Select(static m => m.Symbol.Name));
        context.Report(Problem.UnmatchedParameter, parameter, parameter.Name, Names.ForPeople(parameter.Type), type.Name, nearest ?? "");
    }

    /// <summary>Whether the parameter belongs to a metadata member, which is filled after the constructor ran.</summary>
    private bool IsMeta(INamedTypeSymbol type, IParameterSymbol parameter) =>
        type.GetMembers(parameter.Name).Any(m => context.JsonOf(m).IsMeta);

    private ConstructionModel ConstructionOf(
        INamedTypeSymbol type,
        IMethodSymbol constructor,
        List<(IParameterSymbol Parameter, JsonMember? Member)> sources,
        Dictionary<JsonMember, int> indexes,
        List<MemberModel> models,
        bool isDocument,
        bool checksRequired)
    {
        var parameters = sources.Select(s => new ParameterModel(
            Names.Of(s.Parameter.Type),
            s.Member is not null && indexes.TryGetValue(s.Member, out var index) ? index : -1,
            Literals.DefaultOf(s.Parameter)));

        if (isDocument && sources.Count == 0 && type.IsValueType && ConstructorChooser.PrimaryOf(type) is { } primary)
        {
            // Not chosen for reading, but every other constructor of the type has to go through it.
            parameters = primary.Parameters.Select(static p => new ParameterModel(Names.Of(p.Type), -1, null));
        }

        // The compiler wants required members in an initialiser, where one that is filled would lose what it has.
        var fillsRequired = checksRequired && indexes.Any(i => i.Key.HasRequiredKeyword && models[i.Value].Read == ReadTarget.Populate);
        var kind = isDocument
            ? ConstructionKind.Emitted
            : context.Compilation.IsSymbolAccessibleWithin(constructor, context.Compilation.Assembly) && !fillsRequired
                ? ConstructionKind.Existing
                : ConstructionKind.Hidden;
        return new ConstructionModel(
            kind,
            parameters.ToEquatableArray(),
            DeclaresDefaultConstructor: isDocument && !type.IsValueType && constructor.IsImplicitlyDeclared,
            checksRequired);
    }
}
