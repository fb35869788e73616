using System.CommandLine;
using Quickstart;
using Quickstart.Import;
using Quickstart.Tour;

var target = new TargetOptions();
var path = new Argument<string>("path")
{
    Description = "A folder or zip archive of JSON documents, laid out as Couchbase's sample archives are (docs/<key>.json).",
};

var import = new Command("import", "Maps a sample archive to typed documents, stores, reads back, compares and patches them.") { path };
import.SetAction((parsed, cancellation) =>
    Session.RunAsync(target.Read(parsed), (session, token) => ImportCommand.RunAsync(session, parsed.GetRequiredValue(path), token), cancellation));

var root = new RootCommand("Settee in a minute: typed documents on a three-node emulator in this process, or on your cluster.") { import };
target.AddTo(root);
root.SetAction((parsed, cancellation) => Session.RunAsync(target.Read(parsed), TourCommand.RunAsync, cancellation));

return await root.Parse(args).InvokeAsync();
