using System.CommandLine;
using PatientFlow.CommandLine;
using PatientFlow.Lake.Delta;

namespace PatientFlow.Tools.Lake;

/// <summary><c>lake head</c>: prints the first rows of a version.</summary>
internal static class HeadCommand
{
    public static Command Create()
    {
        var version = new VersionOptions();
        var limit = NumberOption.Create("--limit", "N", "Rows to show.", otherwise: 10, min: 0, max: int.MaxValue);
        var full = new Option<bool>("--full") { Description = "Show every value whole, however long it is." };
        return TableCommand.Create(
            "head",
            "The first rows of a table, in no promised order. Timestamps are UTC, binary is base64, nested values are "
            + "JSON. A terminal gets a table in which each value has one line; a pipe or file gets tab-separated lines "
            + $"with at most {RowLayout.PipeCharsMax} characters of a value. What is cut ends with …; --full cuts nothing, "
            + "nor does --json, which is what a script should read.",
            version.With(limit, full),
            async call =>
            {
                var snapshot = await version.ReadAsync(call);
                using var rows = RowPrinter.For(call, snapshot.Schema, isWhole: call.Parsed.GetValue(full));
                var left = call.Parsed.GetValue(limit);
                if (left == 0) return 0;
                await foreach (var batch in call.Table.ScanAsync(
                    snapshot, columns: null, filter: null, call.CancellationToken))
                {
                    for (var row = 0; row < batch.RowCount && left > 0; row++, left--) rows.Print(batch, row);
                    if (left == 0) break;
                }

                if (rows.HasCut)
                {
                    await call.Parsed.InvocationConfiguration.Error.WriteLineAsync(
                        "Values that end with … are cut; --full shows them whole.");
                }

                return 0;
            });
    }
}
