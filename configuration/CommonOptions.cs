using System.CommandLine;
using Microsoft.Extensions.Configuration;
using PatientFlow.CommandLine;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Patients;

namespace PatientFlow.Configuration;

/// <summary>Options that several commands share, with their descriptions and limits.</summary>
public static class CommonOptions
{
    private const string LakeSetting = "Lake:Root";

    public static Option<string> Data() => new("--data")
    {
        Description = "Folder of event log, grain state and lake.",
        DefaultValueFactory = _ => "data",
        HelpName = "DIR",
    };

    public static Option<string?> Lake() => new("--lake")
    {
        Description = $"The lake: a folder, https://ACCOUNT.blob.core.windows.net/CONTAINER/PATH or "
            + $"abfss://CONTAINER@ACCOUNT.dfs.core.windows.net/PATH. Default: {LakeSetting} of the configuration "
            + $"({LakeSetting.Replace(":", "__")} in the environment), else DIR/lake. {LakeAddress.Credentials}",
        HelpName = "ROOT",
    };

    /// <summary>
    /// Returns the lake's root from command line or configuration; null for the lake in the data folder.
    /// </summary>
    /// <exception cref="CommandException">It is not a valid address.</exception>
    public static string? LakeRoot(string? fromCommandLine)
    {
        var root = fromCommandLine ?? new ConfigurationBuilder()
            .SetBasePath(Directory.GetCurrentDirectory())
            .AddJsonFile("appsettings.json", optional: true)
            .AddEnvironmentVariables()
            .Build()[LakeSetting];
        return root is null ? null : LakeAddress.Parse(root).Text;
    }

    public static Option<string?> Network() => new("--network")
    {
        Description = "JSON file of hospitals, departments and beds. Default: the built-in seven hospitals.",
        HelpName = "FILE",
    };

    public static Option<int> Partitions() => NumberOption.Create(
        "--partitions", "N", "Partitions of a new event log; an existing log must have as many.",
        otherwise: 8, min: 1, max: RowKey.PartitionsMax);

    // At most 10 minutes: a patient who holds events that are not exported must not become idle before (15 minutes).
    public static Option<double> ExportInterval() => NumberOption.Create(
        "--export-interval", "SECONDS", "Seconds between two exports to the lake.", otherwise: 3.0, min: 0.1, max: 600);
}
