using PatientFlow.Lake.Parquet;

namespace PatientFlow.Tests;

/// <summary>
/// Files made by hand hold every type in every encoding, in pages with values, of nulls alone and of nothing; the lake
/// and DuckDB read what was put in. Not shown: nested columns, INT96, codecs that the lake refuses.
/// </summary>
public sealed class MadePagesTests
{
    private static readonly (string Name, int?[][][] Groups)[] Layouts =
    [
        ("values between pages of nulls",
            [[[1, null, 2, 30], [null, null, null], [.. Enumerable.Range(0, 300).Select(i => (int?)(i * 7 % 31))], [null], [5]]]),
        ("nulls alone", [[[null, null, null]], [[null], [null, null]]]),
        ("a page of nothing among others", [[[], [3, null], [], [null], []]]),
        ("row groups of nothing", [[], [[4, null, 4]], [[]], [[5]]]),
        ("no row at all", [[[]]]),
    ];

    /// <summary>DuckDB 1.5.6 splits the bytes of reals only.</summary>
    private static IReadOnlyList<MadeColumn> OfDuckDb { get; } =
    [
        .. MadeColumn.All.Where(c => c.Encoding != PageEncoding.ByteStreamSplit
            || c.Type is PhysicalType.Float or PhysicalType.Double),
    ];

    public static TheoryData<int, int> Forms()
    {
        var forms = new TheoryData<int, int>();
        foreach (var version in (int[])[1, 2])
            foreach (var codec in (CompressionCodec[])[CompressionCodec.Uncompressed, CompressionCodec.Snappy, CompressionCodec.Gzip])
                forms.Add(version, (int)codec);
        return forms;
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Read_OfEveryTypeInEveryEncoding_GivesWhatWasPutIn_WhateverAPageLacks(int version, int codec)
    {
        await NodeTools.RequireAsync();
        using var folder = new TestFolder();
        var made = Layouts.SelectMany(layout => new[] { true, false }.Select(encodesNothing => (
            Name: $"{layout.Name}, {(encodesNothing ? "encoded" : "left out")}",
            File: new MadeFile(layout.Groups, version, (CompressionCodec)codec, encodesNothing)))).ToList();
        var paths = made.Select((_, i) => Path.Combine(folder.Path, $"{i}.parquet")).ToList();
        foreach (var (path, (_, file)) in paths.Zip(made))
            await File.WriteAllBytesAsync(path, (file with { Columns = OfDuckDb }).Write());
        using var theirs = await NodeTools.RunAsync("read-duckdb.mjs", [.. paths]);

        foreach (var ((name, file), their) in made.Zip(theirs.RootElement.EnumerateArray()))
        {
            AssertRead($"{name}, the lake", file, await ReadAsync(file.Write()));
            // It wants the head of an encoding even where no value follows.
            if (!file.EncodesNothing) continue;
            Assert.False(their.TryGetProperty("error", out var error), $"{name}, DuckDB: {error}");
            AssertRead($"{name}, DuckDB", file with { Columns = OfDuckDb }, [.. their.GetProperty("rows").EnumerateArray()
                .Select(row => row.EnumerateArray().Select(cell => cell.GetString()).ToList())]);
        }
    }

    private static async Task<List<List<string?>>> ReadAsync(byte[] bytes)
    {
        var file = await ParquetFile.OpenAsync(bytes, ParquetReadOptions.Default, CancellationToken.None);
        var rows = await file.ReadAllAsync(file.Schema, CancellationToken.None);
        return [.. Enumerable.Range(0, rows.RowCount)
            .Select(row => rows.Columns.Select(column => CanonicalText.Of(column, row)).ToList())];
    }

    private static void AssertRead(string what, MadeFile file, List<List<string?>> read)
    {
        var values = file.Groups.SelectMany(pages => pages).SelectMany(page => page).ToList();
        Assert.True(values.Count == read.Count, $"{what}: {read.Count} rows, of {values.Count}");
        for (var row = 0; row < values.Count; row++)
        {
            for (var i = 0; i < file.Columns.Count; i++)
            {
                var expected = values[row] is { } value ? file.Columns[i].Text(value) : null;
                Assert.True(expected == read[row][i],
                    $"{what}: {file.Columns[i].Name}[{row}] is <{read[row][i]}>, not <{expected}>");
            }
        }
    }
}
