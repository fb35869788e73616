using System.Text;
using Settee.Wire;

namespace Settee.Operations;

/// <summary>
/// Parts of a document put together again: objects on the way are made anew, and arrays hold the selected elements alone, in their order.
/// </summary>
internal sealed class ProjectionTree
{
    private readonly List<(PathStep Step, ProjectionTree Child)> _children = [];
    private ReadOnlyMemory<byte>? _json;

    /// <summary>Adds a part; one that is inside of another changes nothing.</summary>
    public void Add(ReadOnlySpan<PathStep> steps, ReadOnlyMemory<byte> json)
    {
        if (_json is not null)
            return;

        if (steps.IsEmpty)
        {
            _json = json;
            return;
        }

        // Objects keep the order of the paths; the last element, whose index is not known, stands behind all others.
        var step = steps[0];
        var at = step.Name is not null ? _children.Count : _children.FindIndex(c => Rank(c.Step) >= Rank(step));
        var known = _children.FindIndex(c => c.Step == step);
        if (known < 0)
            _children.Insert(known = at < 0 ? _children.Count : at, (step, new ProjectionTree()));

        _children[known].Child.Add(steps[1..], json);
    }

    /// <summary>The parts as JSON; an empty object when there are none.</summary>
    public byte[] ToJson()
    {
        var output = new FrameBuffer();
        Write(output);
        return output.Written.ToArray();
    }

    private static long Rank(PathStep step) => step.IsLast ? long.MaxValue : step.Index;

    private void Write(FrameBuffer output)
    {
        if (_json is { } json)
        {
            output.Write(json.Span);
            return;
        }

        var isArray = _children.Count > 0 && _children[0].Step.Name is null;
        output.Write(isArray ? "["u8 : "{"u8);
        for (var i = 0; i < _children.Count; i++)
        {
            var (step, child) = _children[i];
            if (i > 0)
                output.Write(","u8);
            if (step.Name is { } name)
                output.Write(Encoding.UTF8.GetBytes($"\"{name}\":"));
            child.Write(output);
        }

        output.Write(isArray ? "]"u8 : "}"u8);
    }
}
