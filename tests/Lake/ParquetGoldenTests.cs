using System.Text.Json;
using PatientFlow.Lake;
using PatientFlow.Lake.Parquet;

namespace PatientFlow.Tests;

/// <summary>Parquet files that other writers made, against the values that DuckDB reads from them.</summary>
public sealed class ParquetGoldenTests
{
    /// <summary>Files whose codec is outside the set this library reads: they must be refused by name.</summary>
    private static readonly Dictionary<string, string> Refused = new()
    {
        ["byte_stream_split.zstd"] = "ZSTD",
        ["delta_length_byte_array"] = "ZSTD",
        ["lz4_raw_compressed"] = "LZ4_RAW",
        ["encrypt_columns_plaintext_footer.encrypted"] = "encrypted",
    };

    public static TheoryData<string> Files()
    {
        var names = Folders("lake/parquet");
        names.Add("../../bug-reports/lake-delta_byte_array");
        return names;
    }

    public static TheoryData<string> BadFiles() => Folders("lake/parquet-bad");

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Read_OfAForeignFile_GivesTheRecordedRows(string name)
    {
        var folder = SharedData.Require($"lake/parquet/{name}");
        var bytes = await File.ReadAllBytesAsync(ParquetIn(folder));
        if (Refused.TryGetValue(name, out var feature))
        {
            var refusal = await Assert.ThrowsAsync<LakeUnsupportedException>(() => ReadAllAsync(bytes));
            Assert.Contains(feature, refusal.Message);
            return;
        }

        var batch = await ReadAllAsync(bytes);
        using var expected = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "derived.json")));
        Assert.Equal(expected.RootElement.GetProperty("rowCount").GetInt32(), batch.RowCount);
        Assert.Equal(
            expected.RootElement.GetProperty("columns").EnumerateArray()
                .Select(column => column.GetProperty("name").GetString()),
            batch.Schema.Fields.Select(field => field.Name));
        var row = 0;
        foreach (var cells in expected.RootElement.GetProperty("rows").EnumerateArray())
        {
            var i = 0;
            foreach (var cell in cells.EnumerateArray())
            {
                var actual = DuckText.Of(batch.Columns[i], row);
                Assert.True(Expected.Matches(cell.GetString(), actual),
                    $"row {row}, column {batch.Schema.Fields[i].Name}: expected {cell}, read {actual}");
                i++;
            }

            row++;
        }
    }

    [Theory]
    [MemberData(nameof(BadFiles))]
    public async Task Read_OfABrokenFile_SaysWhatIsBroken(string name)
    {
        var folder = SharedData.Require($"lake/parquet-bad/{name}");
        var bytes = await File.ReadAllBytesAsync(ParquetIn(folder));
        await Assert.ThrowsAnyAsync<LakeException>(() => ReadAllAsync(bytes));
    }

    private static async Task<ColumnBatch> ReadAllAsync(byte[] bytes)
    {
        var file = await ParquetFile.OpenAsync(bytes, ParquetReadOptions.Default, CancellationToken.None);
        return await file.ReadAllAsync(file.Schema, CancellationToken.None);
    }

    private static string ParquetIn(string folder) =>
        Directory.EnumerateFiles(folder).Single(path => Path.GetFileName(path).Contains(".parquet"));

    private static TheoryData<string> Folders(string relative)
    {
        var names = new TheoryData<string>();
        foreach (var folder in Directory.EnumerateDirectories(SharedData.Require(relative)).Order())
            names.Add(Path.GetFileName(folder));
        return names;
    }
}
