namespace Integration.Tests.Cli;

/// <summary>The commands judge what they measure, so their tests do not run beside those that load the machine on purpose.</summary>
[CollectionDefinition(nameof(CliCollection), DisableParallelization = true)]
public sealed class CliCollection;
