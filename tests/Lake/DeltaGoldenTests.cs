using System.Text.Json;
using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Lake.Stores;

namespace PatientFlow.Tests;

/// <summary>Tables that other writers made, against rows derived without this library.</summary>
public sealed class DeltaGoldenTests
{
    public static TheoryData<string> Tables()
    {
        var names = Folders("delta", "delta-nested");
        names.Add("../bug-reports/lake-issue_1374");
        return names;
    }

    public static TheoryData<string> Logs() => Folders("delta-log-only");

    public static TheoryData<string> Refused() => Folders("delta-reject", "delta-optional");

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Read_OfAForeignTable_GivesTheRecordedRows(string name)
    {
        var folder = SharedData.Require($"lake/{name}");
        var table = await OpenAsync(folder);
        using var expected = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "derived.json")));
        Assert.Equal(expected.RootElement.GetProperty("version").GetInt64(), table.Current.Version);
        var columns = expected.RootElement.GetProperty("columns").EnumerateArray()
            .Select(column => column.GetProperty("name").GetString() ?? "").ToList();
        var rows = new List<string?[]>();
        long rowCount = 0;
        foreach (var file in table.Current.Files)
        {
            var batch = await table.ReadFileAsync(file, columns: null, CancellationToken.None);
            if (file.Rows is { } promised) Assert.Equal(promised, batch.RowCount);
            rowCount += batch.RowCount;
            if (!expected.RootElement.TryGetProperty("rows", out _)) continue;
            for (var row = 0; row < batch.RowCount; row++)
                rows.Add([.. columns.Select(column => DuckText.Of(batch[column], row))]);
        }

        Assert.Equal(expected.RootElement.GetProperty("rowCount").GetInt64(), rowCount);
        if (!expected.RootElement.TryGetProperty("rows", out var recorded)) return;
        Assert.Equal(
            recorded.EnumerateArray().Select(Line).Order(StringComparer.Ordinal),
            rows.Select(Line).Order(StringComparer.Ordinal));
    }

    /// <summary>No value of any row may be lost to statistics or partition values.</summary>
    [Theory]
    [MemberData(nameof(Tables))]
    public async Task FilesFor_EachValueOfEachRow_KeepsItsFile(string name)
    {
        const int RowsMax = 200;
        var table = await OpenAsync(SharedData.Require($"lake/{name}"));
        foreach (var file in table.Current.Files.Take(50))
        {
            var batch = await table.ReadFileAsync(file, columns: null, CancellationToken.None);
            foreach (var (field, column) in batch.Schema.Fields.Zip(batch.Columns))
            {
                for (var row = 0; row < Math.Min(batch.RowCount, RowsMax); row++)
                {
                    if (!column.IsNull(row) && ValueOf(column, row) is not { }) continue;
                    var filter = column.IsNull(row)
                        ? RowFilter.IsNull(field.Name)
                        : RowFilter.Equal(field.Name, ValueOf(column, row) ?? "");
                    Assert.True(table.Current.FilesFor(filter).Any(kept => kept.Path == file.Path),
                        $"{field.Name}[{row}] of {file.Path} would be skipped");
                }
            }
        }
    }

    [Theory]
    [InlineData("time-travel-start-start20-start40", new[] { 10, 20, 30 })]
    [InlineData("snapshot-data2-deleted", new[] { 10, 20, 10, 30, 20 })]
    public async Task ReadVersion_OfAForeignTable_GivesThatVersion(string name, int[] rowsByVersion)
    {
        var table = await OpenAsync(SharedData.Require($"lake/delta/{name}"));
        for (var version = 0; version < rowsByVersion.Length; version++)
        {
            var snapshot = await table.ReadVersionAsync(version, CancellationToken.None);
            long rows = 0;
            await foreach (var batch in table.ScanAsync(snapshot, columns: null, filter: null, default))
                rows += batch.RowCount;
            Assert.Equal((version, rowsByVersion[version]), ((int)snapshot.Version, (int)rows));
        }
    }

    /// <summary>A checkpoint that lacks a part is none: the commits are read.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Open_OfACheckpointThatLacksAPart_GoesByTheCommits(int missing)
    {
        var source = Path.Combine(SharedData.Require("lake/delta/multi-part-checkpoint"), "table");
        var whole = await DeltaTable.OpenAsync(new LocalStore(source), new LakeOptions(), CancellationToken.None);
        using var folder = new TestFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "_delta_log"));
        foreach (var path in Directory.EnumerateFiles(Path.Combine(source, "_delta_log")))
            if (!path.EndsWith($".checkpoint.{missing:D10}.{2:D10}.parquet", StringComparison.Ordinal))
                File.Copy(path, Path.Combine(folder.Path, "_delta_log", Path.GetFileName(path)));
        var table = await DeltaTable.OpenAsync(new LocalStore(folder.Path), new LakeOptions(), CancellationToken.None);
        Assert.Equal(whole.Current.Version, table.Current.Version);
        Assert.Equal(
            whole.Current.Files.Select(file => file.Path).Order(StringComparer.Ordinal),
            table.Current.Files.Select(file => file.Path).Order(StringComparer.Ordinal));
    }

    private static object? ValueOf(Column column, int row) => column switch
    {
        TextColumn c => c.GetString(row),
        Int64Column c => c[row],
        Int32Column c => c[row],
        DoubleColumn c => c[row],
        FloatColumn c => c[row],
        BooleanColumn c => c[row],
        DateColumn c => c.GetDate(row),
        TimestampColumn c => c.GetTime(row),
        DecimalColumn c => c.GetDecimal(row),
        BinaryColumn c => c.GetBytes(row).ToArray(),
        _ => null,
    };

    [Theory]
    [MemberData(nameof(Logs))]
    public async Task Open_OfALogWithoutItsFiles_GivesTheLiveFiles(string name)
    {
        var folder = SharedData.Require($"lake/{name}");
        var table = await OpenAsync(folder);
        using var expected = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "derived.json")));
        Assert.Equal(expected.RootElement.GetProperty("version").GetInt64(), table.Current.Version);
        Assert.Equal(
            expected.RootElement.GetProperty("liveFiles").EnumerateArray()
                .Select(file => file.GetProperty("path").GetString()).Order(StringComparer.Ordinal),
            table.Current.Files.Select(file => file.Path).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Open_OfATableThatNeedsMore_NamesWhatItNeeds(string name)
    {
        var folder = SharedData.Require($"lake/{name}");
        var refusal = await Assert.ThrowsAnyAsync<LakeException>(() => OpenAsync(folder));
        var part = Words.Single(word => name.Contains(word.Folder));
        Assert.Contains(part.Named, refusal.Message);
    }

    private static readonly (string Folder, string Named)[] Words =
    [
        ("dv-partitioned", "deletionVectors"), ("dv-key-cases", "deletionVectors"), ("dv-small", "deletionVectors"),
        ("columnmapping-mode-name", "columnMapping"), ("with_column_mapping", "columnMapping"),
        ("v2-checkpoint-json", "v2Checkpoint"), ("v2-checkpoint-parquet", "v2Checkpoint"),
        ("timestamp_ntz", "timestampNtz"), ("type-widening", "typeWidening"), ("table-with-geo", "geo"),
        ("unshredded-variant", "variantType"), ("simple_table_features", "reader version 5"),
        ("vacuum-protocol-check", "vacuumProtocolCheck"), ("invalid-protocol-version", "reader version 99"),
        ("reconstruction-without-protocol", "no protocol"), ("reconstruction-without-metadata", "no metaData"),
        ("checkpoint-missing-protocol", "metadata without schema"), ("no-delta-log-folder", "no Delta table"),
        ("parquet-all-types", "timestampNtz"),
    ];

    private static Task<DeltaTable> OpenAsync(string folder) => DeltaTable.OpenAsync(
        new LocalStore(Path.Combine(folder, "table")), new LakeOptions(), CancellationToken.None);

    private static string Line(JsonElement row) => Line([.. row.EnumerateArray().Select(cell => cell.GetString())]);

    private static string Line(IReadOnlyList<string?> row) =>
        string.Join(" | ", row.Select(cell => cell is null ? "NULL" : $"<{cell}>"));

    private static TheoryData<string> Folders(params string[] groups)
    {
        var names = new TheoryData<string>();
        foreach (var group in groups)
            foreach (var folder in Directory.EnumerateDirectories(SharedData.Require($"lake/{group}")).Order())
                names.Add($"{group}/{Path.GetFileName(folder)}");
        return names;
    }
}
