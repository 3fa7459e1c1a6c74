using System.Globalization;

namespace PatientFlow.Bench.Gold;

/// <summary><c>flow FILE [CUT] [ROUNDS] [sums]</c>: what each stage of <see cref="RowFlow"/> costs an event.</summary>
internal static class RowFlowRuns
{
    private const int Delivery = 4_000;

    /// <summary>Runs it several times in one process; the first rounds are those of a cold process.</summary>
    /// <param name="file">Events, one a line.</param>
    /// <param name="options">Records of a partition in an export (20,000), rounds (3), and whether to print sums of the tables.</param>
    public static async Task RunAsync(string file, string[] options)
    {
        var events = (await File.ReadAllLinesAsync(file))
            .Select(line => (ReadOnlyMemory<byte>)System.Text.Encoding.UTF8.GetBytes(line)).ToArray();
        var cut = options.Length > 0 ? int.Parse(options[0], CultureInfo.InvariantCulture) : 20_000;
        var rounds = options.Length > 1 ? int.Parse(options[1], CultureInfo.InvariantCulture) : 3;
        for (var round = 1; round <= rounds; round++)
        {
            var folder = Directory.CreateTempSubdirectory("gold-flow-").FullName;
            try
            {
                var sums = round == rounds && options.Contains("sums");
                var costs = await RowFlow.RunAsync(events, Delivery, cut, folder, sums);
                Console.WriteLine($"Round {round} of {events.Length:N0} events, cuts of {cut:N0}:");
                costs.Print(events.Length);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}
