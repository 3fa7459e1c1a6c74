namespace PatientFlow.Lake.Parquet;

/// <summary>
/// A node of a file's schema with its levels. Source: Dremel's repetition and definition levels, as the Parquet
/// format uses them.
/// </summary>
internal sealed class ParquetNode
{
    private const int DepthMax = 48;

    private ParquetNode(SchemaElement element, ParquetNode? parent)
    {
        Element = element;
        Path = parent is null ? [] : [.. parent.Path, element.Name];
        if (parent is null) return;
        DefinitionMax = parent.DefinitionMax + (element.Repetition == Repetition.Required ? 0 : 1);
        RepetitionMax = parent.RepetitionMax + (element.Repetition == Repetition.Repeated ? 1 : 0);
        SlotDefinition = element.Repetition == Repetition.Repeated ? DefinitionMax : parent.SlotDefinition;
    }

    public SchemaElement Element { get; }

    public IReadOnlyList<string> Path { get; }

    public IReadOnlyList<ParquetNode> Children { get; private set; } = [];

    /// <summary>The definition level of a value that is there.</summary>
    public int DefinitionMax { get; }

    public int RepetitionMax { get; }

    /// <summary>
    /// The definition level from which on an entry takes a slot in the column of this node: that of the nearest
    /// repeated node, itself included; below it a list around it is empty or null.
    /// </summary>
    public int SlotDefinition { get; }

    /// <summary>The index of the column chunk; -1 for a group.</summary>
    public int LeafIndex { get; private set; } = -1;

    public bool IsLeaf => LeafIndex >= 0;

    /// <summary>Builds the tree and lists its leaves in order.</summary>
    public static ParquetNode Build(IReadOnlyList<SchemaElement> elements, List<ParquetNode> leaves)
    {
        if (elements.Count == 0) throw ThriftReader.Broken("no schema");
        var next = 0;
        var root = Build(elements, null, ref next, 0, leaves);
        if (next != elements.Count) throw ThriftReader.Broken("a schema with loose ends");
        return root;
    }

    /// <summary>The first leaf at or below this node.</summary>
    public ParquetNode FirstLeaf()
    {
        var node = this;
        while (!node.IsLeaf) node = node.Children[0];
        return node;
    }

    private static ParquetNode Build(
        IReadOnlyList<SchemaElement> elements, ParquetNode? parent, ref int next, int depth, List<ParquetNode> leaves)
    {
        if (depth > DepthMax) throw ThriftReader.Broken("a schema nested too deeply");
        if (next >= elements.Count) throw ThriftReader.Broken("a schema that ends early");
        var node = new ParquetNode(elements[next++], parent);
        if (node.Element.Type is not null)
        {
            if (parent is null) throw ThriftReader.Broken("a schema without root");
            node.LeafIndex = leaves.Count;
            leaves.Add(node);
            return node;
        }

        // A group without fields holds nothing that could say how often it occurs; only an empty file may have one.
        if (node.Element.ChildCount == 0 && parent is not null) throw ThriftReader.Broken("a group without fields");
        if (node.Element.ChildCount > elements.Count - next) throw ThriftReader.Broken("a schema that ends early");
        var children = new List<ParquetNode>(node.Element.ChildCount);
        for (var i = 0; i < node.Element.ChildCount; i++)
            children.Add(Build(elements, node, ref next, depth + 1, leaves));
        node.Children = children;
        return node;
    }
}
