namespace PatientFlow.Simulator.Events;

/// <summary>One reading of a patient's vital signs.</summary>
internal readonly record struct VitalsReading
{
    /// <summary>Beats a minute.</summary>
    public required int HeartRate { get; init; }

    /// <summary>Systolic pressure, mmHg.</summary>
    public required int Systolic { get; init; }

    /// <summary>Diastolic pressure, mmHg.</summary>
    public required int Diastolic { get; init; }

    /// <summary>Temperature in tenths of a degree Fahrenheit.</summary>
    public required int TemperatureTenthsF { get; init; }

    /// <summary>Oxygen saturation, percent.</summary>
    public required int OxygenSaturation { get; init; }
}
