using System.CommandLine;
using PatientFlow.Bench.Lake;

// What decisions 0010 rests on, in one command; each part also by itself.
var rows = new Option<int>("--rows") { Description = "Rows of the files that are written and read.", DefaultValueFactory = _ => 1_000_000 };
var rounds = new Option<int>("--rounds") { Description = "Rounds; each figure is their median.", DefaultValueFactory = _ => 5 };
var lake = new Option<DirectoryInfo?>("--lake")
{
    Description = "A lake of the product, whose pages the codecs are measured on: DIR/lake of ./run demo --data DIR.",
};

var parquet = new Command("parquet", "The lake, Parquet.Net, ParquetSharp and DuckDB: the same rows written and read.") { rows, rounds };
parquet.SetAction(async (parsed, cancellation) => await ParquetFigures.RunAsync(parsed.GetValue(rows), parsed.GetValue(rounds), cancellation));
var codecs = new Command("codecs", "The lake's codecs, Snappier and the runtime's, on pages of a lake.") { lake, rounds };
codecs.SetAction(async (parsed, cancellation) => await CodecFigures.RunAsync(parsed.GetValue(lake), parsed.GetValue(rounds), cancellation));
var delta = new Command("delta", "Commit, snapshot and merge of a Delta table.");
delta.SetAction(async (_, cancellation) => await DeltaFigures.RunAsync(cancellation));

var all = new RootCommand(
    "Measures the lake beside its peers: Snappy, one thread, everything in one run. On a machine with other work, "
    + "compare within a run, by processor time.") { parquet, codecs, delta, rows, rounds, lake };
all.SetAction(async (parsed, cancellation) =>
{
    await ParquetFigures.RunAsync(parsed.GetValue(rows), parsed.GetValue(rounds), cancellation);
    await CodecFigures.RunAsync(parsed.GetValue(lake), parsed.GetValue(rounds), cancellation);
    await DeltaFigures.RunAsync(cancellation);
});
return await all.Parse(args).InvokeAsync();
