using System.CommandLine;
using PatientFlow.Lifecycle;

namespace PatientFlow.Silo.Commands;

/// <summary>Options that several commands share, each with its words and limits.</summary>
internal static class CommonOptions
{
    public static Option<string> Data() => new("--data")
    {
        Description = "Folder of event log, grain state and lake.",
        DefaultValueFactory = _ => "data",
        HelpName = "DIR",
    };

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
