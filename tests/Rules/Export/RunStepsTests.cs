using PatientFlow.Export;
using PatientFlow.Warehouse;

namespace PatientFlow.Tests.Export;

public sealed class RunStepsTests
{
    private static readonly PartitionExport[] Exports =
    [
        new() { Partition = 2, To = 39, Slices = [], Versions = [], Stays = [], Years = [], Passages = [], PassagesFrom = -1 },
    ];

    [Theory]
    [InlineData(RunStep.Bronze, ExportLayer.Bronze)]
    [InlineData(RunStep.Quarantine, ExportLayer.Bronze)]
    [InlineData(RunStep.Silver, ExportLayer.Silver)]
    [InlineData(RunStep.Dates, ExportLayer.Gold)]
    [InlineData(RunStep.Facts, ExportLayer.Gold)]
    [InlineData(RunStep.Tell, ExportLayer.Gold)]
    internal void Every_step_between_the_first_and_the_last_belongs_to_a_stage(RunStep step, ExportLayer layer) =>
        Assert.Equal(layer, step.Layer());

    [Theory]
    [InlineData(RunStep.Prepare)]
    [InlineData(RunStep.Over)]
    internal void Before_and_after_a_run_there_is_no_stage(RunStep step) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => step.Layer());

    [Theory]
    [InlineData(RunStep.Bronze, "append bronze/patient_flow")]
    [InlineData(RunStep.Quarantine, "append bronze/quarantine")]
    [InlineData(RunStep.Silver, "append silver/patient_flow")]
    [InlineData(RunStep.Dates, "dates")]
    [InlineData(RunStep.Patients, "patients")]
    [InlineData(RunStep.Stays, "stays 2025-06-03")]
    [InlineData(RunStep.Census, "census")]
    [InlineData(RunStep.Facts, "append gold/fact_patient_flow")]
    [InlineData(RunStep.BedStatuses, "append gold/fact_bed_status")]
    internal async Task Each_step_commits_its_table_with_what_the_partitions_gave(RunStep step, string commit)
    {
        var warehouse = new Recorder();

        var committed = await warehouse.CommitAsync(step, Exports, new DateTime(2025, 6, 3, 12, 0, 0, DateTimeKind.Utc));

        Assert.Equal((commit, commit), (committed.Table, string.Join(", ", warehouse.Calls)));
    }

    [Theory]
    [InlineData(RunStep.Prepare)]
    [InlineData(RunStep.Tell)]
    [InlineData(RunStep.Over)]
    internal async Task A_step_without_a_table_commits_none(RunStep step) => await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
        () => new Recorder().CommitAsync(step, Exports, DateTime.UnixEpoch));

    /// <summary>Writes down what it is asked to commit.</summary>
    private sealed class Recorder : IWarehouse
    {
        public List<string> Calls { get; } = [];

        public Task<TableExport> AppendAsync(
            Table table, IReadOnlyList<PartitionExport> exports, CancellationToken cancellationToken) =>
            Call($"append {table.Path}", exports, cancellationToken);

        public Task<TableExport> EnsureDatesAsync(IReadOnlyList<PartitionExport> exports, CancellationToken cancellationToken) =>
            Call("dates", exports, cancellationToken);

        public Task<TableExport> MergePatientsAsync(IReadOnlyList<PartitionExport> exports, CancellationToken cancellationToken) =>
            Call("patients", exports, cancellationToken);

        public Task<TableExport> MergeStaysAsync(
            IReadOnlyList<PartitionExport> exports, DateTime processedAt, CancellationToken cancellationToken) =>
            Call($"stays {processedAt:yyyy-MM-dd}", exports, cancellationToken);

        public Task<TableExport> MergeCensusAsync(IReadOnlyList<PartitionExport> exports, CancellationToken cancellationToken) =>
            Call("census", exports, cancellationToken);

        public Task OpenAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task CloseAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public LakePosition Position(int partition) => throw new NotSupportedException();

        public Task<StagedFile> StageAsync<TRow>(
            Table<TRow> table, IReadOnlyList<TRow> rows, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task MaintainAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public string? Explain(Exception fault) => throw new NotSupportedException();

        private Task<TableExport> Call(string what, IReadOnlyList<PartitionExport> exports, CancellationToken cancellationToken)
        {
            // Half a commit is worse than a late one.
            Assert.False(cancellationToken.CanBeCanceled);
            Assert.Same(Exports, exports);
            Calls.Add(what);
            return Task.FromResult(new TableExport { Table = what, Version = Calls.Count });
        }
    }
}
