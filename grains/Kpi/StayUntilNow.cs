using PatientFlow.Patients;

namespace PatientFlow.Kpi;

/// <summary>
/// How long a stay that has not ended lasts already, counted as the views <c>kpi_overstay</c> and <c>kpi_long_stays</c>
/// count it.
/// </summary>
/// <param name="Minutes">Boundaries of minutes since the admission, as DATEDIFF counts; negative before it.</param>
/// <param name="Midnights">Midnights (UTC) since the admission.</param>
/// <param name="BeyondExpected">Whether it was expected to have ended.</param>
public readonly record struct StayUntilNow(long Minutes, int Midnights, bool BeyondExpected)
{
    /// <summary>A stay that is longer than this many hours is an overstay. Source: the seed's KPI.</summary>
    public const int OverstayHours = 50;

    /// <summary>The same in hours, with two digits.</summary>
    public double Hours => Math.Round(Minutes / 60.0, 2);

    /// <summary>Counts a stay up to a moment.</summary>
    /// <param name="stay">A stay that has not ended.</param>
    /// <param name="asOf">The moment, UTC.</param>
    public static StayUntilNow Of(Stay stay, DateTime asOf) => new(
        asOf.Ticks / TimeSpan.TicksPerMinute - stay.AdmissionTime.Ticks / TimeSpan.TicksPerMinute,
        Warehouse.Midnights.Between(stay.AdmissionTime, asOf, zone: null),
        stay.ExpectedDischargeTime < asOf);
}
