using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Settee.Generators.Sources;

/// <summary>What is known of one file from its text alone. A file that is not edited stays the same object in all compilations that have it.</summary>
internal sealed class SourceFile
{
    // Weak: a file is forgotten with the last compilation that has it. It holds no symbols, so it keeps none alive.
    private static readonly ConditionalWeakTable<SyntaxTree, SourceFile> Files = new();

    private readonly SyntaxTree _tree;
    private readonly List<string> _types = [];
    private readonly List<string> _namespaces = [];
    private readonly List<AttributedType> _attributed = [];
    private readonly List<Alias> _aliases = [];
    private FileDeclarations? _declarations;

    private SourceFile(SyntaxTree tree, CompilationUnitSyntax root)
    {
        _tree = tree;
        IsEverywhere = root.AttributeLists.Count > 0;
        Visit(root.Usings);
        Visit(root.Members, "");

        // What is declared there may stand in for a type of the runtime.
        IsEverywhere |= _namespaces.Contains("Settee");
    }

    /// <summary>The names of the types that are declared in the file, nested ones included.</summary>
    public IReadOnlyList<string> Types => _types;

    public IReadOnlyList<string> Namespaces => _namespaces;

    /// <summary>The types that have attributes, in order.</summary>
    public IReadOnlyList<AttributedType> Attributed => _attributed;

    /// <summary>The names that usings give to types.</summary>
    public IReadOnlyList<Alias> Aliases => _aliases;

    /// <summary>Whether all other files depend on it, by global usings or attributes of the assembly.</summary>
    public bool IsEverywhere { get; private set; }

    public static SourceFile Of(SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (Files.TryGetValue(tree, out var file))
            return file;

        var root = (CompilationUnitSyntax)tree.GetRoot(cancellationToken);
        return Files.GetValue(tree, tree => new SourceFile(tree, root));
    }

    /// <summary>What the file declares; read when somebody asks for it, which of most files nobody does.</summary>
    public FileDeclarations DeclarationsOf(CancellationToken cancellationToken) =>
        _declarations ??= FileDeclarations.Of(_tree, cancellationToken);

    /// <summary>The name behind the last dot.</summary>
    public static string LastNameOf(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    private void Visit(SyntaxList<UsingDirectiveSyntax> usings)
    {
        foreach (var directive in usings)
        {
            var isGlobal = directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword);
            IsEverywhere |= isGlobal;
            if (directive is { Alias.Name.Identifier.ValueText: var alias, Name: { } target })
                _aliases.Add(new Alias(alias, LastNameOf(target), isGlobal));
        }
    }

    private void Visit(SyntaxList<MemberDeclarationSyntax> members, string space)
    {
        foreach (var member in members)
        {
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax inner:
                    var name = (space.Length == 0 ? "" : space + ".") + string.Join(".", PartsOf(inner.Name));
                    _namespaces.Add(name);
                    Visit(inner.Usings);
                    Visit(inner.Members, name);
                    break;
                case TypeDeclarationSyntax type:
                    _types.Add(type.Identifier.ValueText);
                    if (type.AttributeLists.Count > 0)
                        _attributed.Add(new AttributedType(type));
                    Visit(type.Members, space);
                    break;
                case EnumDeclarationSyntax declared:
                    _types.Add(declared.Identifier.ValueText);
                    break;
                case DelegateDeclarationSyntax declared:
                    _types.Add(declared.Identifier.ValueText);
                    break;
                case GlobalStatementSyntax when !_types.Contains("Program"):
                    _types.Add("Program");
                    break;
            }
        }
    }

    private static IEnumerable<string> PartsOf(NameSyntax name) =>
        name is QualifiedNameSyntax qualified ? PartsOf(qualified.Left).Append(qualified.Right.Identifier.ValueText) : [LastNameOf(name)];

    /// <summary>A using that gives a type another name.</summary>
    /// <param name="Name">The name it gives.</param>
    /// <param name="Target">The name it stands for, without what is in front of the last dot.</param>
    /// <param name="IsGlobal">Whether it holds for all files.</param>
    internal sealed record Alias(string Name, string Target, bool IsGlobal);
}
