using BenchmarkDotNet.Running;
using Settee.Benchmarks;

if (args is ["throughput", ..])
    return await Throughput.RunAsync(args.ElementAtOrDefault(1));

if (args is ["compile"])
    return await CompileTime.RunAsync();

if (args is ["codecs"])
    return CodecComparison.Run();

BenchmarkSwitcher.FromAssembly(typeof(Throughput).Assembly).Run(args);
return 0;
