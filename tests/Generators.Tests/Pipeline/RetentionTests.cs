using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Settee.Generators.Tests.Support;

namespace Settee.Generators.Tests.Pipeline;

/// <summary>An editor makes a compilation per keystroke; none of them may live on in what the generator caches.</summary>
public sealed class RetentionTests
{
    [Fact]
    public void Old_compilations_are_let_go()
    {
        var host = new GeneratorHost(sources: Samples.Shop);
        var old = RunAndForget(host);
        host.Run();

        for (var i = 0; i < 10 && old.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(old.IsAlive);
        GC.KeepAlive(host);
    }

    // In a frame of its own: a local of the test would keep the compilation alive itself.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference RunAndForget(GeneratorHost host)
    {
        host.Run();
        var old = new WeakReference(host.Compilation);
        host.Replace("File0.cs", Samples.Shop[0] + "\n// later");
        return old;
    }
}
