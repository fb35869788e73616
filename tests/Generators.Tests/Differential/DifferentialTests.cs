namespace Settee.Generators.Tests.Differential;

/// <summary>Generated codecs do what System.Text.Json does: same bytes, same values, same errors at the same paths.</summary>
public sealed class DifferentialTests
{
    public static TheoryData<string> Types => [.. Zoo.Cases.Select(static c => c.ToString())];

    [Theory]
    [MemberData(nameof(Types))]
    public void Writes_are_equal(string type) => Case(type).Compare_writes();

    [Theory]
    [MemberData(nameof(Types))]
    public void Reads_are_equal(string type) => Case(type).Compare_reads();

    [Theory]
    [MemberData(nameof(Types))]
    public void Members_are_read_by_path_as_in_the_whole(string type) => Case(type).Compare_reads_by_path();

    [Theory]
    [MemberData(nameof(Types))]
    public void Reads_of_mutated_documents_are_equal(string type) => Case(type).Compare_reads_of_mutations();

    [Theory]
    [MemberData(nameof(Types))]
    public void Reads_of_truncated_documents_are_equal(string type) => Case(type).Compare_reads_of_truncations();

    /// <summary>All but the type that writes one member under two names: which of them counts depends on their order, which damage changes.</summary>
    public static TheoryData<string> TypesToDamage => [.. Zoo.Cases.Select(static c => c.ToString()).Where(static type => type != "LayerThree")];

    /// <summary>SETTEE_FUZZ_CASES sets the number of damaged documents per type for long runs.</summary>
    [Theory]
    [MemberData(nameof(TypesToDamage))]
    public void Reads_of_damaged_documents_are_equal(string type) =>
        Case(type).Compare_reads_of_damage(int.TryParse(Environment.GetEnvironmentVariable("SETTEE_FUZZ_CASES"), out var count) ? count : 300);

    private static ZooCase Case(string type) => Zoo.Cases.Single(c => c.ToString() == type);
}
