using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Settee.Dispatch;
using Settee.Wire;

namespace Settee.Operations;

/// <summary>
/// The paths that are left of a document (SDK-RFC 53). As many as a lookup takes are asked of the server; of more, the whole document is
/// read and the rest left out here.
/// </summary>
internal sealed class Projection
{
    private readonly (byte[] Path, PathStep[] Steps)[] _paths;

    /// <param name="paths">At least one.</param>
    /// <exception cref="InvalidArgumentException">There is none, or one is no path.</exception>
    public Projection(ReadOnlySpan<string> paths)
    {
        if (paths.IsEmpty)
            throw new InvalidArgumentException("A projection without paths would leave nothing; use ExistsAsync to ask whether there is a document.");

        _paths = new (byte[], PathStep[])[paths.Length];
        for (var i = 0; i < paths.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(paths[i]);
            _paths[i] = (Encoding.UTF8.GetBytes(paths[i]), PathStep.Parse(paths[i]));
        }
    }

    /// <summary>Whether a lookup takes the paths.</summary>
    /// <param name="others">How many paths there are besides.</param>
    public bool FitsBeside(int others) => _paths.Length + others <= ProtocolLimits.MaxSubdocPaths;

    /// <summary>Writes the paths as questions.</summary>
    public void Write(FrameBuffer body)
    {
        foreach (var (path, _) in _paths)
            SubdocSpecs.Write(body, Opcode.SubdocGet, SubdocPathFlags.None, path);
    }

    /// <summary>Puts the answers together; paths that lead nowhere are left out.</summary>
    public byte[] Assemble(ref LookupAnswers answers)
    {
        var tree = new ProjectionTree();
        foreach (var (path, steps) in _paths)
        {
            var status = answers.Take(out var value);
            if (status == Status.Success)
                tree.Add(steps, value.ToArray());
            else if (status is not (Status.SubdocPathNotFound or Status.SubdocPathMismatch))
                throw answers.ErrorOf(status, path);
        }

        return tree.ToJson();
    }

    /// <summary>Leaves out of a document what no path leads to.</summary>
    /// <exception cref="DocumentNotJsonException">It is no JSON.</exception>
    public byte[] Apply(ReadOnlySpan<byte> document, IOperationSubject subject)
    {
        try
        {
            using var parsed = JsonDocument.Parse(document.ToArray());
            var tree = new ProjectionTree();
            foreach (var (_, steps) in _paths)
            {
                if (TryFind(parsed.RootElement, steps, out var found))
                    tree.Add(steps, JsonMarshal.GetRawUtf8Value(found).ToArray());
            }

            return tree.ToJson();
        }
        catch (JsonException e)
        {
            throw new DocumentNotJsonException($"the stored document is no JSON: {e.Message}", subject.Describe(), e);
        }
    }

    private static bool TryFind(JsonElement root, PathStep[] steps, out JsonElement found)
    {
        found = root;
        foreach (var step in steps)
        {
            if (step.Text is { } name)
            {
                if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(name, out found))
                    return false;
            }
            else
            {
                var count = found.ValueKind == JsonValueKind.Array ? found.GetArrayLength() : 0;
                var index = step.IsLast ? count - 1 : step.Index;
                if (index < 0 || index >= count)
                    return false;
                found = found[index];
            }
        }

        return true;
    }
}
