using System.Diagnostics;
using System.Globalization;
using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Lake.Stores;
using Xunit.Runner.InProc.SystemConsole;

namespace PatientFlow.Tests;

/// <summary>
/// The entry of this program: the tests, or a writer of <see cref="KilledWriterTests"/> or of
/// <see cref="ManyProcessesTests"/>, which starts three times as fast where it need not find the tests first.
/// </summary>
internal static class KilledWriter
{
    public const string Command = "write-once";
    public const string App = "killed";
    public const int RowsEach = 10;

    public static async Task<int> Main(string[] arguments)
    {
        switch (arguments)
        {
            case [Command, var root, var deathAt]:
                await WriteOnceAsync(root, int.Parse(deathAt, CultureInfo.InvariantCulture));
                return 0;
            case [WriterProcess.Command, var root, var number, var deathAfter]:
                await WriterProcess.WriteAsync(
                    root, int.Parse(number, CultureInfo.InvariantCulture), int.Parse(deathAfter, CultureInfo.InvariantCulture));
                return 0;
            default:
                return await ConsoleRunner.Run(arguments);
        }
    }

    /// <summary>One commit, resumed after the last one, by a process that kills itself before its n-th step.</summary>
    private static async Task WriteOnceAsync(string root, int deathAt)
    {
        var steps = 0;
        void Step(string _)
        {
            if (Interlocked.Increment(ref steps) != deathAt) return;
            using var self = Process.GetCurrentProcess();
            self.Kill();
            Thread.Sleep(Timeout.Infinite);
        }

        using var network = new SteppedTransport(Step);
        ILakeStore store = root.StartsWith("http", StringComparison.Ordinal)
            ? new AzureBlobStore(root, Azurite.Access, new AzureBlobOptions { Transport = network })
            : new LocalStore(root) { BeforeStep = Step };
        var table = await DeltaTable.OpenAsync(store, new LakeOptions(), CancellationToken.None);
        var next = (int)(table.Current.TransactionVersion(App) ?? -1) + 1;
        var outcome = await table.AppendAsync(
            DeltaWriteTests.Rows(next * RowsEach, RowsEach),
            [new AppTransaction(App, next)], CancellationToken.None);
        Assert.Null(Assert.IsType<Committed>(outcome).CheckpointFailure);
    }
}
