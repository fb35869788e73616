using System.Buffers.Binary;
using Settee.Dispatch;
using Settee.Transport;
using Settee.Wire;

namespace Settee.Operations;

/// <summary>What a refused mutation of paths means.</summary>
internal static class SubdocErrors
{
    /// <summary>The error of a refused mutation of paths: the answer names the one that failed.</summary>
    /// <param name="request">The mutation.</param>
    /// <param name="frame">The answer.</param>
    /// <param name="specs">The changes as they were sent.</param>
    public static Exception Of(RoutedRequest request, in ResponseFrame frame, ReadOnlySpan<byte> specs)
    {
        // Index of the failed change (one byte) and its status.
        if (frame.Status is not (Status.SubdocMultiPathFailure or Status.SubdocMultiPathFailureDeleted) || frame.Value.Length < 3)
            return StatusErrors.For(request, frame.Status);

        var status = (Status)BinaryPrimitives.ReadUInt16BigEndian(frame.Value[1..]);
        var path = SubdocSpecs.PathAt(specs, frame.Value[0], mutation: true);
        return StatusErrors.ForPath(status, path, RequestErrors.ContextOf(request)) ?? StatusErrors.For(request, status);
    }
}
