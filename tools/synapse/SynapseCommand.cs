using System.CommandLine;

namespace PatientFlow.Tools.Synapse;

/// <summary><c>synapse</c>: writes the T-SQL for Synapse serverless and the KPIs for DuckDB, or the data dictionary.</summary>
internal static class SynapseCommand
{
    public static RootCommand Create()
    {
        var folder = new Option<DirectoryInfo>("--out")
        {
            Description = "Folder to write the scripts to; made where it is missing.",
            HelpName = "DIR",
            DefaultValueFactory = _ => new DirectoryInfo("synapse"),
        };
        var dictionary = new Option<FileInfo>("--dictionary")
        {
            Description = "Write the data dictionary to a file instead.",
            HelpName = "FILE",
        };
        var command = new RootCommand("Writes the T-SQL scripts for Azure Synapse serverless SQL.")
        {
            folder, dictionary,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(dictionary) is { } page) File.WriteAllText(page.FullName, DataDictionary.Page);
            else Write(parsed.GetRequiredValue(folder), parsed.InvocationConfiguration.Output);
        });
        return command;
    }

    private static void Write(DirectoryInfo folder, TextWriter output)
    {
        foreach (var script in SynapseScripts.All)
        {
            var path = Path.Combine(folder.FullName, script.FileName);
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? folder.FullName);
            File.WriteAllText(path, script.Text); // UTF-8 without a byte order mark.
            output.WriteLine($"{script.FileName}  {script.Text.AsSpan().Count('\n')} lines");
        }
    }
}
