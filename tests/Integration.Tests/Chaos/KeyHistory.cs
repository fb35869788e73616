using Settee;

namespace Integration.Tests.Chaos;

/// <summary>
/// What one writer knows of one key. The writer is the only one, so after every acknowledged write exactly one value can be stored; a
/// write whose outcome is unknown adds a second possibility, until a later acknowledged one settles it.
/// </summary>
internal sealed class KeyHistory(int key)
{
    private readonly List<int?> _possible = [null];
    private readonly List<string> _log = [];
    private Cas _lastCas;
    private int _next = 1;
    private int _operations;

    public int Key { get; } = key;

    /// <summary>Operations that have ended, one way or the other.</summary>
    public int Operations => Volatile.Read(ref _operations);

    /// <summary>Values rise with every write, so that an old value that comes back is recognised.</summary>
    public int NextValue() => _next++;

    /// <summary>The value is stored, or with null the key is removed.</summary>
    public void Acknowledged(int? value, Cas cas)
    {
        Log($"ack {Show(value)} {cas}");
        Assert.True(cas.Value > _lastCas.Value, Describe($"the CAS went from {_lastCas} to {cas}"));
        _lastCas = cas;
        _possible.Clear();
        _possible.Add(value);
    }

    /// <summary>The write may or may not have happened, or may still happen.</summary>
    public void Unknown(int? value, Exception error)
    {
        Log($"unknown {Show(value)}: {error.GetType().Name}");
        _possible.Add(value);
    }

    /// <summary>The write did certainly not happen.</summary>
    public void Refused(int? value, Exception error) => Log($"refused {Show(value)}: {error.GetType().Name}");

    /// <summary>A read saw this value: it must be possible, and the version must not have gone back.</summary>
    public void Observed(int? value, Cas cas)
    {
        Log($"read {Show(value)} {cas}");
        Assert.True(_possible.Contains(value), Describe($"read {Show(value)}, possible: {string.Join(", ", _possible.Select(Show))}"));
        if (value is null)
            return;

        Assert.True(cas.Value >= _lastCas.Value, Describe($"the CAS went back from {_lastCas} to {cas}"));
        _lastCas = cas;
    }

    private void Log(string entry)
    {
        _log.Add(entry);
        Volatile.Write(ref _operations, _log.Count);
    }

    private static string Show(int? value) => value?.ToString() ?? "nothing";

    private string Describe(string problem) => $"key {Key}: {problem}\n  {string.Join("\n  ", _log.TakeLast(20))}";
}
