using System.Diagnostics;
using System.Globalization;
using Settee.Benchmarks.Documents;

namespace Settee.Benchmarks;

/// <summary>
/// The codecs against System.Text.Json in a few seconds, even on a machine that does other things: both sides take turns of some
/// milliseconds, and the least disturbed turn of each counts. The benchmarks of <see cref="CodecBenchmarks{T}"/> are the same calls.
/// </summary>
internal static class CodecComparison
{
    private const int Rounds = 60;
    private static readonly TimeSpan TurnLength = TimeSpan.FromMilliseconds(4);

    public static int Run()
    {
        Console.WriteLine("document  direction   Settee ns      STJ ns   ratio");
        double[] ratios = [.. Compare<Order>(), .. Compare<Sensor>(), .. Compare<Nested>(), .. Compare<Words>(), .. Compare<Samples>()];
        var mean = Math.Exp(ratios.Average(Math.Log));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"geometric mean {mean:0.00}, least {ratios.Min():0.00}"));
        return 0;
    }

    private static IEnumerable<double> Compare<T>()
        where T : class, IBenchmarkDocument<T>
    {
        var codecs = new CodecBenchmarks<T>();
        codecs.SetUp();
        yield return Compare(typeof(T).Name, "write", () => codecs.WriteSettee(), () => codecs.WriteSystemTextJson());
        yield return Compare(typeof(T).Name, "read", () => codecs.ReadSettee(), () => codecs.ReadSystemTextJson());
    }

    private static double Compare(string document, string direction, Action settee, Action other)
    {
        var calls = CallsPerTurn(settee);
        CallsPerTurn(other);
        double best = double.MaxValue, otherBest = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            best = Math.Min(best, Turn(settee, calls));
            otherBest = Math.Min(otherBest, Turn(other, calls));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{document,-9} {direction,-9} {best,11:0} {otherBest,11:0} {otherBest / best,7:0.00}"));
        return otherBest / best;
    }

    // Long enough before, too, for the compiler to have reached its last tier.
    private static int CallsPerTurn(Action call)
    {
        var calls = 0;
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < TurnLength * 100; calls++)
            call();

        return Math.Max(1, calls / 100);
    }

    private static double Turn(Action call, int calls)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < calls; i++)
            call();

        return Stopwatch.GetElapsedTime(started).TotalNanoseconds / calls;
    }
}
