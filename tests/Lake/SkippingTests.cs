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
    private const int Files = 6, RowsEach = 40, LiteralsEach = 2;
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
        var manners = files.Zip(rows).Select(f => Manners(f.First, f.Second).ToList()).ToList();
        var skipped = 0;
        for (var q = 0; q < questions.Count; q++)
        {
            for (var f = 0; f < files.Count; f++)
            {
                var ours = Enumerable.Range(0, RowsEach).Count(row => questions[q].Filter.Holds(rows[f], row) == true);
                Assert.True(counts[q][f] == ours, $"{questions[q].Sql}: DuckDB finds {counts[q][f]}, we {ours}");
                foreach (var (manner, statistics) in manners[f])
                {
                    var held = questions[q].Filter.MayHold(
                        new FileBounds(table.Current.Metadata, files[f] with { StatsJson = statistics }, literal: false));
                    Assert.True(held || ours == 0, $"{questions[q].Sql}: {ours} rows skipped by {manner} {statistics}");
                    if (!held) skipped++;
                }
            }
        }

        // A filter that skips nothing would pass too.
        Assert.True(skipped > questions.Count / 2, $"only {skipped} files were skipped");
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
            var all = rows.SelectMany(batch => Enumerable.Range(0, RowsEach)
                    .Where(row => !batch[field.Name].IsNull(row)).Select(row => (Column: batch[field.Name], Row: row)))
                .OrderBy(_ => random.Next()).ToList();
            var literals = all.Select(a => SqlLiteral.Of(a.Column, a.Row)).Distinct().Take(LiteralsEach);
            var beside = all.Take(1).SelectMany(a => SqlLiteral.Beside(a.Column, a.Row));
            foreach (var (value, expression, sql) in literals.Concat(beside))
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
        foreach (var manner in ForeignStatistics.All) yield return (manner.Name, manner.Of(rows));
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
