using System.CommandLine;
using PatientFlow.Lake.Delta;
using Spectre.Console;

namespace PatientFlow.Tools.Lake;

/// <summary>One call of a subcommand: its table, its options and its output.</summary>
internal sealed record TableCall
{
    /// <summary>The command line.</summary>
    public required ParseResult Parsed { get; init; }

    /// <summary>The table's store, which counts what is read.</summary>
    public required WatchedStore Store { get; init; }

    /// <summary>The table at its newest version.</summary>
    public required DeltaTable Table { get; init; }

    /// <summary>Whether to print JSON.</summary>
    public required bool Json { get; init; }

    /// <summary>Cancels the call.</summary>
    public required CancellationToken CancellationToken { get; init; }

    /// <summary>Where results go.</summary>
    public TextWriter Output => Parsed.InvocationConfiguration.Output;

    /// <summary>Whether the result is shown on a terminal.</summary>
    public bool IsTerminal => !Json && Output == Console.Out && !Console.IsOutputRedirected;

    /// <summary>Starts a list of results.</summary>
    /// <param name="columns">Names of the values in a row, in snake case.</param>
    public Listing List(params string[] columns) => List(columns, columns.Length);

    /// <summary>Starts a list of results; a terminal shows only the first columns.</summary>
    public Listing List(string[] columns, int onTerminal) => List(columns, onTerminal, cellCharsMax: null);

    /// <summary>Starts a list of results whose longer values are cut, but not in JSON.</summary>
    public Listing List(string[] columns, int onTerminal, int? cellCharsMax) => new(Output, Json ? ListingForm.Json
        : IsTerminal ? ListingForm.Terminal : ListingForm.Plain, columns, onTerminal, cellCharsMax);

    /// <summary>Runs long work, and shows its progress on a terminal.</summary>
    public async Task<T> WatchAsync<T>(string doing, Func<Task<T>> work)
    {
        if (Console.IsErrorRedirected) return await work();
        var notes = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await notes.Status().StartAsync(doing, async status =>
        {
            Store.Changed = traffic => status.Status(Markup.Escape($"{doing}: {traffic}"));
            return await work();
        });
    }
}
