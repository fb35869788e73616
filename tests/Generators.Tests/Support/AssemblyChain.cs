using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace Settee.Generators.Tests.Support;

/// <summary>Assemblies that are compiled in memory one after the other, each with the generator and with those before it in sight, and then run.</summary>
internal sealed class AssemblyChain : AssemblyLoadContext
{
    private readonly List<MetadataReference> _references = [];
    private readonly Dictionary<string, byte[]> _images = [];

    /// <summary>Compiles an assembly that references all those before it; warnings are errors.</summary>
    public AssemblyChain Add(string name, params IEnumerable<string> sources)
    {
        var host = new GeneratorHost(sources: sources);
        host.Compilation = host.Compilation.WithAssemblyName(name).AddReferences(_references);
        var (compilation, diagnostics) = host.Compile();
        Assert.Empty(diagnostics);

        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        _images.Add(name, image.ToArray());
        _references.Add(MetadataReference.CreateFromImage(image.ToArray()));
        return this;
    }

    /// <summary>Calls a static method of the last assembly.</summary>
    public object? Run(string type, string method, params object?[] arguments) =>
        LoadFromAssemblyName(new AssemblyName(_images.Keys.Last())).GetType(type)!.GetMethod(method)!.Invoke(null, arguments);

    protected override Assembly? Load(AssemblyName assemblyName) =>
        _images.TryGetValue(assemblyName.Name!, out var image) ? LoadFromStream(new MemoryStream(image)) : null;
}
