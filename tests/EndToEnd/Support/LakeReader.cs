using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace PatientFlow.Tests.Support;

/// <summary>
/// Asks SQL of one or more lakes through DuckDB and a log replay that shares no code with the product. Views:
/// <c>bronze_patient_flow</c>, <c>gold_fact_stay</c> and so on, and <c>log_files</c>, <c>log_columns</c>,
/// <c>log_tables</c>, <c>log_transactions</c> for what the logs say. Another lake's views have its name in front.
/// It shows the tables as they were when it was opened.
/// </summary>
internal sealed class LakeReader : IAsyncDisposable
{
    private readonly Process process;
    private readonly SemaphoreSlim turn = new(1);

    private LakeReader(Process process) => this.process = process;

    /// <summary>Opens the lake of a data folder.</summary>
    public static Task<LakeReader> OpenAsync(string data) => OpenAsync(("lake", Path.Combine(data, "lake")));

    /// <summary>Opens lakes by name, each from its root folder; the first one's name may be left out in SQL.</summary>
    public static async Task<LakeReader> OpenAsync(params IEnumerable<(string Name, string Root)> lakes)
    {
        var folder = await Npm.RequireAsync();
        var reader = new LakeReader(ChildProcess.Start(
            "node", [Path.Combine(folder, "query.mjs"), .. lakes.Select(l => $"{l.Name}={l.Root}")]));
        await reader.AnswerAsync("opening the lake");
        return reader;
    }

    /// <summary>The rows that a statement gives.</summary>
    public async Task<IReadOnlyList<JsonElement>> RowsAsync(string sql)
    {
        await turn.WaitAsync();
        try
        {
            await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(sql));
            await process.StandardInput.FlushAsync();
            return await AnswerAsync(sql);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The one number that a statement gives.</summary>
    public async Task<long> NumberAsync(string sql) => long.Parse(await TextAsync(sql), CultureInfo.InvariantCulture);

    /// <summary>The one value that a statement gives, as text.</summary>
    public async Task<string> TextAsync(string sql) =>
        Assert.Single(Assert.Single(await RowsAsync(sql)).EnumerateObject()).Value.ToString();

    /// <summary>The pairs that a statement of two columns gives.</summary>
    public async Task<SortedDictionary<string, long>> CountsAsync(string sql)
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var row in await RowsAsync(sql))
        {
            var cells = row.EnumerateObject().Select(c => c.Value.ToString()).ToArray();
            counts.Add(cells[0], long.Parse(cells[1], CultureInfo.InvariantCulture));
        }

        return counts;
    }

    /// <summary>Asserts that a statement gives no row; the first rows are the message.</summary>
    public async Task AssertNoneAsync(string rule, string sql)
    {
        var rows = await RowsAsync(sql);
        Assert.True(rows.Count == 0, $"{rule}: {rows.Count} rows break it, such as\n{string.Join('\n', rows.Take(5))}\n{sql}");
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
        turn.Dispose();
    }

    private async Task<IReadOnlyList<JsonElement>> AnswerAsync(string sql)
    {
        var line = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"The reader stopped: {await process.StandardError.ReadToEndAsync()}");
        var answer = JsonElement.Parse(line);
        return answer.TryGetProperty("error", out var error)
            ? throw new InvalidOperationException($"{error.GetString()}\n{sql}")
            : [.. answer.GetProperty("rows").EnumerateArray()];
    }
}
