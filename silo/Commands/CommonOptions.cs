using System.CommandLine;
using PatientFlow.Lifecycle;
using PatientFlow.Silo.Hosting;
using PatientFlow.Silo.Warehouse;

namespace PatientFlow.Silo.Commands;

/// <summary>Options that several commands share, each with its words and limits.</summary>
internal static class CommonOptions
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

    /// <summary>The lake's root that the command line or the configuration names; null for the one in the data folder.</summary>
    /// <exception cref="CommandFailure">It names no place.</exception>
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

    public static Option<int> Partitions()
    {
        var option = new Option<int>("--partitions")
        {
            Description = "Partitions of a new event log; an existing log must have as many.",
            DefaultValueFactory = _ => 8,
            HelpName = "N",
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > RowKey.PartitionsMax)
                result.AddError($"--partitions must be 1 to {RowKey.PartitionsMax}.");
        });
        return option;
    }

    public static Option<double> ExportInterval()
    {
        var option = new Option<double>("--export-interval")
        {
            Description = "Seconds between two exports to the lake.",
            DefaultValueFactory = _ => 3,
            HelpName = "SECONDS",
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0.1 and <= 3600))
                result.AddError("--export-interval must be 0.1 to 3600 seconds.");
        });
        return option;
    }
}
