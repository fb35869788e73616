using System.Globalization;
using System.Text;
using Settee.Wire;

namespace Settee.Dispatch;

/// <summary>Builds the errors of requests that ended without a usable answer, and the context that every error of a request shows.</summary>
internal static class RequestErrors
{
    public static OperationContext ContextOf(RoutedRequest request) =>
        request.Collection.ContextOf(request.OperationName, Encoding.UTF8.GetString(request.Key)) with
        {
            Node = request.LastNode,
            Attempts = request.Attempts,
            RetryReasons = request.RetryReasons,
            LastStatus = request.LastStatus?.Describe(),
            ServerMessage = request.ServerMessage,
            Elapsed = request.Elapsed,
            Timeout = request.Timeout,
            Obstacle = request.Obstacle?.Message,
        };

    public static Exception TimedOut(RoutedRequest request)
    {
        var context = ContextOf(request);
        var limit = string.Create(CultureInfo.InvariantCulture, $"within {request.Timeout.TotalMilliseconds:0.#} ms");
        if (request.MayHaveRun && !request.IsIdempotent)
        {
            return new AmbiguousTimeoutException(
                $"no answer {limit}; the server may or may not have executed it", context, request.Obstacle);
        }

        return new UnambiguousTimeoutException(
            request.Attempts == 0 ? $"it could not be sent {limit}" : $"no result {limit}", context, request.Obstacle);
    }

    public static Exception LostInFlight(RoutedRequest request) => new RequestCanceledException(
        "the connection broke while it was in flight, and it is not repeated because the server may have executed it",
        ContextOf(request),
        request.Obstacle);

    public static Exception Disposed(RoutedRequest request) =>
        new RequestCanceledException("the cluster was disposed meanwhile", ContextOf(request));

    public static Exception TooFewReplicas(RoutedRequest request, int replicas) => new DurabilityImpossibleException(
        $"{request.RequiredReplicas} replicas are needed, and the cluster map has nodes for {replicas}; nothing was written",
        ContextOf(request));

    public static Exception FeatureMissing(RoutedRequest request, HelloFeature feature, string node) => new FeatureNotAvailableException(
        $"the node {request.Collection.Dispatcher.Redaction.System(node)} did not negotiate {feature}, which it needs; nothing was sent",
        ContextOf(request));
}
