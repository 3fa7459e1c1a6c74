using System.Collections.Immutable;

namespace PatientFlow.Warehouse;

/// <summary>The tables of the lake. Names and columns: seed-spec sections 5 to 7, and what DESIGN section 6 adds.</summary>
public static class Tables
{
    /// <summary>Every table, in the order in which an export commits them, so that a foreign key always resolves.</summary>
    public static ImmutableArray<Table> All { get; } =
    [
        BronzeTables.PatientFlow, BronzeTables.Quarantine, SilverTable.PatientFlow,
        NetworkTables.Hospital, DimensionTables.Department, NetworkTables.Bed,
        DimensionTables.Date, DimensionTables.Patient,
        StayTable.Stay, CensusTable.Census, FactTable.PatientFlow, BedStatusTable.BedStatus,
    ];
}
