using System.IO.Compression;

namespace Quickstart.Import;

/// <summary>One JSON document of an archive, not parsed yet.</summary>
internal readonly record struct SampleDocument(string Key, byte[] Json);

/// <summary>
/// Documents in the layout of Couchbase's sample archives: <c>&lt;anything&gt;/docs/&lt;key&gt;.json</c>, in a zip or unpacked. A folder or
/// zip without a <c>docs</c> folder is taken as the documents themselves.
/// </summary>
internal static class SampleArchive
{
    private const string Extension = ".json";
    private const string DocumentFolder = "docs";
    private const string DesignFolder = "design_docs";

    public static IReadOnlyList<SampleDocument> Read(string path)
    {
        try
        {
            var documents = Directory.Exists(path) ? ReadFolder(path)
                : File.Exists(path) ? ReadZip(path)
                : throw new UnusableInputException($"There is neither a file nor a folder '{path}'.");
            return documents.Count > 0 ? documents : throw new UnusableInputException($"'{path}' contains no JSON documents ({DocumentFolder}/<key>{Extension}).");
        }
        catch (InvalidDataException e)
        {
            throw new UnusableInputException($"'{path}' is no readable zip archive: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException($"'{path}' cannot be read: {e.Message}", e);
        }
    }

    private static List<SampleDocument> ReadFolder(string path)
    {
        var files = Directory.EnumerateFiles(path, "*" + Extension, SearchOption.AllDirectories)
            .Select(file => (File: file, Name: Path.GetRelativePath(path, file).Replace('\\', '/')));
        return [.. DocumentsOf(files, file => file.Name).Select(file => new SampleDocument(KeyOf(file.Name), File.ReadAllBytes(file.File)))];
    }

    private static List<SampleDocument> ReadZip(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        var documents = new List<SampleDocument>();
        foreach (var entry in DocumentsOf(archive.Entries, entry => entry.FullName))
        {
            using var stream = entry.Open();
            using var content = new MemoryStream();
            stream.CopyTo(content);
            documents.Add(new SampleDocument(KeyOf(entry.FullName), content.ToArray()));
        }

        return documents;
    }

    private static IEnumerable<T> DocumentsOf<T>(IEnumerable<T> files, Func<T, string> nameOf)
    {
        var json = files.Where(file => nameOf(file).EndsWith(Extension, StringComparison.OrdinalIgnoreCase)).ToList();
        var inDocumentFolder = json.Where(file => HasFolder(nameOf(file), DocumentFolder)).ToList();
        return (inDocumentFolder.Count > 0 ? inDocumentFolder : json.Where(file => !HasFolder(nameOf(file), DesignFolder)))
            .OrderBy(nameOf, StringComparer.Ordinal);
    }

    private static bool HasFolder(string name, string folder) => name.Split('/')[..^1].Contains(folder, StringComparer.Ordinal);

    private static string KeyOf(string name) => Path.GetFileNameWithoutExtension(name);
}
