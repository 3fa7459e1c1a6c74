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
        return TableCommand.Create(
            "head",
            "The first rows of a table, in no promised order. Timestamps are UTC, binary is base64, nested values are "
            + "JSON.",
            version.With(limit),
            async call =>
            {
                var snapshot = await version.ReadAsync(call);
                using var rows = RowPrinter.For(call, snapshot.Schema);
                var left = call.Parsed.GetValue(limit);
                if (left == 0) return 0;
                await foreach (var batch in call.Table.ScanAsync(
                    snapshot, columns: null, filter: null, call.CancellationToken))
                {
                    for (var row = 0; row < batch.RowCount && left > 0; row++, left--) rows.Print(batch, row);
                    if (left == 0) break;
                }

                return 0;
            });
    }
}
