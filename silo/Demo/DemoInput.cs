using PatientFlow.CommandLine;
using PatientFlow.Recorded;

namespace PatientFlow.Silo.Demo;

/// <summary>The input of a demo, as the command line names it.</summary>
/// <param name="Name">A file, or <c>-</c> for standard input.</param>
/// <param name="Expected">How many events it has, where the user knows.</param>
internal sealed record DemoInput(string Name, long? Expected)
{
    /// <exception cref="CommandException">There is no such file, or it cannot be read.</exception>
    public Stream Open() => InputFile.Open(Name, InputHelp.Expected, Console.OpenStandardInput);

    /// <summary>How far a demo is while it reads.</summary>
    /// <param name="bytes">The open input; the part of a file that is read says how many events it has.</param>
    /// <param name="inLog">Its events that the log holds.</param>
    /// <param name="inLake">Its events that the lake holds.</param>
    public DemoStep Step(Stream bytes, long inLog, long inLake)
    {
        if (Expected is not null || !bytes.CanSeek || bytes.Position == 0)
            return new DemoStep(inLog, inLake, Expected, IsEstimate: false);
        var read = Math.Min(1, (double)bytes.Position / Math.Max(1, bytes.Length));
        return new DemoStep(inLog, inLake, (long)(inLog / read), IsEstimate: true);
    }
}
