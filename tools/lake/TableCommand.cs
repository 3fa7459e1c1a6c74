using System.CommandLine;
using Azure.Identity;
using PatientFlow.CommandLine;
using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Lakehouse.Delta;

namespace PatientFlow.Tools.Lake;

/// <summary>Creates the subcommands of <c>lake</c>: each opens one table and does one thing with it.</summary>
internal static class TableCommand
{
    /// <summary>Creates a subcommand.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does.</param>
    /// <param name="options">Its own options, besides the table and <c>--json</c>.</param>
    /// <param name="run">Runs it and returns the exit code.</param>
    public static Command Create(
        string name, string description, IReadOnlyList<Option> options, Func<TableCall, Task<int>> run)
    {
        var root = new Argument<string>("TABLE")
        {
            Description = $"Root of the table: a folder or a place in Azure storage. {LakeAddress.Credentials}",
        };
        var json = new Option<bool>("--json") { Description = "One JSON object a line." };
        var command = new Command(name, description) { root };
        foreach (var option in options) command.Options.Add(option);
        command.Options.Add(json);
        command.SetAction((parsed, cancellationToken) => GuardAsync(async () =>
        {
            var store = new WatchedStore(LakeAddress.Parse(parsed.GetRequiredValue(root)).Open());
            return await run(new TableCall
            {
                Parsed = parsed,
                Store = store,
                Table = await DeltaTable.OpenAsync(store, new LakeOptions(), cancellationToken),
                Json = parsed.GetValue(json),
                CancellationToken = cancellationToken,
            });
        }));
        return command;
    }

    /// <summary>Reports any fault of the table or its store as one line, with exit code 2.</summary>
    private static async Task<int> GuardAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception fault) when (fault is LakeException or IOException or UnauthorizedAccessException
            or AuthenticationFailedException)
        {
            throw new CommandException(fault.Message.ReplaceLineEndings("\n").Split('\n')[0]);
        }
    }
}
