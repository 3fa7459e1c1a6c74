using System.Diagnostics;

namespace PatientFlow.Lake.Parquet;

/// <summary>Assembles the leaves of a row group into columns, nested ones by their levels.</summary>
internal sealed class ColumnAssembler(IReadOnlyDictionary<int, ChunkReader> leaves)
{
    /// <summary>Builds the column of a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="wanted">The type that is wanted of it.</param>
    public Column Build(ParquetNode node, DataType wanted) => node.Element.Repetition == Repetition.Repeated
        ? BuildList(container: null, node, node, (ListType)wanted)
        : BuildOne(node, wanted);

    /// <summary>The leaves that are needed to build a node as a type.</summary>
    public static IEnumerable<(ParquetNode Leaf, DataType Wanted)> Needed(ParquetNode node, DataType wanted)
    {
        if (node.Element.Repetition == Repetition.Repeated)
            return wanted is ListType list ? NeededOfOne(node, list.Element) : throw Mismatch(node, wanted);
        return NeededOfOne(node, wanted);
    }

    private static IEnumerable<(ParquetNode Leaf, DataType Wanted)> NeededOfOne(ParquetNode node, DataType wanted)
    {
        if (node.IsLeaf)
            return wanted is StructType or ListType or MapType ? throw Mismatch(node, wanted) : [(node, wanted)];
        switch (wanted)
        {
            case ListType list when StoredTypes.IsList(node):
                return NeededOfOne(StoredTypes.ElementOf(node), list.Element);
            case ListType list when StoredTypes.IsMap(node) && node.Children[0].Children.Count == 1:
                return NeededOfOne(node.Children[0].Children[0], list.Element);
            case MapType map when StoredTypes.IsMap(node) && node.Children[0].Children.Count == 2:
                return NeededOfOne(node.Children[0].Children[0], map.Key)
                    .Concat(NeededOfOne(node.Children[0].Children[1], map.Value));
            case StructType group when !StoredTypes.IsList(node) && !StoredTypes.IsMap(node):
                var needed = new List<(ParquetNode, DataType)>();
                foreach (var field in group.Fields)
                    if (Child(node, field.Name) is { } child)
                        needed.AddRange(Needed(child, field.Type));
                // The levels of some leaf say which structs are null, even where no field is wanted.
                if (needed.Count == 0)
                {
                    var leaf = node.FirstLeaf();
                    needed.Add((leaf, StoredTypes.OfOne(leaf)));
                }

                return needed;
            default:
                throw Mismatch(node, wanted);
        }
    }

    private Column BuildOne(ParquetNode node, DataType wanted)
    {
        if (node.IsLeaf) return leaves[node.LeafIndex].Leaf.Column;
        switch (wanted)
        {
            case StructType group:
                return BuildStruct(node, group);
            case ListType list when StoredTypes.IsMap(node):
                return BuildList(node, node.Children[0], node.Children[0].Children[0], list);
            case ListType list:
                return BuildList(node, node.Children[0], StoredTypes.ElementOf(node), list);
            case MapType map:
                var entry = node.Children[0];
                var keys = BuildOne(entry.Children[0], map.Key);
                var values = BuildOne(entry.Children[1], map.Value);
                if (keys.Count != values.Count) throw Uneven(node);
                var column = new MapColumn(map, keys, values);
                Fill(column, node, entry, keys.Count);
                return column;
            default:
                throw new UnreachableException();
        }
    }

    private StructColumn BuildStruct(ParquetNode node, StructType wanted)
    {
        var source = LevelsOf(node);
        var present = new List<bool>();
        for (var i = 0; i < source.Definition.Length; i++)
            if (source.Repetition[i] <= node.RepetitionMax && source.Definition[i] >= node.SlotDefinition)
                present.Add(source.Definition[i] >= node.DefinitionMax);
        var children = new List<Column>(wanted.Fields.Count);
        foreach (var field in wanted.Fields)
        {
            var child = Child(node, field.Name) is { } stored
                ? Build(stored, field.Type)
                : NullColumn(field.Type, present.Count);
            if (child.Count != present.Count) throw Uneven(node);
            children.Add(child);
        }

        return new StructColumn(wanted, children, present);
    }

    private ListColumn BuildList(ParquetNode? container, ParquetNode repeated, ParquetNode element, ListType wanted)
    {
        var elements = BuildOne(element, wanted.Element);
        var column = new ListColumn(wanted, elements);
        Fill(column, container, repeated, elements.Count);
        return column;
    }

    /// <summary>Closes the rows of a list or map according to the levels of a leaf below it.</summary>
    private void Fill(RepeatedColumn column, ParquetNode? container, ParquetNode repeated, int elementCount)
    {
        var source = LevelsOf(repeated);
        var rowRepetition = repeated.RepetitionMax - 1;
        // Without a container of its own (a plain repeated field) the row is there, if only empty.
        var rowDefinition = container?.DefinitionMax ?? 0;
        var slotDefinition = container?.SlotDefinition ?? 0;
        var end = 0;
        bool open = false, isNull = false;
        for (var i = 0; i < source.Definition.Length; i++)
        {
            if (source.Repetition[i] <= rowRepetition)
            {
                if (open) column.AppendSlot(end, isNull);
                open = source.Definition[i] >= slotDefinition;
                isNull = source.Definition[i] < rowDefinition;
            }

            if (source.Repetition[i] <= repeated.RepetitionMax && source.Definition[i] >= repeated.DefinitionMax) end++;
        }

        if (open) column.AppendSlot(end, isNull);
        if (end != elementCount) throw Uneven(repeated);
    }

    private ChunkReader LevelsOf(ParquetNode node)
    {
        if (node.IsLeaf) return leaves[node.LeafIndex];
        var pending = new Stack<ParquetNode>([node]);
        while (pending.TryPop(out var next))
        {
            if (next.IsLeaf && leaves.TryGetValue(next.LeafIndex, out var found)) return found;
            for (var i = next.Children.Count - 1; i >= 0; i--) pending.Push(next.Children[i]);
        }

        throw new UnreachableException("Some leaf below every node that is read is read.");
    }

    /// <summary>A column of nulls alone.</summary>
    public static Column NullColumn(DataType type, int rows)
    {
        var column = Column.Create(type);
        for (var i = 0; i < rows; i++) column.AppendNull();
        return column;
    }

    private static ParquetNode? Child(ParquetNode node, string name) =>
        node.Children.FirstOrDefault(child => child.Element.Name == name);

    private static LakeFormatException Mismatch(ParquetNode node, DataType wanted) => new(
        $"Column '{string.Join('.', node.Path)}' is stored as {StoredTypes.OfOne(node)}, "
        + $"which cannot be read as {wanted}.");

    private static LakeFormatException Uneven(ParquetNode node) =>
        new($"The columns below '{string.Join('.', node.Path)}' do not agree on the number of values.");
}
