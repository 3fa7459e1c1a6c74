using PatientFlow.Warehouse;

namespace PatientFlow.Tests;

/// <summary>The lake in memory fails at once, where the tests that use it would wait for minutes.</summary>
public sealed class MemoryWarehouseTests
{
    [Fact]
    public void A_table_that_the_lake_in_memory_does_not_know_is_named_before_a_test_begins()
    {
        var forgotten = StayTable.Stay with { Path = "gold/fact_forgotten" };
        var fault = Assert.Throws<InvalidOperationException>(
            () => MemoryWarehouse.ThrowIfUnknown([.. Tables.All, forgotten]));
        Assert.Equal(
            "MemoryWarehouse does not know gold/fact_forgotten: name it in Positioned and keep its rows, or in Unpositioned.",
            fault.Message);
    }
}
