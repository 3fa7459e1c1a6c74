using System.Globalization;
using System.Text.Json;
using PatientFlow.Lake;
using PatientFlow.Lake.Delta;
using PatientFlow.Lake.Stores;

namespace PatientFlow.Tests;

/// <summary>
/// A filter gives the rows that DuckDB gives, and no file that has one is skipped by its statistics: neither by our own
/// nor by those in the manner of other writers. Not shown: manners that nobody has told of yet.
/// </summary>
public sealed class SkippingTests
{
    private const int Files = 6, RowsEach = 40, LiteralsEach = 4;
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Filter_OnEveryType_FindsWhatDuckDbFinds_AndSkipsNoFileThatHasIt(int seed)
    {
        await NodeTools.RequireAsync();
        using var folder = new TestFolder();
        var table = await DeltaTable.CreateAsync(
            new LocalStore(folder.Path), new TableDefinition { Schema = RandomRows.EveryType }, new LakeOptions(), None);
        for (var i = 0; i < Files; i++)
            await table.AppendAsync(new RandomRows((seed * Files) + i).Make(RandomRows.EveryType, RowsEach), [], None);
        var files = table.Current.Files.ToList();
        var rows = new List<ColumnBatch>();
        foreach (var file in files) rows.Add(await table.ReadFileAsync(file, columns: null, None));

        var questions = Questions(rows, new Random(seed)).ToList();
        var counts = await AskDuckDbAsync(
            folder, files.Select(file => Path.Combine(folder.Path, file.StorePath)), questions.Select(q => q.Sql));
        var skipped = 0;
        for (var q = 0; q < questions.Count; q++)
        {
            for (var f = 0; f < files.Count; f++)
            {
                var ours = Enumerable.Range(0, RowsEach).Count(row => questions[q].Filter.Holds(rows[f], row) == true);
                Assert.True(counts[q][f] == ours, $"{questions[q].Sql}: DuckDB finds {counts[q][f]}, we {ours}");
                foreach (var (manner, statistics) in Manners(files[f], rows[f]))
                {
                    var held = questions[q].Filter.MayHold(
                        new FileBounds(table.Current.Metadata, files[f] with { StatsJson = statistics }));
                    Assert.True(held || ours == 0, $"{questions[q].Sql}: {ours} rows skipped by {manner} {statistics}");
                    if (!held) skipped++;
                }
            }
        }

        // A filter that skips nothing would pass too.
        Assert.True(skipped > questions.Count / 2, $"only {skipped} files were skipped");
    }

    [Fact]
    public async Task Filter_OnATimestampWhoseBoundsAreOneMillisecond_SkipsNothing()
    {
        var schema = new Schema(new Field("at", DataType.Timestamp));
        var table = await DeltaTable.CreateAsync(
            new MemoryStore(), new TableDefinition { Schema = schema }, new LakeOptions(), None);
        var file = new AddFile
        {
            Path = "f", PartitionValues = new Dictionary<string, string?>(), SizeBytes = 1, ModifiedMs = 0,
            StatsJson = """
                {"numRecords":10,"minValues":{"at":"2023-05-24T00:01:25.014Z"},
                "maxValues":{"at":"2023-05-24T00:01:25.014Z"},"nullCount":{"at":0}}
                """,
        };
        var bounds = new FileBounds(table.Current.Metadata, file);
        Assert.Null(bounds.Min("at"));
        Assert.Null(bounds.Max("at"));
    }

    [Fact]
    public async Task Filter_OnBoundsThatWereRoundedOnTheWay_KeepsTheFile()
    {
        var schema = new Schema(new Field("at", DataType.Timestamp), new Field("price", DataType.Decimal(22, 2)));
        var table = await DeltaTable.CreateAsync(
            new MemoryStore(), new TableDefinition { Schema = schema }, new LakeOptions(), None);
        // Of 25.0135 and 25.0144 to the nearest millisecond, and of ...321.98 and ...322.02 as doubles.
        var file = new AddFile
        {
            Path = "f", PartitionValues = new Dictionary<string, string?>(), SizeBytes = 1, ModifiedMs = 0,
            StatsJson = """
                {"numRecords":2,"minValues":{"at":"2023-05-24T00:01:25.014Z","price":12345678987654322},
                "maxValues":{"at":"2023-05-24T00:01:25.015Z","price":12345678987654322}}
                """,
        };
        var bounds = new FileBounds(table.Current.Metadata, file);
        var at = new DateTimeOffset(2023, 5, 24, 0, 1, 25, TimeSpan.Zero);
        Assert.True(RowFilter.Equal("at", at.AddMicroseconds(13_500)).MayHold(bounds));
        Assert.False(RowFilter.Equal("at", at.AddMicroseconds(12_900)).MayHold(bounds));
        Assert.True(RowFilter.Equal("price", 12345678987654321.98m).MayHold(bounds));
        Assert.True(RowFilter.Equal("price", 12345678987654322.02m).MayHold(bounds));
        Assert.False(RowFilter.Equal("price", 12345678987654400m).MayHold(bounds));
    }

    /// <summary>Each column compared in each way with values that are in the rows, and with what lies beside them.</summary>
    private static IEnumerable<(RowFilter Filter, string Sql)> Questions(List<ColumnBatch> rows, Random random)
    {
        (FilterOperator Operator, string Sql)[] operators =
        [
            (FilterOperator.Equal, "="), (FilterOperator.Less, "<"), (FilterOperator.LessOrEqual, "<="),
            (FilterOperator.Greater, ">"), (FilterOperator.GreaterOrEqual, ">="),
        ];
        foreach (var field in RandomRows.EveryType.Fields)
        {
            yield return (RowFilter.IsNull(field.Name), $"\"{field.Name}\" IS NULL");
            var literals = rows.SelectMany(batch => Enumerable.Range(0, RowsEach)
                    .Where(row => !batch[field.Name].IsNull(row)).Select(row => SqlLiteral.Of(batch[field.Name], row)))
                .Distinct().OrderBy(_ => random.Next()).Take(LiteralsEach).ToList();
            foreach (var (value, expression, sql) in literals)
                foreach (var (comparison, sign) in operators)
                    yield return (
                        RowFilter.Compare(field.Name, comparison, value),
                        $"{string.Format(CultureInfo.InvariantCulture, expression, $"\"{field.Name}\"")} {sign} {sql}");
        }
    }

    /// <summary>The statistics of a file as we write them, and as others are known to.</summary>
    private static IEnumerable<(string Manner, string? Statistics)> Manners(AddFile file, ColumnBatch rows)
    {
        yield return ("our", file.StatsJson);
        yield return ("Spark's", ForeignStatistics.Write(rows, millis: Math.Floor, decimalsAsDoubles: false));
        yield return ("rounded", ForeignStatistics.Write(rows, millis: Math.Round, decimalsAsDoubles: true));
    }

    private static async Task<int[][]> AskDuckDbAsync(
        TestFolder folder, IEnumerable<string> files, IEnumerable<string> conditions)
    {
        var path = Path.Combine(folder.Path, "questions.json");
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(new { files, conditions }));
        using var answer = await NodeTools.RunAsync("count-matches.mjs", path);
        return answer.RootElement.Deserialize<int[][]>() ?? [];
    }
}
