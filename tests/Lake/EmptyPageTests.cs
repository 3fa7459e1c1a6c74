using PatientFlow.Lake;
using PatientFlow.Lake.Parquet;

namespace PatientFlow.Tests;

/// <summary>A page of nulls alone holds no values, and writers leave whatever they like in their place.</summary>
public sealed class EmptyPageTests
{
    private const int Rows = 3;

    public static TheoryData<string, string> Pages()
    {
        var pages = new TheoryData<string, string>();
        foreach (var field in RandomRows.EveryType.Fields.Where(field => field.Nullable))
            foreach (var encoding in Enum.GetNames<PageEncoding>())
                pages.Add(field.Name, encoding);
        return pages;
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void ReadPage_WithoutValues_IsNulls_WhateverTheEncoding(string name, string encoding)
    {
        var field = RandomRows.EveryType[name];
        var leaves = new List<ParquetNode>();
        ParquetNode.Build(ParquetSchema.From(new Schema(field)), leaves);
        foreach (var left in new byte[][] { [], [0], [128, 1, 4, 0, 0] })
        {
            var leaf = LeafReaders.For(leaves[0], field.Type, new ReadBudget(1 << 20));
            leaf.ReadPage(Enum.Parse<PageEncoding>(encoding), left, present: 0, new byte[Rows]);
            Assert.Equal((Rows, Rows), (leaf.Column.Count, leaf.Column.NullCount));
        }
    }
}
