using PatientFlow.Lake;
using PatientFlow.Lakehouse.Delta;
using PatientFlow.Warehouse;

namespace PatientFlow.Silo.Demo;

/// <summary>Row counts of Gold at the end of a demo.</summary>
/// <param name="Facts">Rows of <c>fact_patient_flow</c>.</param>
/// <param name="Stays">Rows of <c>fact_stay</c>.</param>
/// <param name="InDepartment">Open stays in a department.</param>
internal sealed record DemoCounts(long Facts, long Stays, int InDepartment)
{
    public static async Task<DemoCounts> ReadAsync(LakeTables lake, CancellationToken cancellationToken)
    {
        var open = 0;
        foreach (var batch in await lake.ReadAsync(StayTable.Stay, ["department_sk", "is_currently_admitted"], cancellationToken))
        {
            var (department, admitted) = (batch.Get<Int64Column>("department_sk"), batch.Get<BooleanColumn>("is_currently_admitted"));
            for (var row = 0; row < batch.RowCount; row++)
                if (admitted[row] && department.ValueOrNull(row) is not null)
                    open++;
        }

        return new DemoCounts(Rows(lake, FactTable.PatientFlow), Rows(lake, StayTable.Stay), open);
    }

    private static long Rows(LakeTables lake, Table table) => lake[table].Current.Files.Sum(f => f.Rows ?? 0);
}
