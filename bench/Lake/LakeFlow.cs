using PatientFlow.Lake;
using PatientFlow.Lake.Parquet;
using PatientFlow.Lake.Stores;

namespace PatientFlow.Bench.Lake;

/// <summary>The lake's own writer and reader, into columns of bytes.</summary>
internal sealed class LakeFlow(IReadOnlyList<ColumnBatch> batches, ParquetCodec codec) : IFlowLibrary
{
    public string Name => codec == ParquetCodec.Snappy ? "lake" : $"lake, {codec}";

    public async Task WriteAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.Create(path, bufferSize: 0);
        using var writer = new ParquetWriter(file, FlowRows.Schema, new ParquetWriteOptions { Codec = codec });
        foreach (var batch in batches) await writer.WriteAsync(batch, cancellationToken);
        await writer.CompleteAsync(cancellationToken);
    }

    public async Task<FlowSums> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var store = new LocalStore(Path.GetDirectoryName(path)!);
        var file = await ParquetFile.OpenAsync(
            store, Path.GetFileName(path), new FileInfo(path).Length, ParquetReadOptions.Default, cancellationToken);
        var sums = default(FlowSums);
        for (var group = 0; group < file.RowGroupCount; group++)
        {
            var rows = await file.ReadAsync(group, FlowRows.Schema, cancellationToken);
            var wards = rows.Get<TextColumn>("ward");
            var notes = rows.Get<TextColumn>("note");
            long characters = 0;
            var noted = 0;
            for (var row = 0; row < rows.RowCount; row++)
            {
                characters += wards.GetBytes(row).Length;
                if (!notes.IsNull(row)) noted++;
            }

            double scores = 0;
            foreach (var score in rows.Get<DoubleColumn>("score").Values) scores += score;
            long ids = 0;
            foreach (var id in rows.Get<Int64Column>("event_id").Values) ids += id;
            sums = new FlowSums(
                sums.Rows + rows.RowCount, sums.EventIds + ids, sums.WardCharacters + characters, sums.Notes + noted,
                sums.Scores + scores);
        }

        return sums;
    }
}
