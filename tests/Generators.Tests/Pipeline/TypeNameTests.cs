using Microsoft.CodeAnalysis;
using Settee.Generators.Parsing;
using Settee.Generators.Tests.Support;

namespace Settee.Generators.Tests.Pipeline;

/// <summary>Names that are put together by hand are those that the compiler would give.</summary>
public sealed class TypeNameTests
{
    private const string Source =
        """
        namespace Shop.@class.record
        {
            public class @int { public enum @event { A } public struct Inner<T> { public class Deep<U>; } }
            public record @record<T>(T? Value);
        }

        namespace Shop
        {
            public class Plain { public class Nested { public enum Kind { A } } }
            public class Pair<X, Y> { public X? First; public Y Second = default!; public X[]? Several; public class Part<Z> { public Z? Value; } }
            public delegate void Handler();

            public unsafe class Holder
            {
                public object A = ""; public object? B; public string C = ""; public string? D; public dynamic? E; public bool F; public char? G;
                public sbyte H; public byte I; public short J; public ushort K; public int L; public uint M; public long N; public ulong? O;
                public float P; public double Q; public decimal? R; public nint S; public nuint? T; public IntPtr U; public Int128 V; public Half? W;
                public Guid X; public DateTime? Y; public Uri? Z;
                public int[] Aa = []; public string?[]? Ab; public int[,] Ac = new int[1, 1]; public int[][,]? Ad; public List<int[]?>? Ae;
                public (int, string?) Af; public (int A, List<string?>? B)? Ag; public ValueTuple<int> Ah; public KeyValuePair<string, int?>? Ai;
                public Dictionary<string, List<Plain?>>? Aj; public Plain.Nested.Kind? Ak; public Plain.Nested? Al;
                public Pair<Plain?, Pair<int?, string?>>.Part<Uri?>? Am; public Pair<int, string>? An;
                public global::Shop.@class.record.@int? Ao; public global::Shop.@class.record.@int.@event Ap;
                public global::Shop.@class.record.@int.Inner<string?>.Deep<int>? Aq; public global::Shop.@class.record.@record<string>? Ar;
                public Handler? As; public Action<int?>? At; public void* Au; public delegate*<int, void> Av; public DayOfWeek? Aw; public Missing? Ax;
                public IEnumerable<KeyValuePair<string, object?>> Ay = []; public System.Collections.Immutable.ImmutableArray<string?> Az;
            }
        }

        public class Rootless { public class Inner; public Rootless? Itself; public Inner?[]? Inners; }
        """;

    [Fact]
    public void A_name_is_the_one_that_the_compiler_displays()
    {
        var compilation = new GeneratorHost(sources: Source).Compilation;
        var types = compilation.GetSymbolsWithName(static _ => true, SymbolFilter.Member)
            .OfType<IFieldSymbol>()
            .Select(static f => f.Type)
            .Concat(compilation.GetSymbolsWithName(static _ => true, SymbolFilter.Type).Cast<ITypeSymbol>())
            .ToList();

        Assert.True(types.Count > 60);
        Assert.All(types, static type =>
        {
            Assert.Equal(type.ToDisplayString(TypeNames.Format), TypeNames.Of(type));
            Assert.Equal(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(TypeNames.Format), TypeNames.WithoutNull(type));
        });
    }

    [Fact]
    public void A_namespace_is_the_one_that_the_compiler_displays()
    {
        var compilation = new GeneratorHost(sources: Source).Compilation;
        var spaces = compilation.GetSymbolsWithName(static _ => true, SymbolFilter.Namespace).Cast<INamespaceSymbol>().ToList();
        Assert.True(spaces.Count > 2);
        Assert.All(spaces, static space => Assert.Equal(
            string.Join(".", space.ToDisplayParts().Where(static p => p.Kind == SymbolDisplayPartKind.NamespaceName).Select(static p => p.Symbol!.Name)),
            TypeNames.OfNamespace(space)));
        Assert.Equal("", TypeNames.OfNamespace(compilation.GlobalNamespace));
    }
}
