using Microsoft.CodeAnalysis;

namespace Settee.Generators.Parsing;

/// <summary>What can be wrong with a document. The analyzers give each a rule; the generator only counts them.</summary>
internal enum Problem
{
    NotPartial,
    ContainerNotPartial,
    GenericDocument,
    FileLocalDocument,
    AbstractDocument,
    UnusableKeyspace,
    UnusableExpiry,
    MissingKey,
    MalformedKey,
    UnknownKeyMember,
    UnsupportedKeyMember,
    AmbiguousKey,
    UnsupportedMemberType,
    NativeNumber,
    UnsupportedFrameworkType,
    NumberWithoutJson,
    UnreadableCollection,
    MultidimensionalArray,
    UnsupportedDictionaryKey,
    AbstractMemberType,
    InaccessibleMemberType,
    UnusableConverter,
    UnsupportedAttribute,
    DuplicateDiscriminator,
    DuplicateDerivedType,
    NotDerivedType,
    UnusableDerivedType,
    DiscriminatorCollision,
    DuplicateExtensionData,
    ExtensionDataType,
    DuplicateJsonName,
    SeveralConstructors,
    SeveralJsonConstructors,
    InaccessibleConstructor,
    UnmatchedParameter,
    ParameterTypeMismatch,
    ParameterByReference,
    IgnoredRequiredMember,
    NullConditionOnValueType,
    UnusableDefaults,
    MisplacedAttribute,
    WrongMetaType,
    DuplicateMeta,
    TakenMemberName,
    TakenAccessor,

    // From here on suspicions: the document works.
    SharedAccessor,
    PrivateSetter,
    GetOnlyMember,
    GetOnlyCollection,
    OverrideWithOtherName,
    ReversedStack,
    CyclicType,
}

/// <summary>Receives the problems that parsing finds. The generator has none: it reports nothing.</summary>
internal interface IProblemSink
{
    /// <summary>Reports a problem at a place.</summary>
    /// <param name="problem">What is wrong.</param>
    /// <param name="location">Where.</param>
    /// <param name="arguments">The arguments of the message.</param>
    void Report(Problem problem, Location? location, params string[] arguments);
}
