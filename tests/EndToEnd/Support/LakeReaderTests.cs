using System.Text.Json;

namespace PatientFlow.Tests.Support;

/// <summary>The independent reader itself, held to Delta tables that others wrote.</summary>
public sealed class LakeReaderTests
{
    [Theory]
    [InlineData("simple_table_with_checkpoint")]
    [InlineData("python-0.25.5-checkpoint")]
    [InlineData("basic-with-inserts-deletes-checkpoint")]
    [InlineData("basic-with-inserts-updates")]
    [InlineData("delta-0.8.0-partitioned")]
    [InlineData("delta-0.8.0-null-partition")]
    [InlineData("app-txn-checkpoint")]
    public async Task The_reader_finds_the_version_files_and_rows_of_tables_that_other_writers_made(string name)
    {
        var source = SharedData.Require($"lake/delta/{name}");
        using var folder = new TestFolder();
        TestFolder.Copy(Path.Combine(source, "table"), folder["lake/gold/other"]);
        var truth = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(source, "derived.json")));

        await using var lake = await LakeReader.OpenAsync(folder.Path);
        Assert.Equal(truth.GetProperty("version").GetInt64(), await lake.NumberAsync("SELECT version FROM log_tables"));
        Assert.Equal(truth.GetProperty("files").GetInt64(), await lake.NumberAsync("SELECT count(*) FROM log_files"));
        Assert.Equal(truth.GetProperty("rowCount").GetInt64(), await lake.NumberAsync("SELECT count(*) FROM gold_other"));
        Assert.Equal(
            truth.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("name").GetString()),
            (await lake.RowsAsync("DESCRIBE gold_other")).Select(c => c.GetProperty("column_name").GetString()));
    }
}
