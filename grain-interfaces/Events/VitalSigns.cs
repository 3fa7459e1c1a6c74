namespace PatientFlow.Events;

/// <summary>Vital signs at one moment. A value that was not measured or cannot be read is null.</summary>
[GenerateSerializer, Immutable, Alias("vital-signs")]
public sealed record VitalSigns
{
    /// <summary>Beats per minute.</summary>
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
