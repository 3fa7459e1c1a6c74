namespace PatientFlow.Kpi;

/// <summary>Vital signs of one event.</summary>
/// <param name="DepartmentSk">Department of the event; null where the network has none such.</param>
/// <param name="HeartRate">Beats a minute.</param>
/// <param name="Systolic">Systolic blood pressure, mmHg.</param>
/// <param name="Saturation">Oxygen saturation, percent.</param>
/// <param name="Temperature">Temperature, degrees Fahrenheit.</param>
public readonly record struct KpiVitals(
    long? DepartmentSk, int? HeartRate, int? Systolic, int? Saturation, double? Temperature)
{
    /// <summary>Whether the event carries any of the four.</summary>
    public bool IsReading =>
        HeartRate is not null || Systolic is not null || Saturation is not null || Temperature is not null;
}
