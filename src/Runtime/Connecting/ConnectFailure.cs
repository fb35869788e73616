using Settee.Topology;

namespace Settee.Connecting;

/// <summary>The steps from a host name to a usable connection, in their order.</summary>
internal enum ConnectStep
{
    Resolve,
    Connect,
    Tls,
    Hello,
    ErrorMap,
    Authenticate,
    SelectBucket,
    ClusterMap,
}

/// <summary>Why one node could not be connected to.</summary>
internal sealed record ConnectFailure(NodeEndpoint Node, ConnectStep Step, Exception Cause)
{
    public override string ToString() => $"{Node} failed at {Step.Describe()}: {Cause.Message}";

    /// <summary>The same failure with a sentence more.</summary>
    public ConnectFailure WithHint(string hint) => this with
    {
        Cause = Cause is TimeoutException ? new TimeoutException($"{Cause.Message} {hint}", Cause) : new IOException($"{Cause.Message} {hint}", Cause),
    };

    /// <summary>What a cancelled wait means: the deadline of the attempt is the only thing that ends one early.</summary>
    public static Exception CauseOf(Exception exception) => exception is OperationCanceledException
        ? new TimeoutException("There was no answer before the attempt was given up.", exception)
        : exception;

    /// <summary>Why one connection could not be made, without the words around it.</summary>
    public static string Explain(Exception failure) =>
        failure is ConnectFailedException { Failures: { Count: > 0 } failures } ? string.Join("; ", failures) : failure.Message;
}

/// <summary>The steps in words.</summary>
internal static class ConnectSteps
{
    public static string Describe(this ConnectStep step) => step switch
    {
        ConnectStep.Resolve => "name resolution",
        ConnectStep.Connect => "the TCP connection",
        ConnectStep.Tls => "the TLS handshake",
        ConnectStep.Hello => "HELLO",
        ConnectStep.ErrorMap => "the error map",
        ConnectStep.Authenticate => "authentication",
        ConnectStep.SelectBucket => "selecting the bucket",
        _ => "the cluster map",
    };
}
