using PatientFlow.Lake.Buffers;

namespace PatientFlow.Lake.Parquet;

/// <summary>Turns nested columns into levels for each leaf. Source: Dremel, "Splitting Records into Columns".</summary>
internal sealed class LevelShredder(int leafCount)
{
    private readonly ByteBuffer[] definition = [.. Enumerable.Range(0, leafCount).Select(_ => new ByteBuffer())];
    private readonly ByteBuffer[] repetition = [.. Enumerable.Range(0, leafCount).Select(_ => new ByteBuffer())];
    private readonly Column?[] columns = new Column?[leafCount];

    /// <summary>Takes in all rows of one top-level column.</summary>
    public void Shred(ParquetNode node, Column column)
    {
        Collect(node, column);
        for (var row = 0; row < column.Count; row++) Shred(node, column, row, repetition: 0);
    }

    /// <summary>Hands the leaves below a node to their writers and forgets them.</summary>
    public void Flush(ParquetNode node, IReadOnlyList<ChunkWriter> writers)
    {
        if (!node.IsLeaf)
        {
            foreach (var child in node.Children) Flush(child, writers);
            return;
        }

        var leaf = node.LeafIndex;
        var column = columns[leaf] ?? throw new InvalidOperationException("The leaf was not shredded.");
        writers[leaf].AppendNested(column, definition[leaf].Written, repetition[leaf].Written);
        definition[leaf].Clear();
        repetition[leaf].Clear();
    }

    private void Collect(ParquetNode node, Column column)
    {
        switch (column)
        {
            case StructColumn group:
                for (var i = 0; i < group.Children.Count; i++) Collect(node.Children[i], group.Children[i]);
                break;
            case ListColumn list:
                Collect(node.Children[0].Children[0], list.Elements);
                break;
            case MapColumn map:
                Collect(node.Children[0].Children[0], map.Keys);
                Collect(node.Children[0].Children[1], map.Values);
                break;
            default:
                columns[node.LeafIndex] = column;
                break;
        }
    }

    private void Shred(ParquetNode node, Column column, int row, int repetition)
    {
        if (column.IsNull(row))
        {
            if (node.Element.Repetition == Repetition.Required)
                throw new ArgumentException($"Column '{string.Join('.', node.Path)}' may not be null.", nameof(column));
            Emit(node, node.DefinitionMax - 1, repetition);
            return;
        }

        switch (column)
        {
            case StructColumn group:
                for (var i = 0; i < group.Children.Count; i++)
                    Shred(node.Children[i], group.Children[i], row, repetition);
                break;
            case ListColumn list:
                ShredElements(node, list, row, repetition, list.Elements, null);
                break;
            case MapColumn map:
                ShredElements(node, map, row, repetition, map.Keys, map.Values);
                break;
            default:
                Emit(node, node.DefinitionMax, repetition);
                break;
        }
    }

    private void ShredElements(
        ParquetNode node, RepeatedColumn column, int row, int repetition, Column first, Column? second)
    {
        var repeated = node.Children[0];
        if (column.LengthOf(row) == 0)
        {
            Emit(node, node.DefinitionMax, repetition);
            return;
        }

        for (var i = 0; i < column.LengthOf(row); i++)
        {
            var level = i == 0 ? repetition : repeated.RepetitionMax;
            Shred(repeated.Children[0], first, column.StartOf(row) + i, level);
            if (second is not null) Shred(repeated.Children[1], second, column.StartOf(row) + i, level);
        }
    }

    private void Emit(ParquetNode node, int definition, int repetition)
    {
        if (!node.IsLeaf)
        {
            foreach (var child in node.Children) Emit(child, definition, repetition);
            return;
        }

        this.definition[node.LeafIndex].Append((byte)definition);
        this.repetition[node.LeafIndex].Append((byte)repetition);
    }
}
