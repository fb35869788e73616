namespace Integration.Tests.Chaos;

/// <summary>Here the clock moves when the process has nothing left to do, so nothing else may run in it.</summary>
[CollectionDefinition(nameof(ChaosCollection), DisableParallelization = true)]
public sealed class ChaosCollection;
