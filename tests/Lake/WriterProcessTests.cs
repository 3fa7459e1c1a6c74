using System.Diagnostics;
using System.Globalization;
using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Lake.Stores;

namespace PatientFlow.Tests;

/// <summary>
/// What a writer process of <see cref="ManyProcessesTests"/> or <see cref="KilledWriterTests"/> does; nothing in an
/// ordinary run.
/// </summary>
public sealed class WriterProcessTests
{
    internal const int Writers = 4, CommitsEach = 8;
    internal const string RootVariable = "LAKE_TEST_WRITER_ROOT";
    internal const string NumberVariable = "LAKE_TEST_WRITER_NUMBER";
    internal const string DeathVariable = "LAKE_TEST_WRITER_DEATH";

    [Fact]
    public async Task Writer_WhenStartedAsOne_Writes()
    {
        var root = Environment.GetEnvironmentVariable(RootVariable);
        if (root is null) return;
        if (Environment.GetEnvironmentVariable(DeathVariable) is { } death)
        {
            await WriteOnceAsync(root, int.Parse(death, CultureInfo.InvariantCulture));
            return;
        }

        var number = int.Parse(Environment.GetEnvironmentVariable(NumberVariable) ?? "", CultureInfo.InvariantCulture);
        var store = Open(root);
        await Parallel.ForEachAsync(
            Enumerable.Range(number * Writers, Writers),
            async (writer, _) => await FaultTests.WriteAsync(store, writer, CommitsEach));
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
        var next = (int)(table.Current.TransactionVersion(KilledWriterTests.App) ?? -1) + 1;
        var outcome = await table.AppendAsync(
            DeltaWriteTests.Rows(next * KilledWriterTests.RowsEach, KilledWriterTests.RowsEach),
            [new AppTransaction(KilledWriterTests.App, next)], CancellationToken.None);
        Assert.Null(Assert.IsType<Committed>(outcome).CheckpointFailure);
    }

    internal static ILakeStore Open(string root) => LakeRoot.Open(root, () => Azurite.Access);
}
