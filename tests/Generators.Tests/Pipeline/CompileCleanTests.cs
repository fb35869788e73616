using Microsoft.CodeAnalysis;
using Settee.Generators.Tests.Support;

namespace Settee.Generators.Tests.Pipeline;

/// <summary>Emitted code compiles without a warning, whatever the settings and names of the project around it.</summary>
public sealed class CompileCleanTests
{
    [Theory]
    [InlineData(NullableContextOptions.Enable, true)]
    [InlineData(NullableContextOptions.Enable, false)]
    [InlineData(NullableContextOptions.Disable, false)]
    [InlineData(NullableContextOptions.Warnings, true)]
    public void Any_setting_compiles(NullableContextOptions nullable, bool isChecked)
    {
        var host = new GeneratorHost(sources: Samples.Shop.Select(s => nullable == NullableContextOptions.Enable ? s : s.Replace("?", "", StringComparison.Ordinal)));
        host.Compilation = host.Compilation.WithOptions(host.Compilation.Options.WithNullableContextOptions(nullable).WithOverflowChecks(isChecked));
        Assert.Empty(host.Compile().Diagnostics);
    }

    [Fact]
    public void Types_named_like_namespaces_of_the_framework_do_not_get_in_the_way()
    {
        var host = new GeneratorHost(sources:
        [
            """
            namespace Shop;

            [Document("things", Key = "k::{Id}")]
            public partial class Thing
            {
                public int Id { get; set; }
                public System? System { get; set; }
                public List<string>? String { get; set; }
            }

            public class System { public Settee? Settee { get; set; } }
            public class Settee { public int Documents { get; set; } }
            public class Span;
            public class String;
            """,
        ]);
        Assert.Empty(host.Compile().Diagnostics);
    }

    [Theory]
    [InlineData("Tracked", "public abstract class Tracked { public int Id { get; set; } }")]
    [InlineData("Tracked<string>", "public abstract class Tracked<T> { public int Id { get; set; } }")]
    public void Inherited_members_of_keys_can_be_referred_to(string parent, string declaration)
    {
        var host = new GeneratorHost(sources:
        [
            $"namespace Shop; [Document(\"things\", Key = \"k::{{Id}}\")] public partial class Thing : {parent};",
            "namespace Shop; " + declaration,
        ]);
        Assert.Empty(host.Compile().Diagnostics);
    }

    [Fact]
    public void Friend_assemblies_do_not_get_in_each_others_way()
    {
        // Each emits a codec and a patch for the types of the first one, and sees what the other has emitted.
        var domain = new GeneratorHost(sources: [.. Samples.Shop.Select(static s => s.Replace("public ", "internal ", StringComparison.Ordinal).Replace("internal int", "public int", StringComparison.Ordinal)),
            """[assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Shop.Web")]"""]);
        var (compiled, diagnostics) = domain.Compile();
        Assert.Empty(diagnostics);
        using var image = new MemoryStream();
        Assert.True(compiled.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);

        var web = new GeneratorHost(sources:
        [
            """
            namespace Shop;

            [Document("sales.basket", Key = "basket::{Id}")]
            internal partial class Basket
            {
                public int Id { get; set; }
                public List<Line>? Lines { get; set; }
                public Address? ShipTo { get; set; }
                public Level Level { get; set; }
            }
            """,
        ]);
        web.Compilation = web.Compilation.WithAssemblyName("Shop.Web").AddReferences(MetadataReference.CreateFromImage(image.ToArray()));
        Assert.Empty(web.Compile().Diagnostics);
    }

    [Fact]
    public void Documentation_is_complete()
    {
        var host = new GeneratorHost(sources: Samples.Shop.Select(static s => "#pragma warning disable CS1591\n" + s));
        host.Compilation = host.Compilation.WithOptions(
            host.Compilation.Options.WithSpecificDiagnosticOptions([new("CS1591", ReportDiagnostic.Error), new("CS1701", ReportDiagnostic.Suppress)]));

        // Without the pragma of the emitted files, which is there for members that only repeat the user's.
        var result = host.Run();
        var compilation = host.Compilation.AddSyntaxTrees(result.GeneratedSources.Select(s => Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(
            s.SourceText.ToString().Replace("CS0612, CS0618, CS1591", "CS0612, CS0618", StringComparison.Ordinal),
            (Microsoft.CodeAnalysis.CSharp.CSharpParseOptions)host.Compilation.SyntaxTrees[0].Options,
            s.HintName)));
        Assert.Empty(compilation.GetDiagnostics().Where(static d => d.Severity >= DiagnosticSeverity.Warning));
    }

    [Fact]
    public void A_member_without_initial_value_is_still_warned_about()
    {
        // The emitted constructor replaces the implicit one, and must not swallow what the compiler says of it.
        var host = new GeneratorHost(sources: Samples.Document("public string Name { get; set; }"));
        Assert.Contains(host.Compile().Diagnostics, static d => d.Id == "CS8618");
    }
}
