using System.CommandLine;

namespace PatientFlow.Flow.Bench;

/// <summary>One set of figures that is measured together.</summary>
internal interface IMeasurement
{
    /// <summary>What the command line calls it.</summary>
    string Name { get; }

    /// <summary>What it measures, for the help.</summary>
    string Description { get; }

    /// <summary>How many events it takes where nobody says; null if it says itself.</summary>
    int? Events { get; }

    /// <summary>Adds options that only this set has.</summary>
    void AddOptions(Command command)
    {
    }

    /// <summary>Measures.</summary>
    /// <param name="run">How much, how often, and where.</param>
    /// <param name="line">The command line, for its own options.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task<FigureTable> RunAsync(BenchRun run, ParseResult line, CancellationToken cancellationToken);
}
