namespace PatientFlow.Events;

/// <summary>Vital signs of one moment. Null where not taken or unreadable.</summary>
[GenerateSerializer, Immutable, Alias("vital-signs")]
public sealed record VitalSigns
{
    /// <summary>Beats a minute.</summary>
    [Id(0)] public int? HeartRate { get; init; }

    /// <summary>Systolic blood pressure, mmHg.</summary>
    [Id(1)] public int? SystolicPressure { get; init; }

    /// <summary>Diastolic blood pressure, mmHg.</summary>
    [Id(2)] public int? DiastolicPressure { get; init; }

    /// <summary>Body temperature, degrees Fahrenheit.</summary>
    [Id(3)] public double? TemperatureFahrenheit { get; init; }

    /// <summary>Oxygen saturation, percent.</summary>
    [Id(4)] public int? OxygenSaturation { get; init; }
}
