using System.CommandLine;
using PatientFlow.CommandLine;

namespace PatientFlow.Silo.Screen;

/// <summary>Options about what the silo tells whoever started it.</summary>
internal sealed class ScreenOptions
{
    private readonly Option<bool> verbose = new("--verbose")
    {
        Description = "Show the whole log, with categories and stack traces, instead of a line that is kept up to date. "
            + "Where output is no terminal, the log is shown anyway, unless --status-every is given.",
    };

    private readonly Option<double> statusEvery = NumberOption.Create(
        "--status-every", "SECONDS",
        "Where output is no terminal: instead of the log, short lines as on one, with the figures this often; 0 for the log.",
        otherwise: 0.0, min: 0, max: 86_400);

    private readonly Option<string?> readyFile = new("--ready-file")
    {
        Description = "Write the address of the API to this file as soon as the silo serves; for scripts.",
        HelpName = "FILE",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        Option[] options = [verbose, statusEvery, readyFile];
        foreach (var option in options) command.Add(option);
    }

    /// <summary>Returns the settings that the command line asks for.</summary>
    public ScreenSettings Read(ParseResult line) => new()
    {
        IsVerbose = line.GetValue(verbose),
        StatusEvery = line.GetValue(statusEvery) is var seconds and > 0 ? TimeSpan.FromSeconds(seconds) : null,
        ReadyFile = line.GetValue(readyFile) is { } file ? Path.GetFullPath(file) : null,
    };
}
