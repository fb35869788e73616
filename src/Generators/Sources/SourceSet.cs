using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Settee.Generators.Model;

namespace Settee.Generators.Sources;

/// <summary>
/// The files of one compilation. Finds the documents among them, and parses those again on which an edit may have had an effect: a file
/// depends on all files that declare a type of a name that stands in it, on what those depend on, and on what holds for all.
/// </summary>
internal sealed class SourceSet
{
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellationToken;
    private readonly ImmutableArray<SourceFile> _files;
    private readonly ILookup<string, int> _declaring;
    private readonly int[]?[] _dependencies;
    private readonly int[] _everywhere;
    private readonly FingerprintBuilder _fingerprint;
    private readonly Fingerprint _surroundings;

    private SourceSet(Compilation compilation, FingerprintBuilder fingerprint, CancellationToken cancellationToken)
    {
        _compilation = compilation;
        _fingerprint = fingerprint;
        _cancellationToken = cancellationToken;
        _files = [.. compilation.SyntaxTrees.Select(tree => SourceFile.Of(tree, cancellationToken))];
        _declaring = Enumerable.Range(0, _files.Length)
            .SelectMany(index => _files[index].Types.Select(name => (Name: name, Index: index)))
            .SelectMany(static declared => NamesOf(declared.Name).Select(name => (Name: name, declared.Index)))
            .ToLookup(static declared => declared.Name, static declared => declared.Index, StringComparer.Ordinal);
        _dependencies = new int[]?[_files.Length];
        _everywhere = [.. Enumerable.Range(0, _files.Length).Where(index => _files[index].IsEverywhere)];
        _surroundings = FingerprintOfSurroundings();
    }

    /// <summary>The models of all documents, in order of the files. Those of documents that cannot have changed are the same objects as before.</summary>
    public static ImmutableArray<DocumentModel> Documents(Compilation compilation, CancellationToken cancellationToken)
    {
        using var fingerprint = new FingerprintBuilder();
        return new SourceSet(compilation, fingerprint, cancellationToken).Documents();
    }

    private ImmutableArray<DocumentModel> Documents()
    {
        var models = ImmutableArray.CreateBuilder<DocumentModel>();
        var global = new AttributeNames(_files.SelectMany(static file => file.Aliases).Where(static alias => alias.IsGlobal));
        for (var index = 0; index < _files.Length; index++)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            var file = _files[index];
            if (file.Attributed.Count == 0)
                continue;

            var names = file.Aliases.Count == 0 ? global : new AttributeNames(file.Aliases, global);
            Fingerprint? dependencies = null;
            foreach (var type in file.Attributed)
            {
                if (type.Attributes.Any(names.MayBeDocument)
                    && type.ModelIn(_compilation, dependencies ??= FingerprintFrom(index), _cancellationToken) is { } model)
                {
                    models.Add(model);
                }
            }
        }

        return models.ToImmutable();
    }

    /// <summary>Of everything that the declarations of a file may depend on.</summary>
    private Fingerprint FingerprintFrom(int start)
    {
        var reached = new HashSet<int>();
        var open = new Stack<int>();
        Reach(start);
        foreach (var index in _everywhere)
            Reach(index);
        while (open.Count > 0)
        {
            foreach (var index in DependenciesOf(open.Pop()))
                Reach(index);
        }

        _fingerprint.Add(_surroundings);
        foreach (var index in reached.OrderBy(static index => index))
            _fingerprint.Add(_files[index].DeclarationsOf(_cancellationToken).Fingerprint);
        return _fingerprint.Build();

        void Reach(int index)
        {
            if (reached.Add(index))
                open.Push(index);
        }
    }

    private int[] DependenciesOf(int index) =>
        _dependencies[index] ??=
            [.. _files[index].DeclarationsOf(_cancellationToken).Names.SelectMany(name => _declaring[name]).Distinct()];

    /// <summary>Of what every name in every file may depend on: the referenced assemblies, the options, and which namespaces there are.</summary>
    private Fingerprint FingerprintOfSurroundings()
    {
        _fingerprint.Add(_compilation.AssemblyName ?? "");
        _fingerprint.AddIdentity(_compilation.Options);
        foreach (var reference in _compilation.References)
            _fingerprint.AddIdentity(reference);
        foreach (var space in _files.SelectMany(static file => file.Namespaces).Distinct().OrderBy(static space => space, StringComparer.Ordinal))
            _fingerprint.Add(space);
        return _fingerprint.Build();
    }

    /// <summary>The names under which code refers to a type; to an attribute without its suffix.</summary>
    private static IEnumerable<string> NamesOf(string type)
    {
        const string Suffix = "Attribute";
        return type.EndsWith(Suffix, StringComparison.Ordinal) ? [type, type.Substring(0, type.Length - Suffix.Length)] : [type];
    }

    /// <summary>The names that may mean the Document attribute in a file; whether they do is for the compiler to say.</summary>
    private sealed class AttributeNames
    {
        private readonly HashSet<string> _names = new(StringComparer.Ordinal) { "Document", "DocumentAttribute" };

        public AttributeNames(IEnumerable<SourceFile.Alias> aliases, AttributeNames? outer = null)
        {
            if (outer is not null)
                _names.UnionWith(outer._names);
            foreach (var alias in aliases)
            {
                if (_names.Contains(alias.Target))
                    _names.UnionWith(NamesOf(alias.Name));
            }
        }

        public bool MayBeDocument(string attribute) => _names.Contains(attribute);
    }
}
