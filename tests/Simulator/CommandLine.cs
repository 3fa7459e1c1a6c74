using System.Text;
using PatientFlow.Simulator.Cli;

namespace PatientFlow.Tests.Simulator;

/// <summary>Runs a command line in this process and keeps everything that it wrote.</summary>
internal sealed class CommandLine
{
    public ImmediateTime Time { get; } = new();

    public Dictionary<string, string> Variables { get; } = [];

    public byte[] Input { get; init; } = [];

    public bool Terminal { get; init; }

    public string Events { get; private set; } = "";

    public string[] EventLines => Events.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    public Task<int> RunAsync(string arguments, CancellationToken stop = default) =>
        RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), stop);

    public async Task<int> RunAsync(string[] arguments, CancellationToken stop = default)
    {
        using var events = new MemoryStream();
        using var output = new StringWriter();
        using var error = new StringWriter();
        var environment = new RunEnvironment
        {
            OpenOutput = () => events,
            OpenInput = () => new MemoryStream(Input),
            Output = output,
            Error = error,
            ErrorIsTerminal = Terminal,
            OutputIsTerminal = false,
            Variable = Variables.GetValueOrDefault,
            Time = Time,
            NewSeed = () => 77,
        };
        var code = await SimulateCommand.RunAsync(arguments, environment, stop);
        // A closed stream still gives its bytes, and the run has closed this one.
        Events = Encoding.UTF8.GetString(events.ToArray());
        Output = output.ToString();
        Error = error.ToString();
        return code;
    }
}
