using System.CommandLine;

namespace PatientFlow.Silo.Lake;

/// <summary><c>--limit N</c>.</summary>
internal static class LimitOption
{
    public static Option<int> Create(string description, int otherwise)
    {
        var option = new Option<int>("--limit")
        {
            Description = description, DefaultValueFactory = _ => otherwise, HelpName = "N",
        };
        option.Validators.Add(result =>
        {
            if (result.Errors.Any()) return;
            if (result.GetValueOrDefault<int>() < 0) result.AddError("--limit must be 0 or more.");
        });
        return option;
    }
}
